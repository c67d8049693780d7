// The exports of preview.wasm, for pages/src/preview/module.ts: room for a question, then its answer as (pointer, length).
// An answer lies there until the next question.

#include <cstdint>

#include "core/memory.h"
#include "preview/preview.h"

extern "C" void __wasm_call_ctors();
// Overrides the C library's, whose exit path would import file descriptors.
extern "C" void __wasm_call_dtors() {}

namespace {

constexpr std::size_t padding_bytes = 32;  // so that a scan in such steps stays inside memory

void* fresh = nullptr;

}  // namespace

#define ARRIS_EXPORT(name) extern "C" __attribute__((export_name(#name)))

ARRIS_EXPORT(_initialize) void arris_initialize() {
  __wasm_call_ctors();
  fresh = arris::memory_mark();
}

ARRIS_EXPORT(preview_alloc) std::uint32_t preview_alloc(std::uint32_t length_bytes) {
  arris::memory_reset(fresh);
  return reinterpret_cast<std::uintptr_t>(::operator new(length_bytes + padding_bytes));
}

ARRIS_EXPORT(preview_answer)
std::uint64_t preview_answer(std::uint32_t pointer, std::uint32_t length_bytes) {
  const std::string_view question(reinterpret_cast<const char*>(pointer), length_bytes);
  static std::string answer;
  // What it held was handed out again with the memory of the question before.
  new (&answer) std::string(arris::preview::answer_to(question));
  return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(answer.data())) << 32 |
         answer.size();
}
