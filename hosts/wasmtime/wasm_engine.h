#pragma once
// One wasmtime engine for all modules: a pool of instances, and a clock of epochs that ends code
// which runs too long.
//
// (1) At most `instances_max` instances exist at once; Slots keeps requests below it.
// (2) A memory never grows over `memory_max_bytes`.
// (3) A guest that never returns is ended within one tick after its deadline.

#include <algorithm>
#include <cstdint>
#include <string>
#include <thread>

#include "wasmtime/handles.h"

namespace arris::wasmtime {

enum class Epochs : std::uint8_t { on, off };  // off is for measuring what they cost

struct EngineSettings {
  std::uint32_t instances_max = 1000;
  std::size_t memory_max_bytes = 64u << 20;
  std::size_t keep_resident_bytes = 256u << 10;
  std::uint32_t step_deadline_ms = 50;  // of guest time, and a tick for each MiB of memory
  Epochs epochs = Epochs::on;
};

class Engine {
 public:
  static constexpr std::uint32_t tick_ms = 5;

  explicit Engine(EngineSettings settings = {});
  Engine(const Engine&) = delete;

  wasm_engine_t* raw() const { return engine_.get(); }
  const EngineSettings& settings() const { return settings_; }
  // Two engines with the same fingerprint can run each other's compiled code.
  std::string fingerprint() const;
  // The end of a step's time; what is left up to step_deadline_ms is its grace (WasmInstance::on_deadline). The current tick
  // has begun already, hence one more; and one for each MiB of memory, for a body of 15 MiB is looked through.
  std::uint64_t deadline_ticks(std::size_t memory_bytes) const {
    return (settings_.step_deadline_ms - grace_ms()) / tick_ms + 1 + (memory_bytes >> 20);
  }
  std::uint32_t grace_ms() const { return std::min(10u, settings_.step_deadline_ms / 2); }

 private:
  void tick(std::stop_token stop) const;

  const EngineSettings settings_;
  const Handle<wasm_engine_t> engine_;
  std::jthread ticker_;
};

}  // namespace arris::wasmtime
