#pragma once
// Compiled modules on disk, so that a start does not compile. What is in such a file runs as native
// code, so it is read only after its MAC was checked against a key that nothing else knows.
//
// (1) A file that was altered, cut or made by another engine is compiled again and replaced.
// (2) An empty directory keeps nothing. A directory that can't be written costs a compilation at
// each start, nothing else.
//
//     entry := magic:byte[10] mac:byte[32] compiled code
//     mac   := HMAC-SHA256(key "module_cache", name of the entry + compiled code)

#include <filesystem>
#include <string_view>

#include "crypto/keyring.h"
#include "wasmtime/wasm_engine.h"

namespace arris::wasmtime {

class ModuleCache {
 public:
  // REQUIRES: the engine and the keyring outlive it.
  ModuleCache(const Engine& engine, crypto::Keyring& keys, std::filesystem::path directory);

  // Throws StartError for bytes that aren't a valid module.
  Handle<wasmtime_module_t> compile(std::string_view name, std::string_view wasm);

  std::size_t hits() const { return hits_; }

 private:
  Handle<wasmtime_module_t> load(const std::filesystem::path& path, std::string_view entry);
  void store(const std::filesystem::path& path, std::string_view entry,
             const wasmtime_module_t& module) const;
  crypto::Digest256 mac_of(std::string_view entry, std::string_view code) const;

  const Engine& engine_;
  const crypto::NamedKey& key_;
  const std::filesystem::path directory_;
  std::size_t hits_ = 0;
};

}  // namespace arris::wasmtime
