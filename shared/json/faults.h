#pragma once
// Collects every fault of one input, each with the pointer to its place (RFC 6901).

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace arris::json {

class Faults {
 public:
  static constexpr std::size_t faults_max = 64;

  // "#" for a body, "?" for a query string.
  explicit Faults(std::string_view root) : pointer_(root) {}

  void add(std::string_view code, std::string_view detail) {
    if (faults_.size() < faults_max)
      faults_.push_back({pointer_, std::string(code), std::string(detail)});
  }
  bool empty() const { return faults_.empty(); }
  std::vector<Fault> take() { return std::move(faults_); }

  // The place of a member or an item, as long as it lives.
  class Inside {
   public:
    Inside(Faults& faults, std::string_view segment);
    Inside(Faults& faults, std::size_t index);
    ~Inside() { faults_.pointer_.resize(length_); }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    Faults& faults_;
    std::size_t length_;
  };

 private:
  std::string pointer_;
  std::vector<Fault> faults_;
};

}  // namespace arris::json
