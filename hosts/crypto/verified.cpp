#include "crypto/verified.h"

#include <string>

namespace arris::crypto {

Digest256 VerifiedSignatures::digest_of(std::string_view key, std::string_view kid,
                                        std::string_view data, std::string_view signature) {
  std::string text;
  text.reserve(key.size() + kid.size() + data.size() + signature.size() + 32);
  for (const auto part : {key, kid, data, signature}) {
    const std::uint64_t length = part.size();
    text.append(reinterpret_cast<const char*>(&length), sizeof length).append(part);
  }
  return sha256(text);
}

bool VerifiedSignatures::contains(const Digest256& digest) {
  Shard& shard = shard_of(digest);
  std::lock_guard lock(shard.mutex);
  if (shard.young.contains(digest)) return true;
  if (!shard.old.contains(digest)) return false;
  add_to(shard, digest);
  return true;
}

void VerifiedSignatures::add(const Digest256& digest) {
  Shard& shard = shard_of(digest);
  std::lock_guard lock(shard.mutex);
  add_to(shard, digest);
}

void VerifiedSignatures::add_to(Shard& shard, const Digest256& digest) {
  if (shard.young.size() >= generation_max_) {
    shard.old = std::move(shard.young);
    shard.young.clear();
  }
  shard.young.insert(digest);
}

}  // namespace arris::crypto
