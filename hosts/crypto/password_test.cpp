#include "crypto/password.h"

#include <doctest/doctest.h>

#include <future>
#include <latch>

#include "crypto/password_pool.h"

using namespace arris;
using namespace arris::crypto;
namespace fx = arris::effect;

namespace {

constexpr auto root_hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr Argon2Parameters cheap{64, 1, 1};

Keyring make_keys(std::string_view hex = root_hex) {
  return Keyring(std::move(RootKey::from_hex(hex)).value());
}

fx::PasswordAnswer verify(const Password& passwords, std::string_view password,
                          std::string_view phc) {
  const auto answer = passwords.perform(fx::PasswordVerify{{password}, phc});
  REQUIRE(answer.failure == fx::Failure::none);
  const auto payload = fx::decode_answer<fx::PasswordAnswer>(answer.bytes);
  REQUIRE(payload);
  CHECK((answer.opens == fx::Gate::yes) == (payload->ok == 1));
  return *payload;
}

}  // namespace

TEST_CASE("password: a malformed or outsized hash verifies nothing") {
  const std::string salt = "AAAAAAAAAAAAAAAAAAAAAA", tag(43, 'A');
  const std::string refused[] = {
      "",
      "$argon2id$",
      "$argon2i$v=19$m=64,t=1,p=1$" + salt + "$" + tag,
      "$argon2id$v=16$m=64,t=1,p=1$" + salt + "$" + tag,
      "$argon2id$m=64,t=1,p=1$" + salt + "$" + tag,
      "$argon2id$v=19$t=1,m=64,p=1$" + salt + "$" + tag,
      "$argon2id$v=19$m=064,t=1,p=1$" + salt + "$" + tag,
      "$argon2id$v=19$m=,t=1,p=1$" + salt + "$" + tag,
      "$argon2id$v=19$m=-64,t=1,p=1$" + salt + "$" + tag,
      "$argon2id$v=19$m=7,t=1,p=1$" + salt + "$" + tag,
      "$argon2id$v=19$m=65537,t=1,p=1$" + salt + "$" + tag,
      "$argon2id$v=19$m=4294967360,t=1,p=1$" + salt + "$" + tag,
      "$argon2id$v=19$m=64,t=0,p=1$" + salt + "$" + tag,
      "$argon2id$v=19$m=64,t=9,p=1$" + salt + "$" + tag,
      "$argon2id$v=19$m=64,t=1,p=5$" + salt + "$" + tag,
      "$argon2id$v=19$m=64,t=1,p=1,x=1$" + salt + "$" + tag,
      "$argon2id$v=19$m=64,t=1,p=1$$" + tag,
      "$argon2id$v=19$m=64,t=1,p=1$AAAA$" + tag,
      "$argon2id$v=19$m=64,t=1,p=1$" + salt + "$",
      "$argon2id$v=19$m=64,t=1,p=1$" + salt + "$AAAA",
      "$argon2id$v=19$m=64,t=1,p=1$" + salt + "$" + tag + "=",
      "$argon2id$v=19$m=64,t=1,p=1$" + salt + "$" + tag + "$",
      "$argon2id$v=19$m=64,t=1,p=1$" + salt.substr(2) + "-_$" + tag,
      "$argon2id$v=19$m=64,t=1,p=1$" + salt + "$" + tag + std::string(100'000, 'A'),
  };
  auto keys = make_keys();
  const Password passwords(keys, cheap);
  for (const auto& phc : refused) {
    CAPTURE(phc.substr(0, 80));
    CHECK_FALSE(parse_phc(phc));
    CHECK(verify(passwords, "password", phc).ok == 0);
  }
}

TEST_CASE(
    "password: a hash verifies its own password alone, and only with the pepper it was made with") {
  auto keys = make_keys();
  const Password passwords(keys, cheap);
  const auto answer = passwords.perform(fx::PasswordHash{{"secret"}});
  const std::string phc(fx::decode_answer<fx::TextAnswer>(answer.bytes)->text);
  CHECK(phc.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
  for (const std::string_view wrong : {"", "Secret", "secret ", "secre"})
    CHECK(verify(passwords, wrong, phc).ok == 0);
  auto other_keys = make_keys("ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  CHECK(verify(Password(other_keys, cheap), "secret", phc).ok == 0);
  CHECK(verify(passwords, "secret", phc).ok == 1);
  CHECK(verify(passwords, "secret", phc).stale == 0);
}

TEST_CASE("password: two hashes of one password differ") {
  auto keys = make_keys();
  const Password passwords(keys, cheap);
  CHECK(passwords.perform(fx::PasswordHash{{"secret"}}).bytes !=
        passwords.perform(fx::PasswordHash{{"secret"}}).bytes);
}

TEST_CASE("password: a hash weaker than today's is right but stale") {
  auto keys = make_keys();
  const auto phc = Password(keys, cheap).hash("secret", "0123456789abcdef");
  const Password today(keys, {128, 1, 1});
  CHECK(verify(today, "secret", phc).stale == 1);
  CHECK(verify(today, "wrong", phc).stale == 0);
  CHECK(verify(Password(keys, {32, 1, 1}), "secret", phc).stale == 0);
  CHECK(verify(Password(keys, {64, 2, 1}), "secret", phc).stale == 1);
}

TEST_CASE("password: today's parameters are the recommended ones") {
  auto keys = make_keys();
  const auto phc = Password(keys).hash("secret", "0123456789abcdef");
  CHECK(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"));
  CHECK(phc.size() == 97);
}

TEST_CASE("password pool: over its bound it refuses at once, and answers everyone once") {
  auto keys = make_keys();
  const Password passwords(keys, cheap);
  std::promise<void> release;
  auto released = release.get_future().share();
  std::latch started(1);
  std::atomic<int> answered = 0, refused = 0;
  const auto count = [&](effects::Answer answer) {
    ++answered;
    refused += answer.failure == fx::Failure::unavailable;
  };
  {
    PasswordPool pool(passwords, {.threads = 1, .queue_max = 2});
    pool.perform(fx::PasswordHash{{"a"}}, [&](effects::Answer answer) {
      started.count_down();
      released.wait();
      count(std::move(answer));
    });
    started.wait();
    for (int i = 0; i < 5; ++i) pool.perform(fx::PasswordHash{{"b"}}, count);
    CHECK(answered == 3);
    CHECK(refused == 3);
    release.set_value();
  }
  CHECK(answered == 6);
}

TEST_CASE("password pool: what is asked is answered from its threads") {
  auto keys = make_keys();
  const Password passwords(keys, cheap);
  PasswordPool pool(passwords);
  const auto phc = passwords.hash("secret", "0123456789abcdef");
  std::vector<std::future<effects::Answer>> answers;
  for (int i = 0; i < 20; ++i) {
    auto promise = std::make_shared<std::promise<effects::Answer>>();
    answers.push_back(promise->get_future());
    pool.perform(fx::PasswordVerify{{i % 2 == 0 ? "secret" : "wrong"}, phc},
                 [promise](effects::Answer answer) { promise->set_value(std::move(answer)); });
  }
  for (std::size_t i = 0; i < answers.size(); ++i)
    CHECK((answers[i].get().opens == fx::Gate::yes) == (i % 2 == 0));
}
