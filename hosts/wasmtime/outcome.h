#pragma once
// What a module may answer, beyond what the grammar says. Everything here comes from a module and
// is hostile until it was checked.

#include <expected>

#include "effect/frame.h"
#include "wasmtime/fault.h"

namespace arris::wasmtime {

// The outcomes of one task, in order.
class OutcomeChecker {
 public:
  std::expected<effect::Outcome, Fault> check(std::string_view frame);

  bool has_head() const { return has_head_; }

 private:
  std::optional<Fault> find_fault(const effect::Outcome& outcome);

  std::uint32_t steps_ = 0;
  std::uint32_t task_ = 0;
  bool has_head_ = false, answered_ = false;
  bool only_reads_ = false;  // passing on a stream is bounded by the stream, not by steps
};

}  // namespace arris::wasmtime
