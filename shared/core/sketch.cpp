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

// The next run of digits as a number; false when there is none. Signs and dots have no meaning here.
bool take_number(const char*& at, const char* end, std::int64_t& out) {
  const auto digit_at = [end](const char* place) {
    return place == end ? 10U : static_cast<unsigned>(*place) - '0';
  };
  const char* place = at;  // in a register: a chart reads a megabyte of these
  while (place != end && digit_at(place) > 9) ++place;
  if (place == end) return false;
  std::int64_t number = 0;
  for (unsigned digit = digit_at(place); digit <= 9; digit = digit_at(++place))
    if (number < INT64_C(1) << 52) number = number * 10 + digit;
  at = place;
  out = number;
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
  first_ = std::min(first_, place);
}

void Sketch::clear() {
  counts_.clear();
  count_ = 0;
  first_ = buckets_max;
}

void Sketch::merge(std::string_view stored) {
  std::int64_t bucket = 0, times = 0;
  const char *at = stored.data(), *const end = at + stored.size();
  while (take_number(at, end, bucket) && take_number(at, end, times))
    add_bucket(static_cast<int>(std::min<std::int64_t>(bucket, buckets_max)), times);
}

void Sketch::merge(const Sketch& other) {
  for (std::size_t bucket = other.first_; bucket < other.counts_.size(); ++bucket)
    add_bucket(static_cast<int>(bucket), other.counts_[bucket]);
}

std::int64_t Sketch::percentile(int per_mille) const {
  const std::int64_t rank = (count_ * per_mille + 999) / 1000;
  std::int64_t passed = 0;
  for (std::size_t bucket = first_; bucket < counts_.size(); ++bucket) {
    passed += counts_[bucket];
    if (passed >= rank && passed > 0) return duration_of(static_cast<int>(bucket));
  }
  return 0;
}

std::string Sketch::stored() const {
  std::string out = "{";
  for (std::size_t bucket = first_; bucket < counts_.size(); ++bucket) {
    if (counts_[bucket] == 0) continue;
    out += out.size() > 1 ? ",\"" : "\"";
    append_decimal(out, static_cast<std::int64_t>(bucket));
    out += "\":";
    append_decimal(out, counts_[bucket]);
  }
  return out + "}";
}

}  // namespace arris
