#pragma once
// What goes wrong inside a module, and what goes wrong before anything is served.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace arris::wasmtime {

enum class FaultKind : std::uint8_t { trap, deadline, frame, limit };

constexpr std::string_view text_of(FaultKind kind) {
  constexpr std::string_view texts[] = {"trap", "deadline", "frame", "limit"};
  return texts[static_cast<std::uint8_t>(kind)];
}

// The fault of a module: it ends one request. `cause` is for the log.
struct Fault {
  FaultKind kind = FaultKind::trap;
  std::string cause;
};

// A start that can't succeed. The message is one line that tells the operator what to do.
struct StartError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace arris::wasmtime
