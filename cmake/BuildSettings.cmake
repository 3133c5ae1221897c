# What every target of this project is compiled with, and nothing else is.
add_library(build_settings INTERFACE)
target_compile_features(build_settings INTERFACE cxx_std_20)
target_compile_options(build_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  $<$<BOOL:${WORKSPACE_EXPORTER_WERROR}>:-Werror>)
target_include_directories(build_settings INTERFACE "${PROJECT_SOURCE_DIR}/src")
target_compile_definitions(build_settings INTERFACE JSON_USE_IMPLICIT_CONVERSIONS=0)

# An attacker who finds a fault finds no fixed address, no writable table of functions and no silent overflow;
# tests/end_to_end/test_hardening.py looks at the program for it.
target_compile_options(build_settings INTERFACE -fPIE -fstack-protector-strong)
target_link_options(build_settings INTERFACE -pie LINKER:-z,relro,-z,now)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64)$")
  target_compile_options(build_settings INTERFACE -fcf-protection=full)
endif()
# Checks of the C library's calls are compiled in by the optimizer only, and sanitizers have their own.
string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
if(CMAKE_CXX_FLAGS_${build_type} MATCHES "-O[1-3s]" AND NOT WORKSPACE_EXPORTER_SANITIZE)
  target_compile_options(build_settings INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()

# Of an archive a program takes what it uses, and relative relocations in a tenth of the room: both are memory.
if(WORKSPACE_EXPORTER_ARCHIVES)
  target_compile_options(build_settings INTERFACE -ffunction-sections -fdata-sections)
  target_link_options(build_settings INTERFACE LINKER:--gc-sections,--as-needed,-z,pack-relative-relocs)
endif()

if(WORKSPACE_EXPORTER_SANITIZE)
  # Sanitizers make GCC warn of uninitialized values that are none (its manual, -fsanitize=address); release warns too.
  target_compile_options(build_settings INTERFACE
    -fsanitize=${WORKSPACE_EXPORTER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(build_settings INTERFACE -fsanitize=${WORKSPACE_EXPORTER_SANITIZE})
endif()
if(WORKSPACE_EXPORTER_COVERAGE)
  target_compile_options(build_settings INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(build_settings INTERFACE --coverage)
endif()
