// What the C++ library expects of its platform, without an import: memory, and an end on every
// abort.
//
// Memory is handed out upwards and never given back: an instance serves one request and is then
// dropped or reset as a whole. With an empty delete the linker drops what destructors do.

#include <cstddef>
#include <cstdint>
#include <new>

#include "core/memory.h"

extern "C" char __heap_base;

namespace {

constexpr std::size_t page_bytes = 65536;
constexpr std::size_t alignment = 16;

char* next = &__heap_base;
std::size_t end = 0;

std::size_t rounded(std::size_t size_bytes) {
  return (size_bytes + alignment - 1) & ~(alignment - 1);
}

// Grows by at least half of what there is, so that a large request grows seldom.
void grow_to(std::size_t wanted) {
  const std::size_t pages = __builtin_wasm_memory_size(0);
  if (end == 0) end = pages * page_bytes;
  if (wanted <= end) return;
  const std::size_t missing = (wanted - end + page_bytes - 1) / page_bytes;
  const std::size_t generous = missing > pages / 2 ? missing : pages / 2;
  if (__builtin_wasm_memory_grow(0, generous) == SIZE_MAX &&
      __builtin_wasm_memory_grow(0, missing) == SIZE_MAX)
    __builtin_trap();
  end = __builtin_wasm_memory_size(0) * page_bytes;
}

}  // namespace

void* operator new(std::size_t size_bytes) {
  char* piece = reinterpret_cast<char*>(rounded(reinterpret_cast<std::size_t>(next)));
  char* after = piece + rounded(size_bytes);
  if (after < piece) __builtin_trap();
  grow_to(reinterpret_cast<std::size_t>(after));
  next = after;
  return piece;
}
void* arris::memory_mark() { return next; }
void arris::memory_reset(void* mark) { next = static_cast<char*>(mark); }

void* operator new[](std::size_t size_bytes) { return operator new(size_bytes); }
void operator delete(void*) noexcept {}
void operator delete[](void*) noexcept {}
void operator delete(void*, std::size_t) noexcept {}
void operator delete[](void*, std::size_t) noexcept {}

// The C library's goes byte by byte.
extern "C" __attribute__((used, no_builtin)) int memcmp(const void* one, const void* other,
                                                        std::size_t size_bytes) {
  const auto* left = static_cast<const unsigned char*>(one);
  const auto* right = static_cast<const unsigned char*>(other);
  for (; size_bytes >= sizeof(std::uint32_t); size_bytes -= sizeof(std::uint32_t)) {
    std::uint32_t a, b;
    __builtin_memcpy(&a, left, sizeof a);
    __builtin_memcpy(&b, right, sizeof b);
    if (a != b) break;
    left += sizeof a;
    right += sizeof b;
  }
  for (; size_bytes > 0 && *left == *right; --size_bytes) ++left, ++right;
  return size_bytes == 0 ? 0 : *left - *right;
}

extern "C" {
std::uintptr_t __stack_chk_guard = 0x9d2c5681;
[[noreturn]] void __stack_chk_fail() { __builtin_trap(); }
[[noreturn]] void abort() { __builtin_trap(); }
}

_LIBCPP_BEGIN_NAMESPACE_STD
_LIBCPP_NORETURN void __libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
_LIBCPP_END_NAMESPACE_STD
