# One target per layer. A layer sees its own headers and those of the layers that it links, nothing else:
# each layer's include root holds a link to that layer's folder alone, so an upward include does not compile.

set(ARRIS_WARNINGS -Wall -Wextra -Werror -Wno-missing-field-initializers)
set(ARRIS_GUEST_FLAGS -fno-exceptions -fno-rtti)

# add_layer(core SOURCES a.cpp HEADERS a.h LINKS …) makes arris_core, from the current folder.
function(add_layer name)
  cmake_parse_arguments(layer "HOST" "" "SOURCES;HEADERS;LINKS" ${ARGN})
  set(root ${CMAKE_BINARY_DIR}/layers/${name})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${name} SYMBOLIC)
  add_library(arris_${name} STATIC ${layer_SOURCES})
  target_include_directories(arris_${name} PUBLIC ${root})
  target_link_libraries(arris_${name} PUBLIC ${layer_LINKS})
  target_compile_features(arris_${name} PUBLIC cxx_std_23)
  target_compile_options(arris_${name} PRIVATE ${ARRIS_WARNINGS})
  if(NOT layer_HOST)
    target_compile_options(arris_${name} PRIVATE ${ARRIS_GUEST_FLAGS})
  endif()
  if(NOT ARRIS_WASM)
    _verify_headers(${name} ${layer_HEADERS})
  endif()
endfunction()

# The target `headers` compiles each header by itself, twice included, so that it stands alone. What it compiles is
# thrown away: it needs neither optimisation nor sanitizers.
add_custom_target(headers)
function(_verify_headers name)
  set(sources "")
  foreach(header ${ARGN})
    string(MAKE_C_IDENTIFIER ${header} id)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/alone_${id}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${name}/${header}\"\n#include \"${name}/${header}\"\n")
    list(APPEND sources ${source})
  endforeach()
  add_library(arris_${name}_headers OBJECT EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(arris_${name}_headers PRIVATE arris_${name})
  target_compile_options(arris_${name}_headers PRIVATE ${ARRIS_WARNINGS} -O0 -g0 -fno-sanitize=all)
  add_dependencies(headers arris_${name}_headers)
endfunction()

# add_unit_test(core core_test SOURCES a_test.cpp LINKS …): one doctest program; native builds only.
function(add_unit_test name)
  if(ARRIS_WASM)
    return()
  endif()
  cmake_parse_arguments(test "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${test_SOURCES})
  target_link_libraries(${name} PRIVATE ${test_LINKS} arris_test_main)
  target_compile_options(${name} PRIVATE ${ARRIS_WARNINGS})
  target_compile_features(${name} PRIVATE cxx_std_23)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()
