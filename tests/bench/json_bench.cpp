// J1: the codec of shared/json on its two commonest pieces of work, as a module: reading an event
// and writing a page of 50 issues. json_bench.mjs runs it beside JSON.parse and JSON.stringify.

#include <cstdint>
#include <cstdlib>

#include "errors/shapes.h"

extern "C" char __heap_base;
extern "C" void __wasm_call_ctors();
extern "C" void __wasm_call_dtors() {}
extern "C" void abort() { __builtin_trap(); }
extern "C" {
std::uintptr_t __stack_chk_guard = 0x9d2c5681;
[[noreturn]] void __stack_chk_fail() { __builtin_trap(); }
}
_LIBCPP_BEGIN_NAMESPACE_STD
_LIBCPP_NORETURN void __libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
_LIBCPP_END_NAMESPACE_STD

namespace {

// What shared/guest does, but a call can give everything back: a request begins with empty memory.
std::uintptr_t next = 0;

struct Everything {
  std::uintptr_t before = next;
  ~Everything() { next = before; }
};

}  // namespace

void* operator new(std::size_t size_bytes) {
  if (next == 0) next = reinterpret_cast<std::uintptr_t>(&__heap_base);
  const std::uintptr_t piece = (next + 15) & ~std::uintptr_t{15};
  next = piece + size_bytes;
  const std::size_t pages = __builtin_wasm_memory_size(0), wanted = (next + 65535) / 65536;
  if (wanted > pages && __builtin_wasm_memory_grow(0, wanted - pages) == SIZE_MAX) abort();
  return reinterpret_cast<void*>(piece);
}
void* operator new[](std::size_t size_bytes) { return operator new(size_bytes); }
void operator delete(void*) noexcept {}
void operator delete[](void*) noexcept {}
void operator delete(void* piece, std::size_t size_bytes) noexcept {
  if (reinterpret_cast<std::uintptr_t>(piece) + size_bytes == next)
    next = reinterpret_cast<std::uintptr_t>(piece);
}
void operator delete[](void*, std::size_t) noexcept {}

namespace arris {
namespace {

enum class Severity : std::uint8_t { low, medium, high, critical };
BOOST_DESCRIBE_ENUM(Severity, low, medium, high, critical)

struct Issue {
  std::string_view id, title, culprit;
  Severity severity;
  std::int64_t event_count, people_count, first_seen_at_ms, last_seen_at_ms;
};
BOOST_DESCRIBE_STRUCT(Issue, (),
                      (id, title, culprit, severity, event_count, people_count, first_seen_at_ms,
                       last_seen_at_ms))

struct Issues {
  std::vector<Issue> data;
};
BOOST_DESCRIBE_STRUCT(Issues, (), (data))

char input[4096 + 32];
Issues issues;

}  // namespace
}  // namespace arris

#define ARRIS_EXPORT(name) extern "C" __attribute__((export_name(#name)))

ARRIS_EXPORT(_initialize) void initialize() {
  __wasm_call_ctors();
  for (std::int64_t i = 0; i < 50; ++i)
    arris::issues.data.push_back(
        {"018f3c2e-0000-7000-8000-000000000000", "TypeError: undefined is not a function",
         "checkout/cart.ts in total", static_cast<arris::Severity>(i % 4), i * 977, i * 31,
         1'700'000'000'000 - i * 86'400'000, 1'700'000'000'000 - i * 1000});
}

ARRIS_EXPORT(input) char* input() { return arris::input; }

// 1 when the text is an event.
ARRIS_EXPORT(decode) std::uint32_t decode(std::uint32_t length_bytes) {
  const Everything again;
  arris::Arena arena;
  arris::input[length_bytes] = 0;
  return arris::json::decode<arris::errors::NewEvent>({arris::input, length_bytes}, arena).ok();
}

ARRIS_EXPORT(encode) std::uint64_t encode() {
  const Everything again;
  std::string out;
  arris::json::encode(out, arris::issues);
  return std::uint64_t{reinterpret_cast<std::uintptr_t>(out.data())} << 32 | out.size();
}
