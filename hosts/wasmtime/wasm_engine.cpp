#include "wasmtime/wasm_engine.h"

#include <condition_variable>
#include <mutex>

#include "wasmtime/fault.h"

namespace arris::wasmtime {
namespace {

// A step nests no deeper than a parser does; what recurses without end reaches this soon.
constexpr std::size_t stack_max_bytes = 512u << 10;

void set_pool(wasm_config_t* config, const EngineSettings& settings) {
  auto* pool = wasmtime_pooling_allocation_config_new();
  wasmtime_pooling_allocation_config_total_core_instances_set(pool, settings.instances_max);
  wasmtime_pooling_allocation_config_total_memories_set(pool, settings.instances_max);
  wasmtime_pooling_allocation_config_total_tables_set(pool, settings.instances_max);
  wasmtime_pooling_allocation_config_max_memory_size_set(pool, settings.memory_max_bytes);
  wasmtime_pooling_allocation_config_linear_memory_keep_resident_set(pool,
                                                                     settings.keep_resident_bytes);
  wasmtime_pooling_allocation_config_table_keep_resident_set(pool, 64u << 10);
  wasmtime_pooling_allocation_strategy_set(config, pool);
  wasmtime_pooling_allocation_config_delete(pool);
}

wasm_engine_t* make_engine(const EngineSettings& settings) {
  wasm_config_t* config = wasm_config_new();
  wasmtime_config_epoch_interruption_set(config, settings.epochs == Epochs::on);
  wasmtime_config_max_wasm_stack_set(config, stack_max_bytes);
  wasmtime_config_wasm_tail_call_set(config, true);
  wasmtime_config_wasm_simd_set(config, true);
  wasmtime_config_wasm_bulk_memory_set(config, true);
  wasmtime_config_wasm_multi_value_set(config, true);
  wasmtime_config_wasm_memory64_set(config, false);
  wasmtime_config_wasm_multi_memory_set(config, false);
  wasmtime_config_memory_init_cow_set(config, true);
  wasmtime_config_parallel_compilation_set(config, true);
  wasmtime_config_cranelift_opt_level_set(config, WASMTIME_OPT_LEVEL_SPEED);
  set_pool(config, settings);
  wasm_engine_t* engine = wasm_engine_new_with_config(config);
  if (engine == nullptr) throw StartError("wasmtime refuses its configuration");
  return engine;
}

}  // namespace

Engine::Engine(EngineSettings settings) : settings_(settings), engine_(make_engine(settings)) {
  if (settings_.epochs == Epochs::on)
    ticker_ = std::jthread([this](std::stop_token stop) { tick(stop); });
}

std::string Engine::fingerprint() const {
  return "wasmtime " WASMTIME_VERSION " epochs " +
         std::to_string(static_cast<int>(settings_.epochs)) + " memory " +
         std::to_string(settings_.memory_max_bytes);
}

void Engine::tick(std::stop_token stop) const {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    wake.wait_for(lock, stop, std::chrono::milliseconds(tick_ms), [] { return false; });
    wasmtime_engine_increment_epoch(engine_.get());
  }
}

}  // namespace arris::wasmtime
