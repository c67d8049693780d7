#pragma once
// A function linked into the program, run like an instance: what a bench compares WebAssembly with.
// Nothing that serves uses it.

#include "effect/machine.h"
#include "wasmtime/guest_instance.h"

namespace arris::wasmtime {

class LinkedInstance final : public Instance {
 public:
  explicit LinkedInstance(const effect::JobFactory& factory) : machine_(factory) {}

  // The frames live until the task is done, as the machine wants.
  Frame begin(std::string_view event) override { return machine_.begin(event); }
  Frame resume(std::uint32_t task, std::string_view results) override {
    return machine_.resume(task, results);
  }
  void cancel(std::uint32_t task) override { machine_.cancel(task); }

 private:
  effect::Machine machine_;
};

class LinkedFactory final : public InstanceFactory {
 public:
  // REQUIRES: `jobs` outlives it
  explicit LinkedFactory(const effect::JobFactory& jobs) : jobs_(jobs) {}
  std::expected<std::unique_ptr<Instance>, Fault> make() const override {
    return std::make_unique<LinkedInstance>(jobs_);
  }

 private:
  const effect::JobFactory& jobs_;
};

}  // namespace arris::wasmtime
