#pragma once
// What a call used, in buckets of which no two count the same token: the input ones sum to the
// provider's total input, the output ones to its total output. Web searches are charged but are no
// tokens.

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>

namespace arris::metering {

// To add a bucket: a row here, a column in token_usage and token_hours, and what it falls back to in
// meter.cpp.
#define ARRIS_TOKEN_BUCKETS(X) \
  X(input)                     \
  X(input_audio)               \
  X(input_image)               \
  X(cache_read)                \
  X(cache_read_audio)          \
  X(cache_write_5m)            \
  X(cache_write_1h)            \
  X(output)                    \
  X(reasoning)                 \
  X(output_audio)              \
  X(output_image)              \
  X(web_searches)

// The same, for members and for descriptions.
#define ARRIS_BUCKET_NAMES                                                                       \
  input, input_audio, input_image, cache_read, cache_read_audio, cache_write_5m, cache_write_1h, \
      output, reasoning, output_audio, output_image, web_searches

struct Buckets {
#define X(name) std::int64_t name = 0;
  ARRIS_TOKEN_BUCKETS(X)
#undef X

  std::int64_t input_tokens() const {
    return input + input_audio + input_image + cache_read + cache_read_audio + cache_write_5m +
           cache_write_1h;
  }
  std::int64_t output_tokens() const { return output + reasoning + output_audio + output_image; }
  std::int64_t total_tokens() const { return input_tokens() + output_tokens(); }
  friend bool operator==(const Buckets&, const Buckets&) = default;
};

BOOST_DESCRIBE_STRUCT(Buckets, (), (ARRIS_BUCKET_NAMES))

inline constexpr std::int64_t Buckets::* bucket_members[] = {
#define X(name) &Buckets::name,
    ARRIS_TOKEN_BUCKETS(X)
#undef X
};
inline constexpr int bucket_total = sizeof(bucket_members) / sizeof(bucket_members[0]);

inline void add(Buckets& sum, const Buckets& more) {
  for (const auto member : bucket_members) sum.*member += more.*member;
}

// Nano-USD per 1,000 tokens or searches, so that 0.075 USD a million is a whole number. A bucket
// without a rate costs what the bucket costs that it is a kind of.
struct Rates {
#define X(name) std::optional<std::int64_t> name;
  ARRIS_TOKEN_BUCKETS(X)
#undef X
  friend bool operator==(const Rates&, const Rates&) = default;
};

inline constexpr std::optional<std::int64_t> Rates::* rate_members[] = {
#define X(name) &Rates::name,
    ARRIS_TOKEN_BUCKETS(X)
#undef X
};

}  // namespace arris::metering
