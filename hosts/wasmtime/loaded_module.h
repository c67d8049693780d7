#pragma once
// A module that may serve: its code was checked against the seam (hosts/ABI.md) and its manifest
// was read. Everything that is wrong with it is found here, at the start, in one clear line.

#include <atomic>
#include <bitset>
#include <filesystem>

#include "effect/frame.h"
#include "manifest/manifest.h"
#include "sqlite/statement_set.h"
#include "wasmtime/guest_instance.h"
#include "wasmtime/module_cache.h"

namespace arris::wasmtime {

// What goes on in a module while it serves. A module that faults is watched for a while: its
// requests run apart from those of others, one after another.
class Health {
 public:
  static constexpr std::int64_t watched_ms = 60'000;

  void note_fault(FaultKind kind, std::int64_t now_ms) {
    faults_[static_cast<std::size_t>(kind)].fetch_add(1, std::memory_order_relaxed);
    if (kind == FaultKind::deadline) watched_until_ms_.store(now_ms + watched_ms);
  }
  bool is_watched(std::int64_t now_ms) const {
    return now_ms < watched_until_ms_.load(std::memory_order_relaxed);
  }
  std::uint64_t faults(FaultKind kind) const { return faults_[static_cast<std::size_t>(kind)]; }
  std::uint64_t faults() const { return faults_[0] + faults_[1] + faults_[2] + faults_[3]; }

 private:
  std::atomic<std::uint64_t> faults_[4]{};
  std::atomic<std::int64_t> watched_until_ms_ = 0;
};

struct LoadedModule {
  manifest::Manifest manifest;
  std::string digest;  // SHA-256 of the code, as hexadecimal digits
  std::unique_ptr<const InstanceFactory> factory;
  sqlite::Statements statements;
  std::bitset<std::variant_size_v<effect::Payload>> effects;  // that it may ask for
  bool takes_secrets = false;  // for a vault: what such a module is sent is not recorded
  Health health;
  mutable std::atomic<std::uint64_t> sql_round_trips = 0;

  std::vector<bool> tells_by_statement;

  const std::string& name() const { return manifest.name; }
  bool tells(const effect::Sql& sql) const;
};

// Throws StartError.
std::unique_ptr<LoadedModule> load_module(const Engine& engine, ModuleCache& cache,
                                          const std::filesystem::path& path);
std::unique_ptr<LoadedModule> load_module(const Engine& engine, ModuleCache& cache,
                                          std::string_view file_name, std::string_view wasm);

// Fills in what follows from the manifest. For a function that is linked natively as well.
std::unique_ptr<LoadedModule> make_module(manifest::Manifest manifest, std::string digest,
                                          std::unique_ptr<const InstanceFactory> factory);

}  // namespace arris::wasmtime
