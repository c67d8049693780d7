#include "wasmtime/metrics.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace arris::wasmtime {
namespace {

std::string number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15)
    return std::to_string(static_cast<std::int64_t>(value));
  char text[32];
  return {text, static_cast<std::size_t>(std::snprintf(text, sizeof text, "%.9g", value))};
}

void append_sample(std::string& out, std::string_view name, std::string_view labels, double value) {
  out += name;
  if (!labels.empty()) out.append("{").append(labels).append("}");
  out.append(" ").append(number(value)).append("\n");
}

}  // namespace

std::string label(std::string_view name, std::string_view value) {
  std::string text(name);
  text += "=\"";
  for (const char c : value) {
    if (c == '\n') {
      text += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

void RouteNumbers::count(unsigned status, std::int64_t duration_us) {
  classes_[std::clamp(status / 100, 1u, 5u) - 1].fetch_add(1, std::memory_order_relaxed);
  sum_us_.fetch_add(static_cast<std::uint64_t>(duration_us), std::memory_order_relaxed);
  const double duration_s = static_cast<double>(duration_us) / 1e6;
  const auto bound = std::ranges::lower_bound(bounds_s, duration_s);
  if (bound != bounds_s.end())
    buckets_[static_cast<std::size_t>(bound - bounds_s.begin())].fetch_add(
        1, std::memory_order_relaxed);
}

std::uint64_t RouteNumbers::total() const {
  std::uint64_t total = 0;
  for (const auto& count : classes_) total += count;
  return total;
}

ModuleNumbers::ModuleNumbers(std::string module,
                             std::vector<std::pair<std::string, std::string>> routes)
    : module_(std::move(module)), routes_(std::move(routes)) {
  for (std::size_t i = 0; i <= routes_.size(); ++i)
    numbers_.push_back(std::make_unique<RouteNumbers>());
}

std::string ModuleNumbers::labels_of(std::size_t route) const {
  const bool known = route < routes_.size();
  return label("module", module_) + "," + label("method", known ? routes_[route].first : "") + "," +
         label("route", known ? routes_[route].second : "");
}

void ModuleNumbers::append_counts(std::string& out) const {
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    const auto labels = labels_of(i);
    for (unsigned status = 1; status <= 5; ++status) {
      const auto count = numbers_[i]->of_class(status);
      if (count > 0)
        append_sample(out, "arris_requests_total",
                      labels + ",status=\"" + std::to_string(status) + "xx\"",
                      static_cast<double>(count));
    }
  }
}

void ModuleNumbers::append_durations(std::string& out) const {
  constexpr std::string_view name = "arris_request_duration_seconds";
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    const auto total = numbers_[i]->total();
    if (total == 0) continue;
    const auto labels = labels_of(i);
    std::uint64_t below = 0;
    const auto bucket = std::string(name) + "_bucket";
    for (std::size_t b = 0; b < RouteNumbers::bounds_s.size(); ++b) {
      below += numbers_[i]->of_bucket(b);
      append_sample(out, bucket, labels + "," + label("le", number(RouteNumbers::bounds_s[b])),
                    static_cast<double>(below));
    }
    append_sample(out, bucket, labels + ",le=\"+Inf\"",
                  static_cast<double>(std::max(total, below)));
    append_sample(out, std::string(name) + "_sum", labels, numbers_[i]->sum_s());
    append_sample(out, std::string(name) + "_count", labels,
                  static_cast<double>(std::max(total, below)));
  }
}

void Exposition::begin(std::string_view name, std::string_view type, std::string_view help) {
  text_.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text_.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void Exposition::add(std::string_view name, std::string_view labels, double value) {
  append_sample(text_, name, labels, value);
}

void Exposition::one(std::string_view name, std::string_view type, std::string_view help,
                     double value) {
  begin(name, type, help);
  add(name, "", value);
}

}  // namespace arris::wasmtime
