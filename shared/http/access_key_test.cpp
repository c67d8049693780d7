#include "http/access_key.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

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

TEST_CASE("no two of a million keys are the same, and each is one") {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> seen;
  int refused = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const auto key = make_access_key(KeyKind::secret, random_of(i));
    refused += kind_of_key(key) ? 0 : 1;
    const auto hash = Hash128{}.add(key);
    seen.emplace_back(hash.high, hash.low);
  }
  std::ranges::sort(seen);
  CHECK(refused == 0);
  CHECK(std::ranges::adjacent_find(seen) == seen.end());
}

TEST_CASE("of a million texts that look like keys none is taken for one") {
  int taken = 0;
  const auto good = make_access_key(KeyKind::secret, random_of(0));
  for (int i = 0; i < 1'000'000; ++i) {
    auto text = good.substr(0, good.size() - 6);
    std::uint64_t number = static_cast<std::uint64_t>(i) * 2654435761u;
    for (int place = 12; place < 22; ++place, number /= 10)
      text[static_cast<std::size_t>(place)] = static_cast<char>('0' + number % 10);
    taken += kind_of_key(text + good.substr(good.size() - 6)) ? 1 : 0;
  }
  CHECK(taken <= 1);  // the first may be the key itself; the others pass once in 2^32
}

}  // namespace arris::http
