#include "crypto/keyring.h"

#include <algorithm>
#include <mutex>

#include "core/text.h"

namespace arris::crypto {
namespace {

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::string kid_of(std::string_view public_key) {
  const auto digest = sha256(public_key);
  return to_hex(std::span(digest).first(8));
}

}  // namespace

NamedKey::NamedKey(const RootKey& root, std::string_view name)
    : hmac(root.derive("hmac", name).text()),
      signing(root.derive("ed25519", name)),
      aead(root.derive("aead", name)),
      kid(kid_of(signing.public_key())) {}

const NamedKey* Keyring::find(std::string_view name) {
  {
    std::shared_lock lock(mutex_);
    if (const auto found = keys_.find(name); found != keys_.end()) return found->second.get();
  }
  if (!is_name(name)) return nullptr;
  std::unique_lock lock(mutex_);
  if (const auto found = keys_.find(name); found != keys_.end()) return found->second.get();
  if (keys_.size() >= names_max) return nullptr;
  auto key = std::make_unique<NamedKey>(root_, name);
  return keys_.emplace(name, std::move(key)).first->second.get();
}

}  // namespace arris::crypto
