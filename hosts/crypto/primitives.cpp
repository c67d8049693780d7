#include "crypto/primitives.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <stdexcept>

namespace arris::crypto {
namespace {

constexpr char box_version = 0x01;
constexpr std::size_t tag_bytes = 16;

void require(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

OSSL_PARAM octets(const char* name, std::string_view value) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(value.data()), value.size());
}
OSSL_PARAM digest_name() {
  static char name[] = "SHA256";
  return OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, name, 0);
}

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeDigest>;
DigestContext new_digest_context() {
  DigestContext context(EVP_MD_CTX_new());
  require(context != nullptr, "EVP_MD_CTX_new");
  return context;
}

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

enum class Direction { decrypt, encrypt };

// Algorithms are fetched once; a fetch costs more than a small digest does.
const EVP_MD* sha256_algorithm() {
  static const EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}
const EVP_CIPHER* gcm_algorithm() {
  static const EVP_CIPHER* algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return algorithm;
}

CipherContext start_gcm(const Secret& key, std::string_view nonce, std::string_view associated,
                        Direction direction) {
  CipherContext context(EVP_CIPHER_CTX_new());
  require(context != nullptr, "EVP_CIPHER_CTX_new");
  require(EVP_CipherInit_ex2(context.get(), gcm_algorithm(), key.bytes().data(), raw(nonce),
                             direction == Direction::encrypt, nullptr) == 1,
          "AES-256-GCM");
  int written = 0;
  if (!associated.empty())
    require(EVP_CipherUpdate(context.get(), nullptr, &written, raw(associated),
                             static_cast<int>(associated.size())) == 1,
            "associated data");
  return context;
}

void run_gcm(EVP_CIPHER_CTX* context, unsigned char* out, std::string_view in) {
  int written = 0;
  if (!in.empty())
    require(EVP_CipherUpdate(context, out, &written, raw(in), static_cast<int>(in.size())) == 1,
            "AES-256-GCM");
}

}  // namespace

Digest256 sha256(std::string_view data) {
  Digest256 digest;
  require(EVP_Digest(data.data(), data.size(), digest.data(), nullptr, sha256_algorithm(),
                     nullptr) == 1,
          "SHA-256");
  return digest;
}

void fill_random(std::span<std::uint8_t> out) {
  require(RAND_bytes(out.data(), static_cast<int>(out.size())) == 1, "RAND_bytes");
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

void hkdf_sha256(std::string_view key, std::string_view salt, std::string_view info,
                 std::span<std::uint8_t> out) {
  struct FreeKdf {
    void operator()(EVP_KDF* kdf) const { EVP_KDF_free(kdf); }
    void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
  };
  std::unique_ptr<EVP_KDF, FreeKdf> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  require(kdf != nullptr, "HKDF");
  std::unique_ptr<EVP_KDF_CTX, FreeKdf> context(EVP_KDF_CTX_new(kdf.get()));
  require(context != nullptr, "HKDF");
  // An empty parameter has no data to point to, so it is left out: the default is the same.
  OSSL_PARAM parameters[5] = {digest_name(), octets(OSSL_KDF_PARAM_KEY, key)};
  std::size_t count = 2;
  if (!salt.empty()) parameters[count++] = octets(OSSL_KDF_PARAM_SALT, salt);
  if (!info.empty()) parameters[count++] = octets(OSSL_KDF_PARAM_INFO, info);
  parameters[count] = OSSL_PARAM_construct_end();
  require(EVP_KDF_derive(context.get(), out.data(), out.size(), parameters) == 1, "HKDF");
}

// Without a key yet: naming a digest fetches it.
EVP_MAC_CTX* Hmac::make_unkeyed() {
  EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  EVP_MAC_CTX* const unkeyed = EVP_MAC_CTX_new(algorithm);
  const OSSL_PARAM parameters[] = {digest_name(), OSSL_PARAM_construct_end()};
  require(unkeyed != nullptr && EVP_MAC_CTX_set_params(unkeyed, parameters) == 1, "HMAC");
  return unkeyed;
}

Hmac::Hmac(std::string_view key) {
  static EVP_MAC_CTX* const unkeyed = make_unkeyed();
  keyed_.reset(EVP_MAC_CTX_dup(unkeyed));
  require(keyed_ != nullptr, "HMAC");
  require(EVP_MAC_init(keyed_.get(), raw(key), key.size(), nullptr) == 1, "HMAC key");
}

Digest256 Hmac::end(EVP_MAC_CTX* context, std::string_view data) {
  require(context != nullptr, "HMAC");
  Digest256 digest;
  std::size_t length = 0;
  require(EVP_MAC_update(context, raw(data), data.size()) == 1 &&
              EVP_MAC_final(context, digest.data(), &length, digest.size()) == 1,
          "HMAC");
  return digest;
}

Digest256 Hmac::of(std::string_view data) const& {
  const std::unique_ptr<EVP_MAC_CTX, Free> context(EVP_MAC_CTX_dup(keyed_.get()));
  return end(context.get(), data);
}

Digest256 Hmac::of(std::string_view data) && { return end(keyed_.get(), data); }

SigningKey::SigningKey(const Secret& seed)
    : key_(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.bytes().data(),
                                        Secret::size_bytes)) {
  require(key_ != nullptr, "Ed25519 key");
  std::size_t length = 32;
  public_key_.resize(length);
  require(EVP_PKEY_get_raw_public_key(key_.get(), raw(public_key_), &length) == 1, "Ed25519 key");
}

std::string SigningKey::sign(std::string_view data) const {
  auto context = new_digest_context();
  std::string signature(64, '\0');
  std::size_t length = signature.size();
  require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
              EVP_DigestSign(context.get(), raw(signature), &length, raw(data), data.size()) == 1,
          "Ed25519 signature");
  return signature;
}

bool SigningKey::verify(std::string_view data, std::string_view signature) const {
  if (signature.size() != 64) return false;
  auto context = new_digest_context();
  require(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1,
          "Ed25519 key");
  return EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(data),
                          data.size()) == 1;
}

std::string seal(const Secret& key, std::string_view data, std::string_view associated) {
  Nonce nonce;
  fill_random(nonce);
  return seal_with_nonce(key, nonce, data, associated);
}

std::string seal_with_nonce(const Secret& key, const Nonce& nonce, std::string_view data,
                            std::string_view associated) {
  const std::string_view nonce_text(reinterpret_cast<const char*>(nonce.data()), nonce.size());
  const std::size_t start = 1 + nonce.size();
  std::string sealed(start + data.size() + tag_bytes, box_version);
  sealed.replace(1, nonce.size(), nonce_text);
  auto context = start_gcm(key, nonce_text, associated, Direction::encrypt);
  run_gcm(context.get(), raw(sealed) + start, data);
  int written = 0;
  unsigned char* tag = raw(sealed) + start + data.size();
  require(EVP_CipherFinal_ex(context.get(), tag, &written) == 1 &&
              EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, tag_bytes, tag) == 1,
          "AES-256-GCM tag");
  return sealed;
}

std::optional<std::string> open(const Secret& key, std::string_view sealed,
                                std::string_view associated) {
  const std::size_t start = 1 + Nonce{}.size();
  if (sealed.size() < start + tag_bytes || sealed[0] != box_version) return std::nullopt;
  const auto body = sealed.substr(start, sealed.size() - start - tag_bytes);
  std::string tag(sealed.substr(sealed.size() - tag_bytes));
  std::string data(body.size(), '\0');
  auto context = start_gcm(key, sealed.substr(1, start - 1), associated, Direction::decrypt);
  run_gcm(context.get(), raw(data), body);
  int written = 0;
  unsigned char rest[1];
  require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, tag_bytes, tag.data()) == 1,
          "AES-256-GCM tag");
  if (EVP_CipherFinal_ex(context.get(), rest, &written) != 1) {
    OPENSSL_cleanse(data.data(), data.size());
    return std::nullopt;
  }
  return data;
}

}  // namespace arris::crypto
