#pragma once
// A DDSketch of durations: any percentile within 1 % of a true one, however many durations it holds,
// and sketches add up in any order. Pure; the same on every host, because only multiplications make
// its borders.
//
// Durations are microseconds from 0 to duration_max_us. Bucket 0 holds 0; bucket k >= 1 holds those
// beyond growth^(k-2) up to growth^(k-1), so 1 is in bucket 1. What is stored is a JSON object of
// bucket -> count, because SQL can add such objects inside the batch that brings new ones.
// A stored bucket means its borders for ever: `growth` never changes.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace arris {

class Sketch {
 public:
  static constexpr std::int64_t duration_max_us = INT64_C(86'400'000'000);  // a day
  static constexpr int buckets_max = 1'264;  // enough for duration_max_us
  static constexpr double growth = 1.01 / 0.99;

  // Of a duration beyond the longest: the last bucket.
  static int bucket_of(std::int64_t duration_us);
  // What stands for every duration of a bucket: within 1 % of each.
  static std::int64_t duration_of(int bucket);

  void add(std::int64_t duration_us, std::int64_t times = 1);
  void add_bucket(int bucket, std::int64_t times);
  // Holds nothing again, in the memory that it has.
  void clear();
  // Adds a stored one; what is no bucket is passed over.
  void merge(std::string_view stored);
  void merge(const Sketch& other);

  std::int64_t count() const { return count_; }
  // The duration at rank ceil(per_mille / 1000 * count); 0 when there is none.
  std::int64_t percentile(int per_mille) const;
  // {"17":2,"311":1}, ascending.
  std::string stored() const;

 private:
  std::vector<std::int64_t> counts_;  // by bucket; as long as it has to be
  std::size_t first_ = buckets_max;   // of those that are held
  std::int64_t count_ = 0;
};

}  // namespace arris
