#include "http/bearer.h"

#include <doctest/doctest.h>

#include "core/text.h"

using namespace arris;
using namespace arris::http;

namespace {

constexpr std::int64_t now_ms = 1'750'000'000'000;
constexpr std::int64_t now_s = now_ms / 1000;
const Who who{{"018bcfe5-6800-7000-8000-000000000001"},
              {"018bcfe5-6800-7000-8000-000000000002"},
              {"018bcfe5-6800-7000-8000-000000000003"},
              Role::admin,
              7};
const std::string signature = to_base64url(as_bytes(std::string(64, 's')));

std::string good() { return unsigned_access_token(who, "k1", "t1", now_ms) + "." + signature; }

std::string header_of(std::string_view rest = "") {
  return R"({"alg":"EdDSA","typ":"at+jwt","kid":"k1")" + std::string(rest) + "}";
}

std::string claims_of(std::string_view issuer, std::string_view audience, std::int64_t issued_s,
                      std::int64_t ends_s, std::string_view rest = "") {
  return R"({"iss":")" + std::string(issuer) + R"(","aud":")" + std::string(audience) +
         R"(","sub":"018bcfe5-6800-7000-8000-000000000002",)"
         R"("org":"018bcfe5-6800-7000-8000-000000000001",)"
         R"("sid":"018bcfe5-6800-7000-8000-000000000003","sv":7,"role":"admin","iat":)" +
         std::to_string(issued_s) + R"(,"exp":)" + std::to_string(ends_s) + R"(,"jti":"t1")" +
         std::string(rest) + "}";
}

std::string claims() { return claims_of("arris", "arris", now_s, now_s + access_token_ttl_s); }

std::string token_of(std::string_view header, std::string_view claims) {
  return to_base64url(as_bytes(header)) + "." + to_base64url(as_bytes(claims)) + "." + signature;
}

bool accepted(std::string_view token, std::int64_t at_ms = now_ms) {
  Arena arena;
  return read_access_token(token, at_ms, arena).ok();
}

}  // namespace

TEST_CASE("bearer: another header is refused") {
  const std::string headers[] = {
      "",
      "{}",
      "null",
      "[]",
      R"({"alg":"none","typ":"at+jwt","kid":"k1"})",
      R"({"alg":"HS256","typ":"at+jwt","kid":"k1"})",
      R"({"alg":"eddsa","typ":"at+jwt","kid":"k1"})",
      R"({"alg":"EdDSA","typ":"JWT","kid":"k1"})",
      R"({"alg":"EdDSA","typ":"at+jwt"})",
      R"({"alg":["EdDSA"],"typ":"at+jwt","kid":"k1"})",
      header_of(R"(,"jku":"https://evil.example/keys")"),
      header_of(R"(,"jwk":{"kty":"OKP","crv":"Ed25519","x":"AA"})"),
      header_of(R"(,"x5u":"https://evil.example")"),
      header_of(R"(,"crit":["exp"])"),
      header_of(R"(,"alg":"EdDSA")"),
      header_of() + " x",
  };
  CHECK(accepted(token_of(header_of(), claims())));
  for (const auto& header : headers) {
    INFO(header);
    CHECK(!accepted(token_of(header, claims())));
  }
}

TEST_CASE("bearer: other claims are refused") {
  constexpr auto ttl_s = access_token_ttl_s;
  const std::string bad[] = {
      "",
      "{}",
      claims_of("other", "arris", now_s, now_s + ttl_s),
      claims_of("arris", "other", now_s, now_s + ttl_s),
      claims_of("arris", "arris", now_s - ttl_s, now_s),
      claims_of("arris", "arris", now_s - 10 * ttl_s, now_s - 9 * ttl_s),
      claims_of("arris", "arris", now_s + clock_leeway_s + 1, now_s + clock_leeway_s + 1 + ttl_s),
      claims_of("arris", "arris", now_s, now_s + ttl_s + 1),
      claims_of("arris", "arris", now_s, now_s + 365 * 86'400),
      claims_of("arris", "arris", now_s, now_s + ttl_s, R"(,"nbf":0)"),
      claims_of("arris", "arris", now_s, now_s + ttl_s, R"(,"role":"owner")"),
  };
  for (const auto& text : bad) {
    INFO(text);
    CHECK(!accepted(token_of(header_of(), text)));
  }
  auto wrong_role = claims();
  wrong_role.replace(wrong_role.find("admin"), 5, "chief");
  CHECK(!accepted(token_of(header_of(), wrong_role)));
  auto wrong_id = claims();
  wrong_id.replace(wrong_id.find("018bcfe5"), 8, "018BCFE5");
  CHECK(!accepted(token_of(header_of(), wrong_id)));
}

TEST_CASE("bearer: time decides, to the second") {
  CHECK(accepted(good(), now_ms + access_token_ttl_s * 1000 - 1));
  CHECK(!accepted(good(), now_ms + access_token_ttl_s * 1000));
  CHECK(accepted(good(), now_ms - clock_leeway_s * 1000));
  CHECK(!accepted(good(), now_ms - (clock_leeway_s + 1) * 1000));
}

TEST_CASE("bearer: another outer form is refused") {
  const auto token = good();
  const auto signed_part = token.substr(0, token.rfind('.'));
  const std::string bad[] = {"",
                             ".",
                             "..",
                             "...",
                             signed_part,
                             signed_part + ".",
                             token + ".",
                             "." + token,
                             token + "=",
                             token + "A",
                             " " + token,
                             token.substr(0, token.size() - 1),
                             signed_part + "." + to_base64url(as_bytes(std::string(63, 's'))),
                             std::string(2049, 'a'),
                             std::string(100'000, '.')};
  for (const auto& text : bad) {
    INFO(text.substr(0, 60));
    CHECK(!accepted(text));
  }
}

TEST_CASE("bearer: a changed bit is refused or shows in what is verified") {
  const auto token = good();
  Arena arena;
  const auto original = read_access_token(token, now_ms, arena);
  REQUIRE(original);
  for (std::size_t bit = 0; bit < token.size() * 8; ++bit) {
    auto changed = token;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    const auto read = read_access_token(changed, now_ms, arena);
    if (!read) continue;
    INFO(bit);
    CHECK((read->signed_part != original->signed_part || read->signature != original->signature));
  }
}

TEST_CASE("bearer: what is written is read") {
  const auto token = good();
  Arena arena;
  const auto read = read_access_token(token, now_ms, arena);
  REQUIRE(read);
  CHECK(read->who.org == who.org);
  CHECK(read->who.user == who.user);
  CHECK(read->who.session == who.session);
  CHECK(read->who.role == who.role);
  CHECK(read->who.session_version == 7);
  CHECK(read->kid == "k1");
  CHECK(read->signature == std::string(64, 's'));
  CHECK(token.starts_with(read->signed_part));
}
