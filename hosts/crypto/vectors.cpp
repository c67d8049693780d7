#include "crypto/vectors.h"

#include <nlohmann/json.hpp>

#include "core/text.h"
#include "crypto/crypto.h"
#include "crypto/password.h"
#include "crypto/vault.h"

namespace arris::crypto {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view root_hex =
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr Argon2Parameters cheap{4'096, 1, 1}, costly{32'768, 3, 1};

std::string hex(std::string_view bytes) { return to_hex(as_bytes(bytes)); }

Json derived(const RootKey& root) {
  Json list = Json::array();
  for (const char* kind : {"hmac", "ed25519", "aead"}) {
    for (const char* name : {"access_token", "pepper", "cursor"})
      list.push_back(
          {{"kind", kind}, {"name", name}, {"key", to_hex(root.derive(kind, name).bytes())}});
  }
  return list;
}

Json digests() {
  Json list = Json::array();
  for (const std::string_view data : {"", "abc"})
    list.push_back({{"data", hex(data)}, {"sha256", to_hex(sha256(data))}});
  return list;
}

Json macs(Keyring& keys) {
  Json list = Json::array();
  for (const std::string_view data : {"", "org/1/issues?limit=50"})
    list.push_back({{"key", "cursor"},
                    {"data", hex(data)},
                    {"mac", to_hex(keys.find("cursor")->hmac.of(data))}});
  return list;
}

Json derived_macs(Keyring& keys) {
  Json list = Json::array();
  for (const std::string_view from : {"", "org|webhook|1"}) {
    const std::string_view data = "msg_1.1614265330.{}";
    const auto key = keys.find("cursor")->hmac.of(from);
    list.push_back({{"key", "cursor"},
                    {"from", hex(from)},
                    {"data", hex(data)},
                    {"mac", to_hex(Hmac(as_text(key)).of(data))}});
  }
  return list;
}

Json mac_checks(Keyring& keys) {
  const std::string data = "org/1/issues?limit=50";
  const auto digest = keys.find("cursor")->hmac.of(data);
  const std::string mac(as_text(digest));
  std::string flipped = mac;
  flipped[31] ^= 1;
  Json list = Json::array();
  const auto add = [&](const char* why, std::string_view given, bool ok) {
    list.push_back(
        {{"why", why}, {"key", "cursor"}, {"data", hex(data)}, {"mac", hex(given)}, {"ok", ok}});
  };
  add("the whole mac", mac, true);
  add("cut to 16 bytes", std::string_view(mac).substr(0, 16), true);
  add("cut to 8 bytes", std::string_view(mac).substr(0, 8), true);
  add("cut to 7 bytes", std::string_view(mac).substr(0, 7), false);
  add("empty", "", false);
  add("one byte too long", mac + '\0', false);
  add("one bit flipped", flipped, false);
  return list;
}

Json signatures(Keyring& keys) {
  Json list = Json::array();
  for (const char* name : {"access_token", "cursor"}) {
    const auto* key = keys.find(name);
    const std::string data = "eyJhbGciOiJFZERTQSJ9.e30";
    list.push_back({{"key", name},
                    {"kid", key->kid},
                    {"public_key", hex(key->signing.public_key())},
                    {"data", hex(data)},
                    {"signature", hex(key->signing.sign(data))}});
  }
  return list;
}

Json boxes(Keyring& keys) {
  const Secret& key = keys.find("box")->aead;
  const Nonce nonce{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  const std::string data = "sk-example", associated = "val|org|1|secret|2|value";
  const auto sealed = seal_with_nonce(key, nonce, data, associated);
  Json list = Json::array();
  const auto add = [&](const char* why, std::string box, std::string_view bound, bool ok) {
    list.push_back({{"why", why},
                    {"key", "box"},
                    {"sealed", hex(box)},
                    {"associated", hex(bound)},
                    {"ok", ok},
                    {"data", hex(ok ? open(key, box, bound).value() : "")}});
  };
  add("as it was sealed", sealed, associated, true);
  add("empty data, nothing associated", seal_with_nonce(key, nonce, "", ""), "", true);
  add("another row", sealed, "val|org|1|secret|3|value", false);
  add("another version", '\x02' + sealed.substr(1), associated, false);
  add("cut", sealed.substr(0, sealed.size() - 1), associated, false);
  add("shorter than its frame", sealed.substr(0, 28), "", false);
  add("empty", "", "", false);
  return list;
}

// A secret two links below the root; each row says what opens, and for which origin.
Json vaults(const RootKey& root) {
  const Nonce nonce{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  const Secret top = root.derive("aead", "vault"), org = root.derive("test", "org"),
               own = root.derive("test", "own");
  const auto org_key = seal_in_vault(top, nonce, org.text(), "kek|org|1");
  const auto own_key = seal_in_vault(org, nonce, own.text(), "dek|org|key|1");
  const auto sealed = seal_in_vault(own, nonce, "sk-example", "val|org|key|secret|1|https://a.b");
  Json list = Json::array();
  const auto add = [&](const char* why, std::string_view last, std::string_view bound,
                       std::string_view origin, std::string_view data) {
    list.push_back({{"why", why},
                    {"key", "vault"},
                    {"root_id", hex(key_id_of(top))},
                    {"chain",
                     {{{"sealed", hex(org_key)}, {"associated", hex("kek|org|1")}},
                      {{"sealed", hex(last)}, {"associated", hex("dek|org|key|1")}}}},
                    {"sealed", hex(sealed)},
                    {"associated", hex(bound)},
                    {"origin", origin},
                    {"ok", !data.empty()},
                    {"data", hex(data)}});
  };
  add("for its origin", own_key, "val|org|key|secret|1", "https://a.b", "sk-example");
  add("for another origin", own_key, "val|org|key|secret|1", "https://a.c", "");
  add("as another row's", own_key, "val|org|key2|secret|1", "https://a.b", "");
  add("under another's key", org_key, "val|org|key|secret|1", "https://a.b", "");
  add("under no key", "", "val|org|key|secret|1", "https://a.b", "");
  return list;
}

Json hashes(Keyring& keys) {
  const std::string salt = "0123456789abcdef";
  Json list = Json::array();
  for (const std::string_view password : {"correct horse battery staple", ""})
    list.push_back({{"password", hex(password)},
                    {"salt", hex(salt)},
                    {"phc", Password(keys).hash(password, salt)}});
  return list;
}

Json password_checks(Keyring& keys) {
  const std::string password = "correct horse battery staple", salt = "0123456789abcdef";
  const auto phc = Password(keys).hash(password, salt);
  Json list = Json::array();
  const auto add = [&](const char* why, std::string_view given, std::string text, bool ok,
                       bool stale) {
    list.push_back(
        {{"why", why}, {"password", hex(given)}, {"phc", text}, {"ok", ok}, {"stale", stale}});
  };
  add("right", password, phc, true, false);
  add("wrong", "correct horse battery stable", phc, false, false);
  add("weaker than now", password, Password(keys, cheap).hash(password, salt), true, true);
  add("weaker than now, and wrong", "x", Password(keys, cheap).hash(password, salt), false, false);
  add("stronger than now", password, Password(keys, costly).hash(password, salt), true, false);
  add("short salt", password, Password(keys).hash(password, "01234567"), true, true);
  add("empty", password, "", false, false);
  add("another algorithm", password, "$argon2i" + phc.substr(9), false, false);
  add("no version", password, "$argon2id" + phc.substr(14), false, false);
  add("padded", password, phc + "=", false, false);
  add("more memory than is allowed", password, "$argon2id$v=19$m=4194304" + phc.substr(22), false,
      false);
  add("no tag", password, phc.substr(0, phc.rfind('$') + 1), false, false);
  return list;
}

}  // namespace

std::string make_vectors() {
  Keyring keys(std::move(RootKey::from_hex(root_hex)).value());
  const RootKey root = std::move(RootKey::from_hex(root_hex)).value();
  const Json vectors{{"root_key", root_hex},
                     {"check_value", root.check_value()},
                     {"derived", derived(root)},
                     {"digest", digests()},
                     {"mac", macs(keys)},
                     {"mac_check", mac_checks(keys)},
                     {"mac_derived", derived_macs(keys)},
                     {"vault", vaults(root)},
                     {"sign", signatures(keys)},
                     {"open", boxes(keys)},
                     {"password_hash", hashes(keys)},
                     {"password_verify", password_checks(keys)}};
  return vectors.dump(2) + "\n";
}

}  // namespace arris::crypto
