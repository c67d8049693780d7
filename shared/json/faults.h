#pragma once
// Collects every fault of one input, each with the pointer to its place (RFC 6901).

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"

namespace arris::json {

class Faults {
 public:
  static constexpr std::size_t faults_max = 64;

  // "#" for a body, "?" for a query string.
  explicit Faults(std::string_view root) : root_(root) {}

  void add(std::string_view code, std::string_view detail);
  bool empty() const { return faults_.empty(); }
  std::vector<Fault> take() { return std::move(faults_); }

  // The place of a member or an item, as long as it lives. It becomes text only when there is a
  // fault. REQUIRES: the segment outlives it
  class Inside {
   public:
    Inside(Faults& faults, std::string_view segment)
        : faults_(faults), outer_(std::exchange(faults.innermost_, this)), segment_(segment) {}
    Inside(Faults& faults, std::size_t index)
        : faults_(faults), outer_(std::exchange(faults.innermost_, this)), index_(index) {}
    ~Inside() { faults_.innermost_ = outer_; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    friend class Faults;
    Faults& faults_;
    const Inside* const outer_;
    const std::optional<std::string_view> segment_;
    const std::size_t index_ = 0;
  };

 private:
  void append_pointer(std::string& out, const Inside* place) const;

  const std::string_view root_;
  const Inside* innermost_ = nullptr;
  std::vector<Fault> faults_;
};

}  // namespace arris::json
