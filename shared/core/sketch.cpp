#include "core/sketch.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace arris {
namespace {

// borders[k] is growth^k: the upper end of bucket k + 1.
const std::array<double, Sketch::buckets_max>& borders() {
  static std::array<double, Sketch::buckets_max> made{};
  if (made[0] == 0) {
    double border = 1;
    for (double& place : made) {
      place = border;
      border *= Sketch::growth;
    }
  }
  return made;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The next run of digits as a number; false when there is none. Signs and dots have no meaning here.
bool take_number(std::string_view& rest, std::int64_t& out) {
  while (!rest.empty() && !is_digit(rest.front())) rest.remove_prefix(1);
  if (rest.empty()) return false;
  for (out = 0; !rest.empty() && is_digit(rest.front()); rest.remove_prefix(1)) {
    if (out < INT64_C(1) << 52) out = out * 10 + (rest.front() - '0');
  }
  return true;
}

}  // namespace

int Sketch::bucket_of(std::int64_t duration_us) {
  if (duration_us <= 0) return 0;
  const auto& all = borders();
  const auto found = std::ranges::lower_bound(all, static_cast<double>(duration_us));
  return static_cast<int>(std::min<std::ptrdiff_t>(found - all.begin(), buckets_max - 2)) + 1;
}

std::int64_t Sketch::duration_of(int bucket) {
  if (bucket <= 0) return 0;
  const double upper = borders()[static_cast<std::size_t>(bucket - 1)];
  return static_cast<std::int64_t>(2 * upper / (growth + 1) + 0.5);
}

void Sketch::add(std::int64_t duration_us, std::int64_t times) {
  add_bucket(bucket_of(duration_us), times);
}

void Sketch::add_bucket(int bucket, std::int64_t times) {
  if (bucket < 0 || bucket >= buckets_max || times <= 0) return;
  const auto place = static_cast<std::size_t>(bucket);
  if (counts_.size() <= place) counts_.resize(place + 1);
  counts_[place] += times;
  count_ += times;
}

void Sketch::merge(std::string_view stored) {
  std::int64_t bucket = 0, times = 0;
  while (take_number(stored, bucket) && take_number(stored, times))
    add_bucket(static_cast<int>(std::min<std::int64_t>(bucket, buckets_max)), times);
}

void Sketch::merge(const Sketch& other) {
  for (std::size_t bucket = 0; bucket < other.counts_.size(); ++bucket)
    add_bucket(static_cast<int>(bucket), other.counts_[bucket]);
}

std::int64_t Sketch::percentile(int per_mille) const {
  const std::int64_t rank = (count_ * per_mille + 999) / 1000;
  std::int64_t passed = 0;
  for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
    passed += counts_[bucket];
    if (passed >= rank && passed > 0) return duration_of(static_cast<int>(bucket));
  }
  return 0;
}

std::string Sketch::stored() const {
  std::string out = "{";
  for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
    if (counts_[bucket] == 0) continue;
    out += out.size() > 1 ? ",\"" : "\"";
    append_decimal(out, static_cast<std::int64_t>(bucket));
    out += "\":";
    append_decimal(out, counts_[bucket]);
  }
  return out + "}";
}

}  // namespace arris
