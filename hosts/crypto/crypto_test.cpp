#include "crypto/crypto.h"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "core/text.h"

using namespace arris;
using namespace arris::crypto;
namespace fx = arris::effect;

namespace {

constexpr auto root_hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

struct Host {
  Keyring keys{std::move(RootKey::from_hex(root_hex)).value()};
  Crypto crypto{keys};

  template <class Payload>
  Payload ask(fx::Crypto effect) {
    last = crypto.perform(effect);
    REQUIRE(last.failure == fx::Failure::none);
    auto payload = fx::decode_answer<Payload>(last.bytes);
    REQUIRE(payload);
    return *payload;
  }
  bool holds(fx::Crypto effect) {
    const bool ok = ask<fx::OkAnswer>(effect).ok == 1;
    CHECK((last.opens == fx::Gate::yes) == ok);
    return ok;
  }

  effects::Answer last;
};

}  // namespace

TEST_CASE("crypto: a key name that is not valid is refused by every operation") {
  Host host;
  const std::string long_name(65, 'a');
  for (const std::string_view name : {"", "Access", "a/b", "a-b", long_name.c_str()}) {
    const fx::Crypto operations[] = {fx::Mac{name},       fx::MacCheck{name}, fx::Sign{name},
                                     fx::Verify{name},    fx::Seal{name},     fx::Open{name},
                                     fx::PublicKeys{name}};
    for (const auto& effect : operations) {
      const auto answer = host.crypto.perform(effect);
      CHECK(answer.failure == fx::Failure::invalid);
      CHECK(answer.opens == fx::Gate::no);
    }
  }
}

TEST_CASE("crypto: the keyring keeps a bounded number of names") {
  Host host;
  for (std::size_t i = 0; i < Keyring::names_max; ++i)
    REQUIRE(host.keys.find("name_" + std::to_string(i)) != nullptr);
  CHECK(host.keys.find("one_too_many") == nullptr);
  CHECK(host.keys.find("name_0") != nullptr);
}

TEST_CASE("crypto: a mac of another length, key or data is refused and keeps the gate shut") {
  Host host;
  const std::string mac(host.ask<fx::BytesAnswer>(fx::Mac{"cursor", {"data"}}).data.data);
  CHECK(mac.size() == 32);
  for (const std::size_t length : {0u, 1u, 7u})
    CHECK_FALSE(host.holds(fx::MacCheck{"cursor", {"data"}, {mac.substr(0, length)}}));
  const std::string longer = mac + mac;
  CHECK_FALSE(host.holds(fx::MacCheck{"cursor", {"data"}, {longer}}));
  CHECK_FALSE(host.holds(fx::MacCheck{"other", {"data"}, {mac}}));
  CHECK_FALSE(host.holds(fx::MacCheck{"cursor", {"date"}, {mac}}));
  for (const std::size_t length : {8u, 16u, 32u})
    CHECK(host.holds(fx::MacCheck{"cursor", {"data"}, {std::string_view(mac).substr(0, length)}}));
}

TEST_CASE("crypto: a signature verifies under its own key and kid alone") {
  Host host;
  const auto given = host.ask<fx::SignAnswer>(fx::Sign{"access_token", {"data"}});
  const std::string kid(given.kid), signature(given.signature.data);
  CHECK(kid.size() == 16);
  CHECK_FALSE(host.holds(fx::Verify{"refresh_token", kid, {"data"}, {signature}}));
  CHECK_FALSE(host.holds(fx::Verify{"access_token", "0000000000000000", {"data"}, {signature}}));
  CHECK_FALSE(host.holds(fx::Verify{"access_token", "", {"data"}, {signature}}));
  CHECK_FALSE(host.holds(fx::Verify{"access_token", kid, {"data"}, {signature.substr(1)}}));
  CHECK_FALSE(host.holds(fx::Verify{"access_token", kid, {""}, {signature}}));
  CHECK(host.holds(fx::Verify{"access_token", kid, {"data"}, {signature}}));

  const auto published = host.ask<fx::PublicKeysAnswer>(fx::PublicKeys{"access_token"});
  REQUIRE(published.keys.size() == 1);
  CHECK(published.keys[0].kid == kid);
  const auto digest = sha256(published.keys[0].key.data);
  CHECK(to_hex(std::span(digest).first(8)) == kid);
}

TEST_CASE("crypto: a token that comes again costs no verification, a forged one always does") {
  Host host;
  const auto given = host.ask<fx::SignAnswer>(fx::Sign{"access_token", {"data"}});
  const std::string kid(given.kid), signature(given.signature.data);
  for (int i = 0; i < 3; ++i)
    CHECK(host.holds(fx::Verify{"access_token", kid, {"data"}, {signature}}));
  CHECK(host.crypto.verifications() == 1);
  for (int i = 0; i < 3; ++i)
    CHECK_FALSE(host.holds(fx::Verify{"access_token", kid, {"date"}, {signature}}));
  CHECK(host.crypto.verifications() == 4);
}

TEST_CASE("crypto: remembered signatures are bounded and the used ones stay") {
  VerifiedSignatures verified(4);
  const auto digest = [](int i) {
    return VerifiedSignatures::digest_of("key", "kid", std::to_string(i), "signature");
  };
  verified.add(digest(0));
  for (int i = 1; i < 2000; ++i) {
    verified.add(digest(i));
    CHECK(verified.contains(digest(0)));
  }
  int kept = 0;
  for (int i = 0; i < 2000; ++i) kept += verified.contains(digest(i));
  CHECK(kept <= static_cast<int>(VerifiedSignatures::shards) * 8);
  CHECK(VerifiedSignatures::digest_of("a", "bc", "", "") !=
        VerifiedSignatures::digest_of("ab", "c", "", ""));
}

TEST_CASE("crypto: a sealed value opens with its key and what it was bound to") {
  Host host;
  const std::string sealed(
      host.ask<fx::BytesAnswer>(fx::Seal{"box", {"value"}, {"row"}}).data.data);
  CHECK(sealed.size() == 1 + 12 + 5 + 16);
  CHECK(host.ask<fx::OpenAnswer>(fx::Open{"box", {sealed}, {"other"}}).ok == 0);
  CHECK(host.last.opens == fx::Gate::no);
  CHECK(host.ask<fx::OpenAnswer>(fx::Open{"other", {sealed}, {"row"}}).ok == 0);
  const auto opened = host.ask<fx::OpenAnswer>(fx::Open{"box", {sealed}, {"row"}});
  CHECK(opened.ok == 1);
  CHECK(opened.data.data == "value");
  CHECK(host.last.opens == fx::Gate::yes);
}

TEST_CASE("crypto: many threads may use one key") {
  Host host;
  const auto given = host.ask<fx::SignAnswer>(fx::Sign{"access_token", {"data"}});
  const std::string kid(given.kid), signature(given.signature.data);
  std::atomic<int> held = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const std::string name = "key_" + std::to_string((t + i) % 8);
        host.crypto.perform(fx::Mac{name, {"data"}});
        const auto answer =
            host.crypto.perform(fx::Verify{"access_token", kid, {"data"}, {signature}});
        held += answer.opens == fx::Gate::yes;
      }
    });
  }
  threads.clear();
  CHECK(held == 800);
}

TEST_CASE("crypto: the key that an effect names") {
  CHECK(key_of(fx::Digest{}) == "");
  CHECK(key_of(fx::Sign{"access_token", {}}) == "access_token");
}
