# Modules are built by Debian's clang 19 and wasi-libc, or by a wasi-sdk when WASI_SDK_PREFIX names one.
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(ARRIS_WASM ON)

if(DEFINED ENV{WASI_SDK_PREFIX})
  set(CMAKE_CXX_COMPILER "$ENV{WASI_SDK_PREFIX}/bin/clang++")
  set(CMAKE_AR "$ENV{WASI_SDK_PREFIX}/bin/llvm-ar")
  set(CMAKE_RANLIB "$ENV{WASI_SDK_PREFIX}/bin/llvm-ranlib")
  set(wasm_includes "")
else()
  set(CMAKE_CXX_COMPILER clang++-19)
  set(CMAKE_AR llvm-ar-19)
  set(CMAKE_RANLIB llvm-ranlib-19)
  execute_process(COMMAND clang++-19 -print-resource-dir
                  OUTPUT_VARIABLE resource_dir OUTPUT_STRIP_TRAILING_WHITESPACE)
  # Explicit system directories, so that no header of the machine's own leaks into a module.
  string(CONCAT wasm_includes
         " -nostdlibinc -isystem /usr/include/wasm32-wasi/c++/v1"
         " -isystem ${resource_dir}/include -isystem /usr/include/wasm32-wasi")
endif()
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
string(CONCAT CMAKE_CXX_FLAGS_INIT
       "-Oz -flto -fno-c++-static-destructors -mtail-call -mbulk-memory -mnontrapping-fptoint -msimd128"
       " -fvisibility=hidden -ffile-prefix-map=${CMAKE_SOURCE_DIR}=." "${wasm_includes}")
