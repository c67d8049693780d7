#include "crypto/vault.h"

#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "crypto/crypto.h"
#include "crypto/test_folder.h"

namespace arris::crypto {
namespace {

constexpr std::string_view root_hex =
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

RootKey root() { return RootKey::from_hex(root_hex).value(); }

// A secret of an org, sealed as functions/keys seals it.
struct Box {
  std::string org_key, sealed_key, sealed, place;

  effect::Credential credential() const {
    return {"authorization", "Bearer ", "vault", {{{org_key}, {"kek"}}, {{sealed_key}, {"dek"}}},
            {sealed},        {place}};
  }
};

Box put(Vaults& vaults, std::string place, std::string_view secret) {
  Box box{vaults.new_key({"vault", {"kek"}}).sealed, {}, {}, std::move(place)};
  const std::string bound = box.place + "|https://a.b";
  const auto stored =
      vaults.store({"vault", {{{box.org_key}, {"kek"}}}, {"dek"}, {secret}, {bound}});
  REQUIRE(stored);
  box.sealed_key = stored->sealed_key;
  box.sealed = stored->sealed;
  return box;
}

}  // namespace

TEST_CASE("a vault opens for no other origin, row, key or root") {
  const auto first = root();
  Vaults vaults(first);
  const auto box = put(vaults, "val|1", "sk-secret"), other = put(vaults, "val|2", "sk-other");
  CHECK_FALSE(vaults.open(box.credential(), "https://a.c"));
  CHECK_FALSE(vaults.open(box.credential(), "http://a.b"));
  for (int i = 0; i < 3; ++i) {
    auto swapped = box;
    if (i == 0) swapped.sealed = other.sealed;
    if (i == 1) swapped.sealed_key = other.sealed_key;
    if (i == 2) swapped.org_key = other.org_key;
    CHECK_FALSE(vaults.open(swapped.credential(), "https://a.b"));
  }
  const auto second = RootKey::from_hex(std::string(64, '7')).value();
  CHECK_FALSE(Vaults(second).open(box.credential(), "https://a.b"));
  auto no_chain = box.credential();
  no_chain.chain.clear();
  CHECK_FALSE(vaults.open(no_chain, "https://a.b"));
  CHECK(vaults.open(box.credential(), "https://a.b") == "sk-secret");
}

TEST_CASE("every bit of a box counts") {
  const auto first = root();
  Vaults vaults(first);
  const auto box = put(vaults, "val|1", "sk-secret");
  for (std::size_t bit = 0; bit < box.sealed.size() * 8; ++bit) {
    auto flipped = box;
    flipped.sealed[bit / 8] ^= static_cast<char>(1 << bit % 8);
    CHECK_FALSE(vaults.open(flipped.credential(), "https://a.b"));
  }
  for (std::size_t length = 0; length < box.sealed.size(); ++length) {
    auto cut = box;
    cut.sealed.resize(length);
    CHECK_FALSE(vaults.open(cut.credential(), "https://a.b"));
  }
}

TEST_CASE("10,000 secrets open where they belong and nowhere else, under no nonce twice") {
  const auto first = root();
  Vaults vaults(first);
  std::vector<Box> boxes;
  std::set<std::string> nonces;
  for (int i = 0; i < 10'000; ++i) {
    boxes.push_back(put(vaults, "val|" + std::to_string(i), "secret " + std::to_string(i)));
    nonces.insert(boxes.back().sealed.substr(9, 12));
    nonces.insert(boxes.back().sealed_key.substr(9, 12));
  }
  CHECK(nonces.size() == 20'000);
  for (int i = 0; i < 10'000; ++i) {
    const auto place = static_cast<std::size_t>(i);
    CHECK(vaults.open(boxes[place].credential(), "https://a.b") == "secret " + std::to_string(i));
    auto swapped = boxes[place];
    swapped.sealed = boxes[(place + 1) % boxes.size()].sealed;
    CHECK_FALSE(vaults.open(swapped.credential(), "https://a.b"));
  }
}

TEST_CASE("a new root is added behind the older ones, and never over a file that cannot be read") {
  const TestFolder folder;
  const auto file = folder.path / "vault.key";
  folder.write("vault.key", root_hex);
  REQUIRE(add_vault_root(file));
  REQUIRE(add_vault_root(file));
  const auto text = folder.read("vault.key");
  CHECK(text.starts_with(std::string(root_hex) + "\n"));
  CHECK(text.size() == 3 * 65);
  folder.write("vault.key", text, 0640);
  CHECK(add_vault_root(file).error().cause.ends_with("chmod 600 " + file.string()));
  CHECK(folder.read("vault.key") == text);
}

TEST_CASE("a root is turned while secrets are read") {
  const TestFolder folder;
  const auto first = root();
  const auto file = folder.path / "vault.key";
  Vaults vaults(first, file);
  const auto box = put(vaults, "val|1", "sk-secret");
  const auto old_root = vaults.root_id("vault");
  std::atomic<int> failed = 0, read = 0;
  std::jthread reader([&](std::stop_token stop) {
    while (!stop.stop_requested()) {
      failed += vaults.open(box.credential(), "https://a.b") == "sk-secret" ? 0 : 1;
      ++read;
    }
  });
  REQUIRE(add_vault_root(file));
  // Another process has the new root at once, this one within a second.
  Vaults next(first, file);
  CHECK(next.root_id("vault") != old_root);
  while (vaults.root_id("vault") == old_root) std::this_thread::yield();
  const auto moved = vaults.rewrap({"vault", {}, {box.org_key}, {"kek"}, {}});
  REQUIRE(moved);
  CHECK(moved->substr(1, 8) == vaults.root_id("vault"));
  CHECK_FALSE(vaults.rewrap({"vault", {}, {box.org_key}, {"other"}, {}}));
  auto after = box;
  after.org_key = *moved;
  CHECK(vaults.open(after.credential(), "https://a.b") == "sk-secret");
  // Without the new root, what lies under it is shut.
  CHECK_FALSE(Vaults(first).open(after.credential(), "https://a.b"));
  reader.request_stop();
  reader.join();
  CHECK(failed == 0);
  CHECK(read > 0);
}

TEST_CASE("a module opens nothing of a vault, and makes no vault of another key") {
  Keyring keys(root());
  Crypto crypto(keys);
  CHECK(crypto.perform(effect::Open{"vault", {"x"}, {}}).failure == effect::Failure::invalid);
  CHECK(crypto.perform(effect::Seal{"vault_2", {"x"}, {}}).failure == effect::Failure::invalid);
  CHECK(crypto.perform(effect::NewKey{"cursor", {}}).failure == effect::Failure::invalid);
  CHECK(crypto.perform(effect::Store{"vault", {}, {}, {}, {}}).failure == effect::Failure::refused);
}

}  // namespace arris::crypto
