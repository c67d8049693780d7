#pragma once
// An org with a vault, for its tests.

#include <doctest/doctest.h>

#include "keys/keys.h"
#include "native/app.h"

namespace arris::keys {

inline constexpr std::string_view models = "https://api.openai.com/v1/models";

struct Shop {
  native::App app{{&keys::function}};
  native::Session admin = app.given.member(http::Role::admin);
  native::Session member = app.given.member(http::Role::member);

  std::string add(std::string_view secret = "sk-first-secret-0001") {
    const std::string body =
        R"({"name":"main","service":"openai","secret":")" + std::string(secret) + R"("})";
    return app.post("/keys", body, admin).expect(201).json()["id"];
  }
  std::string check(const std::string& id) {
    return app.post("/keys/" + id + "/check", "", admin).expect(200).json()["verdict"];
  }
  void pass(std::int64_t ms) {
    app.world.now_ms += ms;
    admin.token = app.given.token_of(admin);
  }
  void run_cron(std::string_view name) { CHECK(app.tick(name) == 204); }
};

inline std::string rotation(std::string_view secret, std::string_view rest = "") {
  return R"({"secret":")" + std::string(secret) + "\"" + std::string(rest) + "}";
}

}  // namespace arris::keys
