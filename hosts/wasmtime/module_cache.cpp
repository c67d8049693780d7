#include "wasmtime/module_cache.h"

#include "core/text.h"
#include "wasmtime/fault.h"
#include "wasmtime/files.h"

namespace arris::wasmtime {
namespace {

constexpr std::string_view magic = "ARRISAOT1\n";
constexpr std::size_t header_bytes = magic.size() + sizeof(crypto::Digest256);

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

ModuleCache::ModuleCache(const Engine& engine, crypto::Keyring& keys,
                         std::filesystem::path directory)
    : engine_(engine), key_(*keys.find("module_cache")), directory_(std::move(directory)) {
  if (directory_.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(directory_, ignored);
}

Handle<wasmtime_module_t> ModuleCache::compile(std::string_view name, std::string_view wasm) {
  const auto digest = crypto::sha256(engine_.fingerprint() + '\0' + std::string(wasm));
  const auto entry = to_hex(digest) + ".cwasm";
  const auto path = directory_ / entry;
  if (auto module = load(path, entry)) {
    ++hits_;
    return module;
  }
  wasmtime_module_t* module = nullptr;
  const Handle<wasmtime_error_t> error(
      wasmtime_module_new(engine_.raw(), bytes_of(wasm), wasm.size(), &module));
  if (error)
    throw StartError("module " + std::string(name) +
                     " is not valid WebAssembly: " + text_of(*error));
  store(path, entry, *module);
  return Handle<wasmtime_module_t>(module);
}

Handle<wasmtime_module_t> ModuleCache::load(const std::filesystem::path& path,
                                            std::string_view entry) {
  if (directory_.empty()) return nullptr;
  const auto file = read_file(path);
  if (!file || file->size() <= header_bytes || !file->starts_with(magic)) return nullptr;
  const std::string_view mac = std::string_view(*file).substr(magic.size(), 32);
  const std::string_view code = std::string_view(*file).substr(header_bytes);
  if (!crypto::equal_in_constant_time(as_text(mac_of(entry, code)), mac)) return nullptr;
  wasmtime_module_t* module = nullptr;
  const Handle<wasmtime_error_t> error(
      wasmtime_module_deserialize(engine_.raw(), bytes_of(code), code.size(), &module));
  return Handle<wasmtime_module_t>(error ? nullptr : module);
}

void ModuleCache::store(const std::filesystem::path& path, std::string_view entry,
                        const wasmtime_module_t& module) const {
  if (directory_.empty()) return;
  wasm_byte_vec_t code;
  // The C API asks for a module that is not const, and does not change it.
  const Handle<wasmtime_error_t> error(
      wasmtime_module_serialize(const_cast<wasmtime_module_t*>(&module), &code));
  if (error) return;
  const std::string_view bytes(code.data, code.size);
  const auto mac = mac_of(entry, bytes);
  (void)replace_file(path, std::string(magic).append(as_text(mac)).append(bytes));
  wasm_byte_vec_delete(&code);
}

crypto::Digest256 ModuleCache::mac_of(std::string_view entry, std::string_view code) const {
  return key_.hmac.of(std::string(entry).append(code));
}

}  // namespace arris::wasmtime
