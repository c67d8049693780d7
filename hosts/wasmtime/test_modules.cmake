# add_test_module(NAME flags...) compiles test_modules/hostile.cpp into NAME.wasm in the build folder.
set(ARRIS_TEST_MODULES ${CMAKE_CURRENT_BINARY_DIR}/modules)
file(MAKE_DIRECTORY ${ARRIS_TEST_MODULES})
function(add_test_module name)
  set(source ${CMAKE_CURRENT_SOURCE_DIR}/test_modules/hostile.cpp)
  set(max -Wl,--max-memory=67108864)
  if("NO_MAX" IN_LIST ARGN)
    list(REMOVE_ITEM ARGN NO_MAX)
    set(max -Wl,--initial-memory=4194304)
  endif()
  add_custom_command(OUTPUT ${ARRIS_TEST_MODULES}/${name}.wasm
    COMMAND ${CMAKE_COMMAND} -E env PATH=/usr/bin:/bin clang++-19 --target=wasm32 -O1 -std=c++20 -nostdlib -ffreestanding
            -fno-exceptions -fno-rtti -mbulk-memory -Wno-infinite-recursion -Wl,--no-entry,--stack-first
            ${max} ${ARGN} -o ${ARRIS_TEST_MODULES}/${name}.wasm ${source}
    DEPENDS ${source} ${CMAKE_CURRENT_SOURCE_DIR}/test_modules/seam.h VERBATIM)
  set_property(GLOBAL APPEND PROPERTY ARRIS_TEST_MODULE_FILES ${ARRIS_TEST_MODULES}/${name}.wasm)
endfunction()

add_test_module(hostile)
add_test_module(good "-DNAME=\"good\"")
add_test_module(imports -DIMPORT)
add_test_module(extra -DEXTRA)
add_test_module(no_max NO_MAX)
add_test_module(too_large -Wl,--max-memory=134217728)
add_test_module(newer -DABI=7)
add_test_module(bad_manifest "-DMANIFEST=\"{}\"")
get_property(files GLOBAL PROPERTY ARRIS_TEST_MODULE_FILES)
add_custom_target(test_modules DEPENDS ${files})
