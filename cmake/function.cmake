# add_function(errors): functions/errors becomes the layer arris_errors and, for wasm, the module errors.wasm.
# Every .cpp of the folder belongs to it; NAME_test.cpp files are its unit tests.
function(add_function name)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${folder}/*_test.cpp)
  list(REMOVE_ITEM sources ${tests} "")
  set(root ${CMAKE_BINARY_DIR}/layers/${name})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${folder} ${root}/${name} SYMBOLIC)
  add_library(arris_${name} STATIC ${sources})
  target_include_directories(arris_${name} PUBLIC ${root})
  target_link_libraries(arris_${name} PUBLIC arris_people arris_vault arris_http arris_metering arris_storage arris_effect arris_json arris_core)
  target_compile_options(arris_${name} PRIVATE ${ARRIS_WARNINGS} ${ARRIS_GUEST_FLAGS})
  precompile_like(function arris_${name})
  set_property(GLOBAL APPEND PROPERTY ARRIS_FUNCTIONS ${name})
  if(ARRIS_WASM)
    _add_module(${name})
  elseif(tests)
    add_unit_test(${name}_test SOURCES ${tests} LINKS arris_${name} arris_native)
    precompile_like(function_test ${name}_test)
  endif()
endfunction()

function(_add_module name)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}_module.cpp CONTENT
       "#include \"guest/module.h\"\n#include \"${name}/${name}.h\"\nconst arris::http::Function& arris::guest::function() { return arris::${name}::function; }\n")
  add_executable(${name} ${CMAKE_CURRENT_BINARY_DIR}/${name}_module.cpp)
  target_link_libraries(${name} PRIVATE arris_${name} arris_guest)
  link_as_module(${name} modules)
endfunction()

# link_as_module(TARGET FOLDER): a module that imports nothing; its stack lies below its data, so an overflow traps. It
# begins with the memory that most requests need: to grow is a change of the process's mappings, which costs more than a
# handler.
function(link_as_module name folder)
  target_compile_options(${name} PRIVATE ${ARRIS_WARNINGS} ${ARRIS_GUEST_FLAGS})
  target_link_options(${name} PRIVATE -nostartfiles -fno-exceptions
    -Wl,--no-entry,--stack-first,-z,stack-size=65536,--initial-heap=131072,--max-memory=67108864,--gc-sections,--strip-all,--lto-O2
    -Wl,-mllvm,-enable-merge-functions,-mllvm,-inline-threshold=0,-mllvm,-disable-lsr,-mllvm,-vectorize-loops=false
    -Wl,-mllvm,-enable-pre=false,-mllvm,-disable-early-taildup)
  set_target_properties(${name} PROPERTIES OUTPUT_NAME ${name} SUFFIX .wasm
                        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/${folder})
endfunction()
