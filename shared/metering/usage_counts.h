#pragma once
// From a provider's counts, which contain each other, to buckets, which do not.

#include "metering/usage_names.h"
#include "metering/usage_object.h"

namespace arris::metering {

class Counts {
 public:
  Counts() {
    for (std::int64_t& value : values_) value = -1;
  }
  // A count that comes under two names holds once: the larger.
  void raise(Count count, std::int64_t value) {
    std::int64_t& place = values_[static_cast<int>(count)];
    if (value > place) place = value;
  }
  bool has(Count count) const { return values_[static_cast<int>(count)] >= 0; }
  std::int64_t get(Count count) const {
    const std::int64_t value = values_[static_cast<int>(count)];
    return value < 0 ? 0 : value;
  }
  // The larger of two names for the same.
  std::int64_t get(Count a, Count b) const { return get(a) > get(b) ? get(a) : get(b); }

  bool from_provider() const {
    return has(Count::input) || has(Count::input_apart) || has(Count::output) ||
           has(Count::output_apart) || has(Count::total);
  }
  bool says_anything() const;
  // Whether buckets by their own name stand beside a provider's names, which then can't both hold.
  bool is_mixed() const;

 private:
  std::int64_t values_[count_kinds];  // -1: not said
};

Usage settle(const Counts& counts);

}  // namespace arris::metering
