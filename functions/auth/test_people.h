#pragma once
// What the tests of auth share: an owner who was set up, mails taken apart, cookies carried along.

#include <doctest/doctest.h>

#include <boost/describe/enum_to_string.hpp>

#include "auth/auth.h"
#include "core/text.h"
#include "native/app.h"

namespace arris::auth {

using native::App;
using native::Response;
using native::Rows;
using Json = nlohmann::json;

inline constexpr std::string_view owner_email = "ada@example.com";
inline constexpr std::string_view owner_password = "a long walk at noon";

struct Tokens {
  std::string access, refresh;
  native::Session session() const { return {.token = access}; }
};

struct People {
  App app{{&function}};

  std::string setup_token() { return to_hex(app.world.keyring.find("setup")->hmac.of("setup")); }
  Response set_up(std::string_view token) {
    return app.post("/auth/setup", Json{{"token", token},
                                        {"email", owner_email},
                                        {"name", "Ada"},
                                        {"password", owner_password},
                                        {"org_name", "Engines"},
                                        {"token_transport", "body"}}
                                       .dump());
  }
  static Tokens tokens(const Response& response) {
    const auto body = response.json();
    return {body["access_token"], body.value("refresh_token", "")};
  }
  Tokens owner() { return tokens(set_up(setup_token()).expect(201)); }

  Response log_in(std::string_view email, std::string_view password,
                  std::string_view transport = "body", const App::Headers& headers = {}) {
    return app.post(
        "/auth/login",
        Json{{"email", email}, {"password", password}, {"token_transport", transport}}.dump(), {},
        headers);
  }
  Response refresh(std::string_view token) {
    return app.post("/auth/refresh", Json{{"refresh_token", token}}.dump());
  }
  Response redeem(const Json& body, const std::string& cookie = {}) {
    return app.post("/auth/magic-link/redeem", body.dump(), {}, {{"cookie", cookie}});
  }
  int status_of(const Tokens& tokens) { return app.get("/auth/session", tokens.session()).status; }
  std::string count(const std::string& from) {
    return app.rows("SELECT count(*) FROM " + from)[0][0];
  }

  std::string mailed_token() {
    const auto& text = app.world.mails.back().text;
    const auto at = text.find("#token=");
    return at == std::string::npos ? "" : text.substr(at + 7, 43);
  }
  std::string mailed_code() {
    const auto& text = app.world.mails.back().text;
    return text.substr(text.find("this code: ") + 11, 6);
  }
};

// "name=value" of a Set-Cookie header.
inline std::string cookie_of(const Response& response) {
  const auto header = response.header("set-cookie");
  return header.substr(0, header.find(';'));
}

}  // namespace arris::auth
