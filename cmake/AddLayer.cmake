# add_layer(name SOURCES file... USES target...)
#
# A folder of src/ is a layer: one static library with its own sources. Which layer may include which is stated once,
# in tests/layering.cmake.
function(add_layer name)
  cmake_parse_arguments(LAYER "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC ${LAYER_SOURCES})
  target_link_libraries(${name} PUBLIC build_settings ${LAYER_USES})
endfunction()
