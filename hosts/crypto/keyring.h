#pragma once
// The named keys. A module says a name; the key is derived from the root once and stays here, so a
// key never enters a module's memory. Safe for many threads.
//
// (1) A name is 1 to 64 characters of a-z, 0-9 and '_'. Which names a module may say is its
// manifest's affair. (2) At most `names_max` names are kept: keys are few, and a name is never
// forgotten.

#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "crypto/primitives.h"
#include "crypto/root_key.h"

namespace arris::crypto {

struct NamedKey {
  NamedKey(const RootKey& root, std::string_view name);

  Hmac hmac;
  SigningKey signing;
  Secret aead;
  std::string kid;  // the first 8 bytes of SHA-256 of the public key, as hexadecimal digits
};

class Keyring {
 public:
  static constexpr std::size_t names_max = 1024;

  explicit Keyring(RootKey root) : root_(std::move(root)) {}

  const RootKey& root() const { return root_; }
  // Null for a name that is not valid, or one too many. The key lives as long as the keyring.
  const NamedKey* find(std::string_view name);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  const RootKey root_;
  std::shared_mutex mutex_;
  std::unordered_map<std::string, std::unique_ptr<NamedKey>, Hash, std::equal_to<>> keys_;
};

}  // namespace arris::crypto
