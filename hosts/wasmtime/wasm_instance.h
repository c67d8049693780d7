#pragma once
// A fresh instance of a compiled module for one request: its memory is the image that the module
// was built with, so nothing of an earlier request can be seen.
//
// (1) Every pointer and length that comes from the guest is checked against its memory, in 64 bits.
// (2) After a fault the instance is good for nothing but its destructor.

#include <array>
#include <string>

#include "wasmtime/guest_instance.h"
#include "wasmtime/wasm_engine.h"

namespace arris::wasmtime {

// The functions that the host calls; a module's exports in this order of names.
enum class Call : std::uint8_t { initialize, abi, manifest, alloc, begin, resume, cancel };
inline constexpr std::size_t calls = 7;

// Where in the list of exports each one is.
struct ExportPlaces {
  std::array<std::size_t, calls> functions{};
  std::size_t memory = 0;
};

class WasmInstance final : public Instance {
 public:
  // Runs `_initialize`. REQUIRES: `places` outlives the instance
  static std::expected<std::unique_ptr<WasmInstance>, Fault> make(
      const Engine& engine, const wasmtime_instance_pre_t& pre, const ExportPlaces& places);

  Frame begin(std::string_view event) override;
  Frame resume(std::uint32_t task, std::string_view results) override;
  void cancel(std::uint32_t task) override;

  std::expected<std::uint32_t, Fault> abi();
  Frame manifest();
  std::size_t memory_bytes() const;

 private:
  WasmInstance(const Engine& engine, const ExportPlaces& places);
  std::expected<std::uint64_t, Fault> call(Call function, std::array<std::uint32_t, 3> arguments);
  std::expected<std::uint32_t, Fault> bring_in(std::string_view frame);
  Frame bring_out(std::expected<std::uint64_t, Fault> packed, std::size_t max_bytes);
  bool find_memory();
  bool find_function(Call function);
  std::string_view memory() const;

  // Epochs count the time of the clock: from the first one that a step sees its CPU time is measured.
  static wasmtime_error_t* on_deadline(wasmtime_context_t* context, void* instance,
                                       std::uint64_t* ticks, wasmtime_update_deadline_kind_t* kind);

  const Engine& engine_;
  const ExportPlaces& places_;
  std::int64_t measured_from_cpu_us_ = 0;  // of this thread, in the present step; 0: not measured
  bool interrupted_ = false;
  const Handle<wasmtime_store_t> store_;
  wasmtime_context_t* const context_;
  wasmtime_instance_t instance_{};
  wasmtime_memory_t memory_{};
  // Found at their first call: most requests call three of them.
  std::array<wasmtime_func_t, calls> functions_{};
};

}  // namespace arris::wasmtime
