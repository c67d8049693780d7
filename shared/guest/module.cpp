#include "guest/module.h"

#include <cstdint>
#include <cstdlib>

#include "http/dispatch.h"
#include "http/manifest.h"

extern "C" void __wasm_call_ctors();
// Overrides the C library's, whose exit path would import file descriptors.
extern "C" void __wasm_call_dtors() {}

namespace arris::guest {
namespace {

effect::Machine& machine() {
  static const http::Exchanges exchanges(function());
  static effect::Machine machine(exchanges);
  return machine;
}

std::uint64_t packed(std::string_view bytes) {
  return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(bytes.data())) << 32 |
         bytes.size();
}

std::string_view frame(std::uint32_t pointer, std::uint32_t length) {
  return {reinterpret_cast<const char*>(pointer), length};
}

}  // namespace
}  // namespace arris::guest

#define ARRIS_EXPORT(name) extern "C" __attribute__((export_name(#name)))

ARRIS_EXPORT(_initialize) void arris_initialize() { __wasm_call_ctors(); }

ARRIS_EXPORT(arris_abi) std::uint32_t arris_abi() { return arris::effect::abi_version; }

ARRIS_EXPORT(arris_manifest) std::uint64_t arris_manifest() {
  static std::string manifest;
  manifest.clear();
  arris::http::write_manifest(manifest, arris::guest::function());
  return arris::guest::packed(manifest);
}

ARRIS_EXPORT(arris_alloc) std::uint32_t arris_alloc(std::uint32_t length_bytes) {
  arris::guest::machine().forget();
  // Room behind the frame, so that a scan in steps of 32 bytes stays inside memory.
  return reinterpret_cast<std::uintptr_t>(::operator new(length_bytes + 32));
}

ARRIS_EXPORT(arris_begin) std::uint64_t arris_begin(std::uint32_t pointer, std::uint32_t length) {
  return arris::guest::packed(arris::guest::machine().begin(arris::guest::frame(pointer, length)));
}

ARRIS_EXPORT(arris_resume)
std::uint64_t arris_resume(std::uint32_t task, std::uint32_t pointer, std::uint32_t length) {
  return arris::guest::packed(
      arris::guest::machine().resume(task, arris::guest::frame(pointer, length)));
}

ARRIS_EXPORT(arris_cancel) void arris_cancel(std::uint32_t task) {
  arris::guest::machine().cancel(task);
}
