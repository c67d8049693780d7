#include "crypto/crypto.h"

#include <openssl/crypto.h>

#include <exception>

#include "core/text.h"

namespace arris::crypto {
namespace {

using effect::Gate;
using effects::Answer;

Answer no_key() { return Answer::failed(effect::Failure::invalid, "not the name of a key"); }

Answer shut() {
  return Answer::failed(effect::Failure::refused, "a link of the chain does not open");
}

template <class Operation>
constexpr bool is_of_vault =
    std::is_same_v<Operation, effect::NewKey> || std::is_same_v<Operation, effect::Store> ||
    std::is_same_v<Operation, effect::Rewrap> || std::is_same_v<Operation, effect::RootId>;

// A vault's key seals and opens nothing that a module could see.
template <class Operation>
bool fits(const Operation& operation) {
  if constexpr (requires { operation.key; })
    return is_of_vault<Operation> == operation.key.starts_with(vault_prefix);
  return true;
}

Answer checked(bool holds) {
  return Answer::of(effect::OkAnswer{static_cast<std::uint8_t>(holds)},
                    holds ? Gate::yes : Gate::no);
}

}  // namespace

std::string_view key_of(const effect::Crypto& effect) {
  return std::visit(
      [](const auto& operation) -> std::string_view {
        if constexpr (requires { operation.key; }) return operation.key;
        return {};
      },
      effect);
}

Answer Crypto::perform(const effect::Crypto& effect) {
  try {
    return std::visit(
        [this](const auto& operation) { return fits(operation) ? answer(operation) : no_key(); },
        effect);
  } catch (const std::exception& failure) {
    return Answer::failed(effect::Failure::unavailable, failure.what());
  }
}

Answer Crypto::answer(const effect::Digest& effect) {
  const auto digest = sha256(effect.data.data);
  return Answer::of(effect::BytesAnswer{{as_text(digest)}});
}

Answer Crypto::answer(const effect::Mac& effect) {
  const auto* key = keys_.find(effect.key);
  if (key == nullptr) return no_key();
  const auto mac = key->hmac.of(effect.data.data);
  return Answer::of(effect::BytesAnswer{{as_text(mac)}});
}

Answer Crypto::answer(const effect::MacCheck& effect) {
  const auto* key = keys_.find(effect.key);
  if (key == nullptr) return no_key();
  const auto given = effect.mac.data;
  if (given.size() < mac_min_bytes || given.size() > Digest256{}.size()) return checked(false);
  const auto mac = key->hmac.of(effect.data.data);
  return checked(equal_in_constant_time(as_text(mac).substr(0, given.size()), given));
}

Answer Crypto::answer(const effect::Sign& effect) {
  const auto* key = keys_.find(effect.key);
  if (key == nullptr) return no_key();
  const auto signature = key->signing.sign(effect.data.data);
  return Answer::of(effect::SignAnswer{key->kid, {signature}});
}

Answer Crypto::answer(const effect::Verify& effect) {
  const auto* key = keys_.find(effect.key);
  if (key == nullptr) return no_key();
  return checked(effect.kid == key->kid && verifies(*key, effect));
}

bool Crypto::verifies(const NamedKey& key, const effect::Verify& effect) {
  if (effect.signature.data.size() != 64) return false;
  const auto digest = VerifiedSignatures::digest_of(effect.key, effect.kid, effect.data.data,
                                                    effect.signature.data);
  if (verified_.contains(digest)) return true;
  verifications_.fetch_add(1, std::memory_order_relaxed);
  if (!key.signing.verify(effect.data.data, effect.signature.data)) return false;
  verified_.add(digest);
  return true;
}

Answer Crypto::answer(const effect::Seal& effect) {
  const auto* key = keys_.find(effect.key);
  if (key == nullptr) return no_key();
  const auto sealed = seal(key->aead, effect.data.data, effect.associated.data);
  return Answer::of(effect::BytesAnswer{{sealed}});
}

Answer Crypto::answer(const effect::Open& effect) {
  const auto* key = keys_.find(effect.key);
  if (key == nullptr) return no_key();
  const auto data = crypto::open(key->aead, effect.sealed.data, effect.associated.data);
  if (!data) return Answer::of(effect::OpenAnswer{}, Gate::no);
  return Answer::of(effect::OpenAnswer{1, {*data}});
}

Answer Crypto::answer(const effect::NewKey& effect) {
  const auto made = vaults_.new_key(effect);
  return Answer::of(effect::NewKeyAnswer{{made.root_id}, {made.sealed}});
}

Answer Crypto::answer(const effect::Store& effect) {
  const auto stored = vaults_.store(effect);
  if (!stored) return shut();
  return Answer::of(effect::StoreAnswer{{stored->sealed_key}, {stored->sealed}});
}

Answer Crypto::answer(const effect::Rewrap& effect) {
  const auto sealed = vaults_.rewrap(effect);
  if (!sealed) return Answer::of(effect::RewrapAnswer{}, Gate::no);
  return Answer::of(effect::RewrapAnswer{1, {*sealed}});
}

Answer Crypto::answer(const effect::RootId& effect) {
  const auto id = vaults_.root_id(effect.key);
  return Answer::of(effect::BytesAnswer{{id}});
}

Answer Crypto::answer(const effect::MacDerived& effect) {
  const auto* key = keys_.find(effect.key);
  if (key == nullptr) return no_key();
  auto derived = key->hmac.of(effect.from.data);
  const auto mac = Hmac(as_text(derived)).of(effect.data.data);
  OPENSSL_cleanse(derived.data(), derived.size());
  return Answer::of(effect::BytesAnswer{{as_text(mac)}});
}

Answer Crypto::answer(const effect::PublicKeys& effect) {
  const auto* key = keys_.find(effect.key);
  if (key == nullptr) return no_key();
  return Answer::of(effect::PublicKeysAnswer{{{key->kid, {key->signing.public_key()}}}});
}

}  // namespace arris::crypto
