#pragma once
// Vaults: keys under keys under a root, and secrets under those. A module holds the sealed boxes and
// says what lies under what; the host opens, and what it opens never goes back. Safe for many
// threads.
//
// (1) A vault's roots are derived from root keys: the one of the keyring, and then the lines of a
// file, the newest last. The file is read again when it changes, so a root is turned while
// everything is served.
// (2) The newest root seals; any of them opens.

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "crypto/primitives.h"
#include "crypto/root_key.h"
#include "effect/frame.h"

namespace arris::crypto {

inline constexpr std::string_view vault_prefix = "vault";

// 8 bytes that tell keys apart and say nothing about them.
std::string key_id_of(const Secret& key);

// Boxes of vaults: version 0x02, the id of the key, nonce, ciphertext, tag. AES-256-GCM.
std::string seal_in_vault(const Secret& key, std::string_view data, std::string_view associated);
// For test vectors.
std::string seal_in_vault(const Secret& key, const Nonce& nonce, std::string_view data,
                          std::string_view associated);
std::optional<std::string> open_in_vault(const Secret& key, std::string_view box,
                                         std::string_view associated);

class Vaults {
 public:
  // `file` need not exist. REQUIRES: the root outlives the vaults
  explicit Vaults(const RootKey& root, std::filesystem::path file = {})
      : first_(root), file_(std::move(file)) {}

  struct NewKey {
    std::string root_id, sealed;
  };
  struct Stored {
    std::string sealed_key, sealed;
  };
  NewKey new_key(const effect::NewKey& request);
  // Nothing when a link does not open.
  std::optional<Stored> store(const effect::Store& request);
  std::optional<std::string> rewrap(const effect::Rewrap& request);
  std::string root_id(std::string_view vault);
  // The plaintext, for a call to `origin`. The caller wipes it.
  std::optional<std::string> open(const effect::Credential& credential, std::string_view origin);

 private:
  struct Root {
    std::string id;
    Secret key;
  };
  using Roots = std::vector<Root>;  // the newest last
  using KeptRoots = std::shared_ptr<const Roots>;

  KeptRoots roots_of(std::string_view vault);
  void look_at_file();
  // The last key of a chain; nothing for an empty chain, whose last key is a root.
  std::optional<Secret> follow(const Roots& roots, std::span<const effect::Link> chain);

  const RootKey& first_;
  const std::filesystem::path file_;
  std::mutex mutex_;
  std::vector<RootKey> further_;  // what the file holds
  std::filesystem::file_time_type changed_at_{};
  std::chrono::steady_clock::time_point looked_at_{};
  std::unordered_map<std::string, KeptRoots> roots_;
};

// Adds a new root key as the last line of the file, whole or not at all. A file that cannot be read
// is refused and stays as it is: the roots in it may be the only ones.
Status add_vault_root(const std::filesystem::path& file);

}  // namespace arris::crypto
