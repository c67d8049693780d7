#include "wasmtime/loaded_module.h"

#include <algorithm>

#include "core/text.h"
#include "crypto/vault.h"
#include "wasmtime/files.h"
#include "wasmtime/seam.h"

namespace arris::wasmtime {
namespace {

class WasmFactory final : public InstanceFactory {
 public:
  WasmFactory(const Engine& engine, Handle<wasmtime_module_t> module, ExportPlaces places)
      : engine_(engine), module_(std::move(module)), places_(places) {
    const Handle<wasmtime_linker_t> linker(wasmtime_linker_new(engine.raw()));
    wasmtime_instance_pre_t* pre = nullptr;
    const Handle<wasmtime_error_t> error(
        wasmtime_linker_instantiate_pre(linker.get(), module_.get(), &pre));
    if (error) throw StartError(text_of(*error));
    pre_.reset(pre);
  }

  std::expected<std::unique_ptr<WasmInstance>, Fault> make_wasm() const {
    return WasmInstance::make(engine_, *pre_, places_);
  }
  std::expected<std::unique_ptr<Instance>, Fault> make() const override {
    auto made = make_wasm();
    if (!made) return std::unexpected(std::move(made.error()));
    return std::move(*made);
  }

 private:
  const Engine& engine_;
  const Handle<wasmtime_module_t> module_;
  Handle<wasmtime_instance_pre_t> pre_;
  const ExportPlaces places_;
};

template <class T>
T settled(std::string_view name, std::string_view doing, std::expected<T, Fault> result) {
  if (result) return std::move(*result);
  throw StartError("module " + std::string(name) + " fails in " + std::string(doing) + ": " +
                   result.error().cause);
}

void check_version(std::string_view name, std::uint32_t version) {
  if (version == effect::abi_version) return;
  throw StartError("module " + std::string(name) + " speaks version " + std::to_string(version) +
                   " of the seam, this host speaks version " + std::to_string(effect::abi_version) +
                   ": build the module again");
}

manifest::Manifest read_manifest(std::string_view name, WasmInstance& instance) {
  check_version(name, settled(name, "arris_abi", instance.abi()));
  try {
    auto manifest = manifest::parse_manifest(settled(name, "arris_manifest", instance.manifest()));
    check_version(name, manifest.abi);
    return manifest;
  } catch (const manifest::ManifestError& error) {
    throw StartError("module " + std::string(name) + " has a bad manifest: " + error.what());
  }
}

}  // namespace

bool LoadedModule::tells(const effect::Sql& sql) const {
  return std::ranges::any_of(sql.statements, [this](const effect::Statement& statement) {
    return statement.query < tells_by_statement.size() && tells_by_statement[statement.query];
  });
}

std::unique_ptr<LoadedModule> make_module(manifest::Manifest manifest, std::string digest,
                                          std::unique_ptr<const InstanceFactory> factory) {
  auto module = std::make_unique<LoadedModule>();
  for (const auto& statement : manifest.statements)
    module->tells_by_statement.push_back(statement.sql.find("INTO outbox") != std::string::npos);
  std::vector<sqlite::NamedStatement> statements;
  for (const auto& [name, sql] : manifest.statements) statements.push_back({name, sql});
  const auto& may = manifest.capabilities;
  module->statements = std::make_shared<sqlite::StatementSet>(
      manifest.name, std::move(statements),
      sqlite::Capabilities{.reads = may.reads, .writes = may.writes});
  for (std::size_t i = 0; i < module->effects.size(); ++i)
    module->effects[i] =
        std::ranges::find(may.effects, effect::effect_names[i]) != may.effects.end();
  module->takes_secrets = std::ranges::any_of(
      may.keys, [](const auto& key) { return key.starts_with(crypto::vault_prefix); });
  module->manifest = std::move(manifest);
  module->digest = std::move(digest);
  module->factory = std::move(factory);
  return module;
}

std::unique_ptr<LoadedModule> load_module(const Engine& engine, ModuleCache& cache,
                                          std::string_view file_name, std::string_view wasm) {
  auto compiled = cache.compile(file_name, wasm);
  const auto places = check_seam(file_name, *compiled, engine.settings().memory_max_bytes);
  auto factory = std::make_unique<WasmFactory>(engine, std::move(compiled), places);
  const auto instance = settled(file_name, "_initialize", factory->make_wasm());
  auto manifest = read_manifest(file_name, *instance);
  return make_module(std::move(manifest), to_hex(crypto::sha256(wasm)), std::move(factory));
}

std::unique_ptr<LoadedModule> load_module(const Engine& engine, ModuleCache& cache,
                                          const std::filesystem::path& path) {
  const auto wasm = read_file(path);
  if (!wasm) throw StartError("module " + path.string() + " can't be read");
  return load_module(engine, cache, path.filename().string(), *wasm);
}

}  // namespace arris::wasmtime
