#pragma once
// OpenSSL's algorithms with our types, and nothing of our own: SHA-256, HMAC, HKDF, Ed25519,
// AES-256-GCM. Every function is safe to call from many threads at once. A failure of the library
// itself, which only exhaustion causes, is a std::runtime_error; an input that does not verify is
// an answer.

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/secret.h"

namespace arris::crypto {

using Digest256 = std::array<std::uint8_t, 32>;

Digest256 sha256(std::string_view data);
void fill_random(std::span<std::uint8_t> out);
// The time taken depends on the lengths alone.
bool equal_in_constant_time(std::string_view a, std::string_view b);
// RFC 5869; an empty salt is the standard's default.
void hkdf_sha256(std::string_view key, std::string_view salt, std::string_view info,
                 std::span<std::uint8_t> out);

// A keyed HMAC-SHA256 (RFC 2104): the key's blocks are hashed once.
class Hmac {
 public:
  explicit Hmac(std::string_view key);
  Digest256 of(std::string_view data) const&;
  Digest256 of(std::string_view data) &&;  // the last

 private:
  struct Free {
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
  };
  static EVP_MAC_CTX* make_unkeyed();
  static Digest256 end(EVP_MAC_CTX* context, std::string_view data);

  std::unique_ptr<EVP_MAC_CTX, Free> keyed_;
};

// An Ed25519 key pair (RFC 8032) from its seed.
class SigningKey {
 public:
  explicit SigningKey(const Secret& seed);
  std::string sign(std::string_view data) const;
  bool verify(std::string_view data, std::string_view signature) const;
  const std::string& public_key() const { return public_key_; }

 private:
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  };
  std::unique_ptr<EVP_PKEY, Free> key_;
  std::string public_key_;  // 32 bytes
};

// A sealed box: version 0x01, 12 bytes of nonce, ciphertext, 16 bytes of tag. AES-256-GCM.
// WARNING: boxes are stored; a change of layout is a new version byte.
using Nonce = std::array<std::uint8_t, 12>;
std::string seal(const Secret& key, std::string_view data, std::string_view associated);
// For test vectors: a nonce used twice under one key breaks the cipher.
std::string seal_with_nonce(const Secret& key, const Nonce& nonce, std::string_view data,
                            std::string_view associated);
std::optional<std::string> open(const Secret& key, std::string_view sealed,
                                std::string_view associated);

}  // namespace arris::crypto
