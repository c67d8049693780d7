# What comes from outside. Boost headers are reached through a folder that holds only Boost.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/layers/boost)
file(CREATE_LINK /usr/include/boost ${CMAKE_BINARY_DIR}/layers/boost/boost SYMBOLIC)
add_library(boost_describe INTERFACE)
target_include_directories(boost_describe SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/layers/boost)

if(NOT ARRIS_WASM)
  find_package(Threads REQUIRED)
  find_package(OpenSSL REQUIRED)
  find_package(CURL REQUIRED)
  find_package(ZLIB REQUIRED)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(argon2 REQUIRED IMPORTED_TARGET libargon2)
  pkg_check_modules(brotli REQUIRED IMPORTED_TARGET libbrotlienc libbrotlidec)

  # wasmtime and SQLite in one archive; scripts/support/build-runtime makes it and the link build/runtime.
  set(ARRIS_RUNTIME ${CMAKE_SOURCE_DIR}/build/runtime)
  if(NOT EXISTS ${ARRIS_RUNTIME}/libarris_runtime.a)
    message(FATAL_ERROR "build/runtime is missing: run scripts/support/build-runtime first")
  endif()
  add_library(arris_runtime INTERFACE)
  target_include_directories(arris_runtime SYSTEM INTERFACE ${ARRIS_RUNTIME}/include)
  target_link_libraries(arris_runtime INTERFACE ${ARRIS_RUNTIME}/libarris_runtime.a Threads::Threads dl m)

  add_library(arris_test_main STATIC ${CMAKE_SOURCE_DIR}/tests/support/main.cpp)
  target_compile_features(arris_test_main PRIVATE cxx_std_23)
  target_include_directories(arris_test_main INTERFACE ${CMAKE_SOURCE_DIR}/tests)
endif()
