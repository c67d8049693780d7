#pragma once
// One request's run of a module, behind an interface: a fresh wasm instance when serving, a
// function linked natively when measuring what WebAssembly costs.

#include <cstdint>
#include <expected>
#include <memory>
#include <string_view>

#include "wasmtime/fault.h"

namespace arris::wasmtime {

class Instance {
 public:
  // Outcome frames, still to be decoded: hostile bytes. They are valid until the next call.
  using Frame = std::expected<std::string_view, Fault>;

  virtual ~Instance() = default;
  virtual Frame begin(std::string_view event) = 0;
  virtual Frame resume(std::uint32_t task, std::string_view results) = 0;
  virtual void cancel(std::uint32_t task) = 0;
};

class InstanceFactory {
 public:
  virtual ~InstanceFactory() = default;
  virtual std::expected<std::unique_ptr<Instance>, Fault> make() const = 0;
};

}  // namespace arris::wasmtime
