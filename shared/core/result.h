#pragma once
// Result<T>: a value or an Error. Our own, and not std::expected, so that pure code also builds for
// the browser, whose compiler has no <expected>.

#include <memory>
#include <optional>
#include <utility>

#include "core/error.h"

namespace arris {

struct Nothing {};

// An Error is rare and large, so it is kept aside: a Result costs its value and a pointer, and
// moving or dropping one is the same small code for every type.
struct DropError {
  void operator()(Error* error) const;
};
using KeptError = std::unique_ptr<Error, DropError>;
KeptError keep_error(Error error);

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : error_(keep_error(std::move(error))) {}

  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok()
  T& value() & { return *value_; }
  const T& value() const& { return *value_; }
  T&& value() && { return std::move(*value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }

  // REQUIRES: !ok()
  Error& error() { return *error_; }
  const Error& error() const { return *error_; }

 private:
  std::optional<T> value_;
  KeptError error_;
};

using Status = Result<Nothing>;

inline Status success() { return Nothing{}; }

}  // namespace arris
