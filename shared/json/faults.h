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

  // "#" for a body, "?" for a query string. now_ms is when the input came, for what must lie ahead; 0
  // where everything does.
  explicit Faults(std::string_view root, std::int64_t now_ms = 0) : root_(root), now_ms_(now_ms) {}

  void add(std::string_view code, std::string_view detail);
  // Unless something here has a fault already: of what could not be read nothing more is told.
  void add_new(std::string_view code, std::string_view detail);
  // The same for the member of this name.
  void add_at(std::string_view member, std::string_view code, std::string_view detail);
  bool tells_of(std::string_view member);
  std::int64_t now_ms() const { return now_ms_; }
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

  bool tells_of_this() const;

  const std::string_view root_;
  const std::int64_t now_ms_;
  const Inside* innermost_ = nullptr;
  std::vector<Fault> faults_;
};

}  // namespace arris::json
