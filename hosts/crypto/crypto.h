#pragma once
// Performs the `crypto` effect. The caller has checked the key's name against the module's
// manifest. Nothing here blocks, so it runs on the thread that asks; safe for many threads.

#include <atomic>
#include <cstdint>
#include <string_view>

#include "crypto/keyring.h"
#include "crypto/vault.h"
#include "crypto/verified.h"
#include "effect/frame.h"
#include "effects/answer.h"

namespace arris::crypto {

// The name that an effect uses; empty for a digest, which uses none.
std::string_view key_of(const effect::Crypto& effect);

class Crypto {
 public:
  // A mac may be cut; shorter ones than this are guessed too easily.
  static constexpr std::size_t mac_min_bytes = 8;

  // `vault_file` holds the further roots of vaults (crypto/vault.h); it need not exist.
  explicit Crypto(Keyring& keys, std::filesystem::path vault_file = {})
      : keys_(keys), vaults_(keys.root(), std::move(vault_file)) {}

  // A key name that is not valid gives Failure::invalid. A check that does not hold is an answer,
  // and keeps a gate shut.
  effects::Answer perform(const effect::Crypto& effect);

  // The plaintext of a credential, for a call to `origin`; nothing when it does not open. The caller
  // wipes it.
  std::optional<std::string> open(const effect::Credential& credential, std::string_view origin) {
    return vaults_.open(credential, origin);
  }

  // Ed25519 verifications computed, and not remembered, since the start.
  std::uint64_t verifications() const { return verifications_.load(std::memory_order_relaxed); }

 private:
  effects::Answer answer(const effect::Digest& effect);
  effects::Answer answer(const effect::Mac& effect);
  effects::Answer answer(const effect::MacCheck& effect);
  effects::Answer answer(const effect::Sign& effect);
  effects::Answer answer(const effect::Verify& effect);
  effects::Answer answer(const effect::Seal& effect);
  effects::Answer answer(const effect::Open& effect);
  effects::Answer answer(const effect::PublicKeys& effect);
  effects::Answer answer(const effect::NewKey& effect);
  effects::Answer answer(const effect::Store& effect);
  effects::Answer answer(const effect::Rewrap& effect);
  effects::Answer answer(const effect::RootId& effect);
  effects::Answer answer(const effect::MacDerived& effect);
  bool verifies(const NamedKey& key, const effect::Verify& effect);

  Keyring& keys_;
  Vaults vaults_;
  VerifiedSignatures verified_;
  std::atomic<std::uint64_t> verifications_ = 0;
};

}  // namespace arris::crypto
