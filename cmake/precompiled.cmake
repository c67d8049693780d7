# With ARRIS_PRECOMPILED what most sources of a kind include is compiled once for all of them. It hides an include that a
# source forgot, so the presets `dev` and `wasm` go without and notice.
option(ARRIS_PRECOMPILED "Compile common headers once" OFF)

# precompile_like(kind TARGET): with the headers of `kind`, one of those below.
function(precompile_like kind target)
  if(ARRIS_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM precompiled_${kind})
    # A cache of compilers may have made the names of the headers relative: the compiler then looks for them again.
    target_include_directories(${target} PRIVATE $<TARGET_PROPERTY:precompiled_${kind},INCLUDE_DIRECTORIES>)
  endif()
endfunction()

# _precompiled(kind HEADERS … LINKS … [OPTIONS …])
function(_precompiled kind)
  cmake_parse_arguments(common "" "" "HEADERS;LINKS;OPTIONS" ${ARGN})
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/precompiled_${kind}.cpp CONTENT "")
  add_library(precompiled_${kind} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/precompiled_${kind}.cpp)
  target_link_libraries(precompiled_${kind} PRIVATE ${common_LINKS})
  target_compile_features(precompiled_${kind} PRIVATE cxx_std_23)
  # Without its time in it, a cache of compilers knows it again.
  target_compile_options(precompiled_${kind} PRIVATE ${ARRIS_WARNINGS} ${common_OPTIONS} "SHELL:-Xclang -fno-pch-timestamp")
  target_precompile_headers(precompiled_${kind} PRIVATE ${common_HEADERS})
endfunction()

if(ARRIS_PRECOMPILED)
  _precompiled(function HEADERS <algorithm> <http/common.h> <http/function.h> <http/tell.h>
               LINKS arris_people arris_http arris_metering OPTIONS ${ARRIS_GUEST_FLAGS})
endif()
if(ARRIS_PRECOMPILED AND NOT ARRIS_WASM)
  _precompiled(function_test HEADERS <algorithm> <doctest/doctest.h> <native/app.h> LINKS arris_native)
  _precompiled(host HEADERS <algorithm> <filesystem> <functional> <mutex> <thread> <nlohmann/json.hpp> <effect/frame.h>
               LINKS arris_effect)
endif()
