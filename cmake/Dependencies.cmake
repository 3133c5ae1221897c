# Every library comes from the distribution's packages; nothing is vendored or downloaded.
option(WORKSPACE_EXPORTER_ARCHIVES "Link the archives of libraries into the programs, where there are any" OFF)
if(WORKSPACE_EXPORTER_ARCHIVES)
  list(PREPEND CMAKE_FIND_LIBRARY_SUFFIXES .a)
  set(OPENSSL_USE_STATIC_LIBS ON)
  set(ZLIB_USE_STATIC_LIBS ON)
  set(GFLAGS_SHARED OFF)
  list(APPEND PKG_CONFIG_ARGN --static)
endif()

find_package(PkgConfig REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(simdjson REQUIRED CONFIG)
find_package(gflags REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(prometheus-cpp REQUIRED CONFIG COMPONENTS core)

pkg_check_modules(cares REQUIRED IMPORTED_TARGET libcares)
pkg_check_modules(libxcrypt REQUIRED IMPORTED_TARGET libxcrypt)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(yaml-cpp REQUIRED IMPORTED_TARGET yaml-cpp)

if(BUILD_TESTING)
  find_package(doctest REQUIRED)
  # A client that is not ours, for tests of the simulator. The flags of pkg-config are part of its ABI: without them it
  # links and corrupts memory.
  pkg_check_modules(cpp-httplib REQUIRED IMPORTED_TARGET cpp-httplib)
endif()

# The libraries whose packages have a target for each way of linking.
if(WORKSPACE_EXPORTER_ARCHIVES)
  # Debian has no archives of these two.
  add_library(dependency::fmt ALIAS fmt::fmt-header-only)
  add_library(dependency::spdlog ALIAS spdlog::spdlog_header_only)
  add_library(dependency::simdjson ALIAS simdjson::simdjson_static)
  # What an archive needs besides is known to pkg-config alone.
  pkg_check_modules(libcrypto REQUIRED IMPORTED_TARGET libcrypto)
  set_property(TARGET OpenSSL::Crypto APPEND PROPERTY INTERFACE_LINK_LIBRARIES PkgConfig::libcrypto)
else()
  add_library(dependency::fmt ALIAS fmt::fmt)
  add_library(dependency::spdlog ALIAS spdlog::spdlog)
  add_library(dependency::simdjson ALIAS simdjson::simdjson)
endif()
