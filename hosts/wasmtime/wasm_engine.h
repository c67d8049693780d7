#pragma once
// One wasmtime engine for all modules: a pool of instances, and a clock of epochs that ends code
// which runs too long.
//
// (1) At most `instances_max` instances exist at once; Slots keeps requests below it.
// (2) A memory never grows over `memory_max_bytes`.
// (3) A step is ended once it has used its CPU time; what it waits for a core doesn't count. One that never returns uses
//     no more than `unmeasured_ticks` and one tick above it.

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
  std::uint32_t step_deadline_ms = 50;  // of CPU time, and a tick more for each MiB of memory
  Epochs epochs = Epochs::on;
};

class Engine {
 public:
  static constexpr std::uint32_t tick_ms = 5;
  // To read a thread's CPU time costs more than a step does, so only what is longer is measured. The first has begun already.
  static constexpr std::uint64_t unmeasured_ticks = 3;

  explicit Engine(EngineSettings settings = {});
  Engine(const Engine&) = delete;

  wasm_engine_t* raw() const { return engine_.get(); }
  const EngineSettings& settings() const { return settings_; }
  // Two engines with the same fingerprint can run each other's compiled code.
  std::string fingerprint() const;
  // A body of 15 MiB is looked through in one step.
  std::int64_t step_limit_us(std::size_t memory_bytes) const {
    return (settings_.step_deadline_ms + (memory_bytes >> 20) * tick_ms) * std::int64_t{1000};
  }

 private:
  void tick(std::stop_token stop) const;

  const EngineSettings settings_;
  const Handle<wasm_engine_t> engine_;
  std::jthread ticker_;
};

}  // namespace arris::wasmtime
