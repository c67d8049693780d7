// Many secrets: their rows exchanged, and the keys above them turned, with reads between all steps.

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "keys/keys.h"
#include "native/app.h"

using namespace arris;
using http::Role;
using native::App;

namespace {

constexpr std::string_view models = "https://api.openai.com/v1/models";

// Two orgs whose admins keep secrets.
struct Vaults {
  App app{{&keys::function}};
  native::Session admins[2] = {app.given.member(Role::admin),
                               app.given.member(Role::admin, app.given.org("other"))};
  struct Held {
    std::string id, secret;
    int owner;
  };
  std::vector<Held> held;
  std::mt19937 random{7};

  explicit Vaults(int count) {
    app.world.fetches[std::string(models)] = {200, "{}"};
    for (int i = 0; i < count; ++i) {
      const std::string number = std::to_string(i);
      const std::string secret = "sk-the-secret-number-" + number;
      const int owner = i % 2;
      pass(1000);
      const auto made = app.post(
          "/keys", R"({"name":"n)" + number + R"(","service":"openai","secret":")" + secret + "\"}",
          admins[owner]);
      held.push_back({made.expect(201).json()["id"], secret, owner});
    }
  }
  void pass(std::int64_t ms) {
    app.world.now_ms += ms;
    for (auto& admin : admins) admin.token = app.given.token_of(admin);
  }
  // What the provider of a key is shown.
  std::string shown(const Held& key) {
    pass(2500);
    app.post("/keys/" + key.id + "/check", "", admins[key.owner]).expect(200);
    return app.world.shown_secret;
  }
  const Held& any() { return held[random() % held.size()]; }
  void read_some(int count) {
    for (int i = 0; i < count; ++i) {
      const Held& key = any();
      CHECK(shown(key) == "Bearer " + key.secret);
    }
  }
};

}  // namespace

TEST_CASE("vault: no ciphertext opens in another row, org or column") {
  Vaults vaults(40);
  auto& database = vaults.app.world.database;
  database.run("CREATE TABLE kept AS SELECT * FROM vault_versions");
  constexpr std::string_view columns[] = {"sealed", "sealed_key", "(sealed_key, sealed)"};
  for (int i = 0; i < 1000; ++i) {
    const auto& to = vaults.any();
    const auto& from = vaults.any();
    const std::string column(columns[i % 3]);
    const bool other_column = &from == &to;
    const std::string source = !other_column            ? column
                               : column == "sealed"     ? "sealed_key"
                               : column == "sealed_key" ? "sealed"
                                                        : "(sealed, sealed_key)";
    const auto plain = [](std::string list) {
      std::erase_if(list, [](char c) { return c == '(' || c == ')'; });
      return list;
    };
    database.run("UPDATE vault_versions SET " + column + " = (SELECT " + plain(source) +
                 " FROM kept WHERE key_id = '" + from.id + "') WHERE key_id = '" + to.id + "'");
    CHECK(vaults.shown(to).empty());
    database.run(
        "UPDATE vault_versions SET (sealed_key, sealed) = (SELECT sealed_key, sealed "
        "FROM kept WHERE key_id = '" +
        to.id + "') WHERE key_id = '" + to.id + "'");
  }
  database.run("DROP TABLE kept");
  vaults.read_some(40);
}

TEST_CASE("vault: the key of an org opens in no other org and no other version") {
  Vaults vaults(2);
  auto& database = vaults.app.world.database;
  for (const auto& key : vaults.held) CHECK(vaults.shown(key) == "Bearer " + key.secret);
  database.run("CREATE TABLE kept AS SELECT * FROM org_keks");
  database.run(
      "UPDATE org_keks SET sealed = (SELECT k.sealed FROM kept k "
      "WHERE k.org_id <> org_keks.org_id)");
  for (const auto& key : vaults.held) CHECK(vaults.shown(key).empty());
}

TEST_CASE("vault: 2,000 secrets move under new keys while they are read") {
  Vaults vaults(2000);
  for (int round = 0; round < 3; ++round) {
    vaults.pass(60'000);
    vaults.app.post("/keys/org-key/rotate", "", vaults.admins[round % 2]).expect(200);
    for (int i = 0; i < 8; ++i) {
      vaults.read_some(20);
      CHECK(vaults.app.tick("rewrap_all") == 204);
    }
  }
  CHECK(vaults.app.rows("SELECT count(*) FROM org_keks") == native::Rows{{"2"}});
  for (const auto& key : vaults.held) CHECK(vaults.shown(key) == "Bearer " + key.secret);
}
