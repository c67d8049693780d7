#pragma once
// Signatures that were verified already, so that an access token which comes with every request
// costs one Ed25519 operation and not one each. Holds digests only, in two generations per shard:
// when the young one is full the old one is forgotten. What was used within the last half of a
// shard's room is never forgotten.
//
// (1) Only valid signatures enter.  (2) At most `shards * 2 * generation_max` digests.  (3) Safe
// for threads.

#include <array>
#include <cstring>
#include <mutex>
#include <string_view>
#include <unordered_set>

#include "crypto/primitives.h"

namespace arris::crypto {

class VerifiedSignatures {
 public:
  static constexpr std::size_t shards = 16;

  explicit VerifiedSignatures(std::size_t generation_max = 2048)
      : generation_max_(generation_max) {}

  // What identifies a verification. Every part is prefixed with its length.
  static Digest256 digest_of(std::string_view key, std::string_view kid, std::string_view data,
                             std::string_view signature);
  bool contains(const Digest256& digest);
  void add(const Digest256& digest);

 private:
  // A SHA-256 is its own hash; its first byte chooses the shard, so the next eight are taken.
  struct Hash {
    std::size_t operator()(const Digest256& digest) const {
      std::size_t value;
      std::memcpy(&value, digest.data() + 1, sizeof value);
      return value;
    }
  };
  using Generation = std::unordered_set<Digest256, Hash>;
  struct Shard {
    std::mutex mutex;
    Generation young, old;
  };

  void add_to(Shard& shard, const Digest256& digest);
  Shard& shard_of(const Digest256& digest) { return shards_[digest[0] % shards]; }

  const std::size_t generation_max_;
  std::array<Shard, shards> shards_;
};

}  // namespace arris::crypto
