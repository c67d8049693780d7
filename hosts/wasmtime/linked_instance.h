#pragma once
// A function linked into the program, run like an instance: what a test or a bench compares
// WebAssembly with. Nothing that is shipped uses it.

#include <deque>
#include <string>

#include "effect/machine.h"
#include "wasmtime/guest_instance.h"

namespace arris::wasmtime {

class LinkedInstance final : public Instance {
 public:
  explicit LinkedInstance(const effect::JobFactory& factory) : machine_(factory) {}

  Frame begin(std::string_view event) override { return machine_.begin(keep(event)); }
  Frame resume(std::uint32_t task, std::string_view results) override {
    return machine_.resume(task, keep(results));
  }
  void cancel(std::uint32_t task) override { machine_.cancel(task); }

 private:
  // Copies each frame as a module's memory does, with the room that a scan wants behind it.
  std::string_view keep(std::string_view frame) {
    auto& kept = frames_.emplace_back();
    kept.reserve(frame.size() + 32);
    return kept.assign(frame);
  }

  std::deque<std::string> frames_;
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
