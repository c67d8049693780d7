#include "redact/sensitive_key.h"

#include <algorithm>
#include <array>

#include "redact/scan.h"

namespace arris::redact {
namespace {

using namespace scan;

constexpr std::size_t key_bytes = 96;  // of a longer name the end decides

// Anywhere in the name, separators removed.
constexpr std::string_view secrets[] = {
    "password",     "passwd",       "passphrase",  "passcode",       "secret",      "apikey",
    "privatekey",   "accesskey",    "signingkey",  "encryptionkey",  "masterkey",   "credential",
    "csrf",         "xsrf",         "creditcard",  "cardnumber",     "cardno",      "ccnumber",
    "mysqlpwd",     "sessionid",    "sessionkey",  "sessiontoken",   "accesstoken", "authtoken",
    "refreshtoken", "idtoken",      "bearertoken", "socialsecurity", "authkey",     "sshkey",
    "usertoken",    "securitycode", "clientkey",   "phpsessid",      "oauthtoken",  "bearer"};
constexpr std::string_view headers[] = {"authorization", "cookie"};
constexpr std::string_view addresses[] = {
    "ipaddress",     "ipaddr",    "remoteaddr",    "remoteip",       "clientip",
    "clientaddress", "userip",    "xforwardedfor", "xrealip",        "cfconnectingip",
    "trueclientip",  "forwarded", "forwardedfor",  "fastlyclientip", "xclientip"};

// Whole words of the name.
constexpr std::string_view words[] = {"pwd",       "pass",   "pw",  "pin",     "otp",  "totp",
                                      "token",     "jwt",    "ssn", "cvv",     "cvc",  "cvv2",
                                      "iban",      "auth",   "sid", "session", "sess", "sig",
                                      "signature", "sessid", "psk", "passkey"};

// Those of them whose secrets are numbers.
constexpr std::string_view numeric[] = {"pin", "otp",  "totp", "ssn", "cvv",
                                        "cvc", "cvv2", "pwd",  "pw",  "iban"};

constexpr std::string_view measures[] = {
    "count",    "counts",   "usage",   "limit", "type",     "length",  "size",     "budget",
    "cost",     "expires",  "expiry",  "ttl",   "duration", "enabled", "required", "method",
    "scheme",   "strength", "changed", "total", "provider", "mode",    "url",      "uri",
    "endpoint", "status",   "expired", "valid", "seconds",  "ms",      "at"};
constexpr std::string_view measured[] = {"max",        "min",   "per",   "prompt",
                                         "completion", "input", "output"};

template <std::size_t size>
bool one_of(const std::string_view (&names)[size], std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

// The words of a name in lower case, one behind the other.
struct Words {
  std::array<char, key_bytes> letters{};
  std::array<std::size_t, key_bytes + 1> ends{};
  std::size_t count = 0;
  std::size_t length = 0;

  std::string_view joined() const { return {letters.data(), length}; }
  std::string_view word(std::size_t i) const {
    const std::size_t start = i == 0 ? 0 : ends[i - 1];
    return {letters.data() + start, ends[i] - start};
  }
};

// A word ends at a separator, and before an upper-case letter that follows a lower-case one.
Words words_of(std::string_view key) {
  if (key.size() > key_bytes) key.remove_prefix(key.size() - key_bytes);
  Words out;
  const auto end_word = [&] {
    if (out.length > (out.count == 0 ? 0 : out.ends[out.count - 1]))
      out.ends[out.count++] = out.length;
  };
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (!is_alnum(key[i]) || (is_upper(key[i]) && is_lower(char_before(key, i)))) end_word();
    if (is_alnum(key[i])) out.letters[out.length++] = lower(key[i]);
  }
  end_word();
  return out;
}

template <std::size_t size>
bool contains_any(std::string_view name, const std::string_view (&parts)[size]) {
  return std::ranges::any_of(parts,
                             [&](std::string_view part) { return name.find(part) != name.npos; });
}

bool has_secret_word(const Words& name) {
  for (std::size_t i = 0; i < name.count; ++i) {
    if (one_of(words, name.word(i)) && (i == 0 || !one_of(measured, name.word(i - 1)))) return true;
  }
  return false;
}

}  // namespace

KeyKind kind_of_key(std::string_view key) {
  const Words name = words_of(key);
  if (name.count == 0) return KeyKind::plain;
  if (one_of(addresses, name.joined()) ||
      (name.joined().starts_with("http") && one_of(addresses, name.joined().substr(4)))) {
    return KeyKind::address;
  }
  if (name.count > 1 && one_of(measures, name.word(name.count - 1))) return KeyKind::plain;
  if (contains_any(name.joined(), headers)) return KeyKind::header;
  if (contains_any(name.joined(), secrets)) return KeyKind::secret;
  return has_secret_word(name) ? KeyKind::weak : KeyKind::plain;
}

bool is_count(std::string_view key) {
  const Words name = words_of(key);
  if (name.joined().find("token") != std::string_view::npos) return true;
  const KeyKind kind = kind_of_key(key);
  if (kind != KeyKind::weak && kind != KeyKind::address) return false;
  for (std::size_t i = 0; i < name.count; ++i)
    if (one_of(numeric, name.word(i))) return false;
  return true;
}

KeyKind KeyKinds::of(std::string_view key) {
  if (key.empty()) return KeyKind::plain;
  const std::size_t sum =
      key.size() * 31 + key.front() * 7u + key[key.size() / 2] * 13u + key.back();
  auto& [name, kind] = known_[sum % known_.size()];
  if (name != key) {
    name = key;
    kind = kind_of_key(key);
  }
  return kind;
}

}  // namespace arris::redact
