#include "http/access_key.h"

#include <doctest/doctest.h>

#include <set>

#include "core/hash.h"

namespace arris::http {
namespace {

std::string random_of(int number) {
  return Hash128{}.add("low").add(std::to_string(number)).to_hex();
}

}  // namespace

TEST_CASE("a text that can't be a key is refused without a look-up") {
  const auto key = make_access_key(KeyKind::secret, random_of(0));
  CHECK_FALSE(kind_of_key(""));
  CHECK_FALSE(kind_of_key(key.substr(0, key.size() - 1)));
  CHECK_FALSE(kind_of_key(key + "0"));
  CHECK_FALSE(kind_of_key("arris_xk_" + key.substr(9)));
  CHECK_FALSE(kind_of_key(key.substr(0, 20) + "-" + key.substr(21)));
  for (std::size_t place = 9; place < key.size(); ++place) {
    auto changed = key;
    changed[place] = changed[place] == 'a' ? 'b' : 'a';
    CHECK_FALSE(kind_of_key(changed));
  }
  // A public key is no secret key with another prefix.
  CHECK_FALSE(kind_of_key("arris_pk_" + key.substr(9)));
}

TEST_CASE("a key says its kind, and its check digits are those of CRC-32") {
  const auto key = make_access_key(KeyKind::secret, std::string(32, '\0'));
  CHECK(key == "arris_sk_000000000000000000000000000000" + key.substr(39));
  CHECK(kind_of_key(key) == KeyKind::secret);
  CHECK(kind_of_key(make_access_key(KeyKind::open, random_of(1))) == KeyKind::open);
  CHECK(key.size() == access_key_length);
}

TEST_CASE("no two keys are the same") {
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) {
    const auto key = make_access_key(KeyKind::secret, random_of(i));
    CHECK(kind_of_key(key).has_value());
    seen.insert(key);
  }
  CHECK(seen.size() == 10'000);
}

}  // namespace arris::http
