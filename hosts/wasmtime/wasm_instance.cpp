#include "wasmtime/wasm_instance.h"

#include <time.h>

#include <cstring>

#include "effect/frame.h"

namespace arris::wasmtime {
namespace {

Fault fault_of(const wasm_trap_t& trap) {
  wasmtime_trap_code_t code = 0;
  const bool interrupted = wasmtime_trap_code(&trap, &code) && code == WASMTIME_TRAP_CODE_INTERRUPT;
  return {interrupted ? FaultKind::deadline : FaultKind::trap, text_of(trap)};
}

std::int64_t thread_cpu_us() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1'000'000 + time.tv_nsec / 1000;
}

bool get_export(wasmtime_context_t* context, const wasmtime_instance_t& instance, std::size_t place,
                wasmtime_extern_t& found) {
  char* name = nullptr;
  std::size_t length = 0;
  return wasmtime_instance_export_nth(context, &instance, place, &name, &length, &found);
}

constexpr std::size_t manifest_max_bytes = 4u << 20;

}  // namespace

WasmInstance::WasmInstance(const Engine& engine, const ExportPlaces& places)
    : engine_(engine),
      places_(places),
      store_(wasmtime_store_new(engine.raw(), nullptr, nullptr)),
      context_(wasmtime_store_context(store_.get())) {
  wasmtime_store_limiter(
      store_.get(), static_cast<std::int64_t>(engine.settings().memory_max_bytes), -1, 1, -1, 1);
  if (engine.settings().epochs == Epochs::on)
    wasmtime_store_epoch_deadline_callback(store_.get(), on_deadline, this, nullptr);
}

wasmtime_error_t* WasmInstance::on_deadline(wasmtime_context_t*, void* instance,
                                            std::uint64_t* ticks,
                                            wasmtime_update_deadline_kind_t* kind) {
  auto& self = *static_cast<WasmInstance*>(instance);
  const std::int64_t now_us = thread_cpu_us();
  if (self.measured_from_cpu_us_ == 0) self.measured_from_cpu_us_ = now_us;
  if (now_us - self.measured_from_cpu_us_ >= self.engine_.step_limit_us(self.memory_bytes())) {
    self.interrupted_ = true;
    return wasmtime_error_new("the step's time is up");
  }
  *ticks = 1;
  *kind = WASMTIME_UPDATE_DEADLINE_CONTINUE;
  return nullptr;
}

std::expected<std::unique_ptr<WasmInstance>, Fault> WasmInstance::make(
    const Engine& engine, const wasmtime_instance_pre_t& pre, const ExportPlaces& places) {
  std::unique_ptr<WasmInstance> made(new WasmInstance(engine, places));
  if (engine.settings().epochs == Epochs::on)
    wasmtime_context_set_epoch_deadline(made->context_, Engine::unmeasured_ticks);
  wasm_trap_t* raw_trap = nullptr;
  const Handle<wasmtime_error_t> error(
      wasmtime_instance_pre_instantiate(&pre, made->context_, &made->instance_, &raw_trap));
  const Handle<wasm_trap_t> trap(raw_trap);
  if (error) return std::unexpected(Fault{FaultKind::limit, text_of(*error)});
  if (trap) return std::unexpected(fault_of(*trap));
  if (!made->find_memory()) return std::unexpected(Fault{FaultKind::frame, "an export is missing"});
  if (auto done = made->call(Call::initialize, {}); !done) return std::unexpected(done.error());
  return made;
}

bool WasmInstance::find_memory() {
  wasmtime_extern_t found{};
  if (!get_export(context_, instance_, places_.memory, found)) return false;
  memory_ = found.of.memory;
  return found.kind == WASMTIME_EXTERN_MEMORY;
}

bool WasmInstance::find_function(Call function) {
  const auto index = static_cast<std::size_t>(function);
  if (functions_[index].store_id != 0) return true;
  wasmtime_extern_t found{};
  if (!get_export(context_, instance_, places_.functions[index], found)) return false;
  functions_[index] = found.of.func;
  return found.kind == WASMTIME_EXTERN_FUNC;
}

std::expected<std::uint64_t, Fault> WasmInstance::call(Call function,
                                                       std::array<std::uint32_t, 3> arguments) {
  if (!find_function(function))
    return std::unexpected(Fault{FaultKind::frame, "an export is missing"});
  if (engine_.settings().epochs == Epochs::on)
    wasmtime_context_set_epoch_deadline(context_, Engine::unmeasured_ticks);
  measured_from_cpu_us_ = 0;
  wasmtime_val_raw_t values[3]{};
  for (std::size_t i = 0; i < arguments.size(); ++i)
    values[i].i32 = static_cast<std::int32_t>(arguments[i]);
  wasm_trap_t* raw_trap = nullptr;
  const Handle<wasmtime_error_t> error(wasmtime_func_call_unchecked(
      context_, &functions_[static_cast<std::size_t>(function)], values, 3, &raw_trap));
  const Handle<wasm_trap_t> trap(raw_trap);
  if (interrupted_) return std::unexpected(Fault{FaultKind::deadline, "the step's time is up"});
  if (trap) return std::unexpected(fault_of(*trap));
  if (error) return std::unexpected(Fault{FaultKind::trap, text_of(*error)});
  return static_cast<std::uint64_t>(values[0].i64);
}

std::string_view WasmInstance::memory() const {
  return {reinterpret_cast<const char*>(wasmtime_memory_data(context_, &memory_)), memory_bytes()};
}

std::size_t WasmInstance::memory_bytes() const {
  return wasmtime_memory_data_size(context_, &memory_);
}

std::expected<std::uint32_t, Fault> WasmInstance::bring_in(std::string_view frame) {
  if (frame.size() > effect::frame_in_max_bytes)
    return std::unexpected(Fault{FaultKind::limit, "a frame into the module is too large"});
  const auto length = static_cast<std::uint32_t>(frame.size());
  const auto allocated = call(Call::alloc, {length});
  if (!allocated) return std::unexpected(allocated.error());
  const auto pointer = static_cast<std::uint32_t>(*allocated);
  if (pointer == 0 || std::uint64_t{pointer} + length > memory_bytes())
    return std::unexpected(Fault{FaultKind::frame, "arris_alloc gave room outside of memory"});
  std::memcpy(wasmtime_memory_data(context_, &memory_) + pointer, frame.data(), frame.size());
  return pointer;
}

Instance::Frame WasmInstance::bring_out(std::expected<std::uint64_t, Fault> packed,
                                        std::size_t max_bytes) {
  if (!packed) return std::unexpected(std::move(packed.error()));
  const std::uint64_t pointer = *packed >> 32, length = *packed & 0xffff'ffffu;
  if (length > max_bytes)
    return std::unexpected(Fault{FaultKind::limit, "a frame out of the module is too large"});
  if (pointer + length > memory_bytes())
    return std::unexpected(Fault{FaultKind::frame, "a frame lies outside of memory"});
  return memory().substr(pointer, length);
}

Instance::Frame WasmInstance::begin(std::string_view event) {
  const auto pointer = bring_in(event);
  if (!pointer) return std::unexpected(pointer.error());
  return bring_out(call(Call::begin, {*pointer, static_cast<std::uint32_t>(event.size())}),
                   effect::frame_out_max_bytes);
}

Instance::Frame WasmInstance::resume(std::uint32_t task, std::string_view results) {
  const auto pointer = bring_in(results);
  if (!pointer) return std::unexpected(pointer.error());
  return bring_out(call(Call::resume, {task, *pointer, static_cast<std::uint32_t>(results.size())}),
                   effect::frame_out_max_bytes);
}

// Whether it succeeds changes nothing: the instance ends now.
void WasmInstance::cancel(std::uint32_t task) {
  [[maybe_unused]] const auto ended = call(Call::cancel, {task});
}

std::expected<std::uint32_t, Fault> WasmInstance::abi() {
  const auto version = call(Call::abi, {});
  if (!version) return std::unexpected(version.error());
  return static_cast<std::uint32_t>(*version);
}

Instance::Frame WasmInstance::manifest() {
  return bring_out(call(Call::manifest, {}), manifest_max_bytes);
}

}  // namespace arris::wasmtime
