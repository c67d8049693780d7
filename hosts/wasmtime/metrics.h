#pragma once
// Numbers of what is served, as Prometheus text (version 0.0.4). Counting a request is a handful of
// relaxed additions.

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace arris::wasmtime {

class RouteNumbers {
 public:
  static constexpr std::array<double, 12> bounds_s = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                      0.1,   0.25,   0.5,   1,    2.5,   10};

  void count(unsigned status, std::int64_t duration_us);
  std::uint64_t of_class(unsigned status_class) const { return classes_[status_class - 1]; }
  std::uint64_t total() const;
  std::uint64_t of_bucket(std::size_t bucket) const { return buckets_[bucket]; }
  double sum_s() const { return static_cast<double>(sum_us_.load()) / 1e6; }

 private:
  std::array<std::atomic<std::uint64_t>, 5> classes_{};  // 1xx to 5xx
  std::array<std::atomic<std::uint64_t>, bounds_s.size()> buckets_{};
  std::atomic<std::uint64_t> sum_us_ = 0;
};

// The routes of one module, in the order of its manifest; the one behind them is for no route.
class ModuleNumbers {
 public:
  ModuleNumbers(std::string module, std::vector<std::pair<std::string, std::string>> routes);

  const std::string& module() const { return module_; }
  RouteNumbers& of(std::size_t route) { return *numbers_[std::min(route, routes_.size())]; }
  void append_counts(std::string& out) const;
  void append_durations(std::string& out) const;

 private:
  std::string labels_of(std::size_t route) const;

  const std::string module_;
  const std::vector<std::pair<std::string, std::string>> routes_;  // method and path
  std::vector<std::unique_ptr<RouteNumbers>> numbers_;
};

// Prometheus text, metric by metric.
class Exposition {
 public:
  void begin(std::string_view name, std::string_view type, std::string_view help);
  void add(std::string_view name, std::string_view labels, double value);
  // A metric without labels.
  void one(std::string_view name, std::string_view type, std::string_view help, double value);
  std::string& text() { return text_; }

 private:
  std::string text_;
};

// name="value", with the value escaped.
std::string label(std::string_view name, std::string_view value);

}  // namespace arris::wasmtime
