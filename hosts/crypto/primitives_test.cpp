#include "crypto/primitives.h"

#include <argon2.h>
#include <doctest/doctest.h>

#include "core/text.h"
#include "crypto/phc.h"

using namespace arris;
using namespace arris::crypto;

namespace {

std::string unhex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}
std::string hex(std::string_view bytes) { return to_hex(as_bytes(bytes)); }

Secret secret_of(std::string_view bytes) {
  Secret secret;
  std::copy(bytes.begin(), bytes.end(), secret.writable().begin());
  return secret;
}

}  // namespace

TEST_CASE("primitives: a sealed box that was altered anywhere does not open") {
  const Secret key = secret_of(std::string(32, 'k'));
  const auto sealed = seal(key, "value", "row 1");
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string altered = sealed;
    altered[bit / 8] ^= static_cast<char>(1 << (bit % 8));
    CHECK_FALSE(open(key, altered, "row 1"));
  }
  for (std::size_t length = 0; length < sealed.size(); ++length)
    CHECK_FALSE(open(key, std::string_view(sealed).substr(0, length), "row 1"));
  CHECK_FALSE(open(key, sealed, "row 2"));
  CHECK_FALSE(open(secret_of(std::string(32, 'l')), sealed, "row 1"));
  CHECK(open(key, sealed, "row 1") == "value");
}

TEST_CASE("primitives: two boxes of the same value differ") {
  const Secret key = secret_of(std::string(32, 'k'));
  CHECK(seal(key, "value", "") != seal(key, "value", ""));
}

TEST_CASE("primitives: an Ed25519 signature with any bit flipped is refused") {
  const SigningKey key(secret_of(std::string(32, 's')));
  const auto signature = key.sign("data");
  CHECK(key.verify("data", signature));
  CHECK_FALSE(key.verify("date", signature));
  CHECK_FALSE(key.verify("data", signature + "x"));
  CHECK_FALSE(key.verify("data", ""));
  for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
    std::string altered = signature;
    altered[bit / 8] ^= static_cast<char>(1 << (bit % 8));
    CHECK_FALSE(key.verify("data", altered));
  }
}

TEST_CASE("primitives: HMAC-SHA256 gives the answers of RFC 4231") {
  CHECK(to_hex(Hmac(std::string(20, '\x0b')).of("Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(to_hex(Hmac("Jefe").of("what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(to_hex(Hmac(std::string(131, '\xaa'))
                   .of("Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("primitives: HMAC-SHA256 signs a webhook as Standard Webhooks does") {
  const auto secret = *from_base64url("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  const auto mac =
      Hmac(secret).of("msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}");
  CHECK(to_base64url(mac) == "g0hM9SsE-OTPJTGt_tmIKtSyZlE3uFJELVlNIOLJ1OE");
}

TEST_CASE("primitives: HKDF-SHA256 gives the answers of RFC 5869") {
  std::array<std::uint8_t, 42> out;
  hkdf_sha256(std::string(22, '\x0b'), unhex("000102030405060708090a0b0c"),
              unhex("f0f1f2f3f4f5f6f7f8f9"), out);
  CHECK(to_hex(out) ==
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  hkdf_sha256(std::string(22, '\x0b'), "", "", out);
  CHECK(to_hex(out) ==
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

TEST_CASE("primitives: Ed25519 gives the answer of RFC 8037") {
  const SigningKey key(secret_of(*from_base64url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")));
  CHECK(to_base64url(as_bytes(key.public_key())) == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
  CHECK(to_base64url(
            as_bytes(key.sign("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"))) ==
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
}

TEST_CASE("primitives: AES-256-GCM gives the answer of the algorithm's test case 16") {
  const Secret key =
      secret_of(unhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
  const auto nonce_bytes = unhex("cafebabefacedbaddecaf888");
  Nonce nonce;
  std::copy(nonce_bytes.begin(), nonce_bytes.end(), nonce.begin());
  const auto sealed =
      seal_with_nonce(key, nonce,
                      unhex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"),
                      unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"));
  CHECK(hex(sealed) ==
        "01cafebabefacedbaddecaf888"
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b");
}

TEST_CASE("primitives: argon2id gives the reference implementation's answer") {
  const auto phc = parse_phc(
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
  REQUIRE(phc);
  CHECK(phc->salt == "somesalt");
  std::string tag(32, '\0');
  REQUIRE(argon2id_hash_raw(2, 65536, 1, "password", 8, "somesalt", 8, tag.data(), 32) ==
          ARGON2_OK);
  CHECK(hex(tag) == hex(phc->tag));
}
