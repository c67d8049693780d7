#include "redact/scrub.h"

#include <doctest/doctest.h>

#include "redact/json_text.h"
#include "redact/plain_text.h"
#include "redact/sensitive_key.h"

namespace arris::redact {
namespace {

bool is_json(std::string_view text) {
  JsonText json(text);
  json.raw();
  return json.finished();
}

std::string in_quotes(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

// Puts `value` for "%v" and `key` for "%k".
std::string filled(std::string_view pattern, std::string_view key, std::string_view value) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool mark = pattern[at] == '%' && at + 1 < pattern.size();
    if (mark && (pattern[at + 1] == 'k' || pattern[at + 1] == 'v')) {
      out.append(pattern[++at] == 'k' ? key : value);
    } else {
      out.push_back(pattern[at]);
    }
  }
  return out;
}

void check_gone(const std::string& payload, std::string_view secret) {
  CAPTURE(payload);
  const auto clean = scrub(payload);
  REQUIRE(clean.has_value());
  CHECK(clean->find(secret) == std::string::npos);
  CHECK(clean->find(filtered) != std::string::npos);
  CHECK(is_json(*clean));
  CHECK(scrub(*clean) == clean);
}

constexpr std::string_view keys[] = {"password",
                                     "Passwd",
                                     "user_password",
                                     "passwordConfirmation",
                                     "pwd",
                                     "passphrase",
                                     "secret",
                                     "client_secret",
                                     "SECRET_KEY",
                                     "api_key",
                                     "apiKey",
                                     "X-Api-Key",
                                     "access_token",
                                     "refreshToken",
                                     "token",
                                     "auth_token",
                                     "Authorization",
                                     "Proxy-Authorization",
                                     "cookie",
                                     "Set-Cookie",
                                     "session",
                                     "sessionid",
                                     "PHPSESSID",
                                     "csrf_token",
                                     "X-CSRFToken",
                                     "xsrf",
                                     "private_key",
                                     "credentials",
                                     "credit_card",
                                     "card_number",
                                     "ssn",
                                     "cvv",
                                     "pin",
                                     "otp",
                                     "jwt",
                                     "aws_secret_access_key",
                                     "DATABASE_PASSWORD",
                                     "mysql_pwd",
                                     "signature"};

constexpr std::string_view json_contexts[] = {
    R"({"extra":{"%k":"%v"}})",
    R"({"extra":{"%k":["%v",{"deep":"%v"}]}})",
    R"({"request":{"headers":{"%k":"%v"}}})",
    R"({"request":{"headers":[["%k","%v"],["Accept","text/html"]]}})",
    R"({"request":{"query_string":"a=1&%k=%v&b=2"}})",
    R"({"request":{"query_string":[["%k","%v"]]}})",
    R"({"request":{"url":"https://shop.example/a?%k=%v#x"}})",
    R"({"request":{"data":"{\"a\":1,\"%k\":\"%v\"}"}})",
    R"({"request":{"data":"{\"a\":\"{\\\"%k\\\":\\\"%v\\\"}\"}"}})",
    R"({"breadcrumbs":{"values":[{"message":"login","data":{"%k":"%v"}}]}})",
    R"({"breadcrumbs":[{"message":"POST /login?%k=%v 200"}]})",
    R"({"exception":{"values":[{"stacktrace":{"frames":[{"vars":{"%k":"'%v'"}}]}}]}})",
    R"({"message":"sent {'%k': '%v'} to the server"})",
    R"({"message":"body was %k=%v"})",
    R"({"tags":[["%k","%v"]],"contexts":{"app":{"n":1}}})",
};

struct Shape {
  std::string_view text;
  std::string_view secret;
};

constexpr Shape shapes[] = {
    {"Bearer abcDEF123456ghi", "abcDEF123456ghi"},
    {"bearer abc.def-123_456", "abc.def-123_456"},
    {"Basic dXNlcjpwYXNzd29yZA==", "dXNlcjpwYXNzd29yZA"},
    {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4", "eyJ"},
    {"4111111111111111", "4111111111111111"},
    {"4111 1111 1111 1111", "1111 1111"},
    {"5500-0000-0000-0004", "5500"},
    {"378282246310005", "378282246310005"},
    {"6011111111111117", "6011111111111117"},
    {"123-45-6789", "123-45"},
    {"DE89370400440532013000", "3704004405"},
    {"GB82 WEST 1234 5698 7654 32", "WEST"},
    {"-----BEGIN PRIVATE KEY----- MIIEvQ -----END PRIVATE KEY-----", "MIIEvQ"},
    {"-----BEGIN RSA PRIVATE KEY----- MIIEpAIB", "MIIEpAIB"},
    {"bob.smith+x@mail.example.com", "bob.smith"},
    {"bob%40example.com", "bob"},
    {"https://bob:hunter2@db.example/x", "hunter2"},
    {"postgres://app:s3cr3t@10.0.0.1:5432/shop", "s3cr3t"},
    {"redis://:s3cr3t@cache:6379", "s3cr3t"},
    {"sk-abcdefgh12345678abcdefgh", "abcdefgh1234"},
    {"sk_live_4eC39HqLyjWDarjtT1zdp7dc", "4eC39"},
    {"arris_sk_0123456789abcdef0123", "0123456789abcdef"},
    {"AKIAIOSFODNN7EXAMPLE", "IOSFODNN7"},
    {"ghp_16C7e42F292c6912E7710c838347Ae178B4a", "16C7e42F"},
    {"xoxb-123456789012-abcdefABCDEF", "123456789012"},
    {"AIzaSyA1234567890abcdefghijklmnopqrstuv", "1234567890"},
    {"glpat-abcdef1234567890abcd", "abcdef123456"},
};

constexpr std::string_view shape_contexts[] = {
    R"({"message":"%v"})",
    R"({"message":"got %v, then it broke"})",
    R"j({"message":"(%v)"})j",
    R"({"exception":{"values":[{"type":"E","value":"value '%v' is bad"}]}})",
    R"({"extra":{"note":["a","%v"]}})",
    R"({"extra":{"%v":1}})",
    R"({"extra":{"text":"{\"note\":\"%v\"}"}})",
    R"({"breadcrumbs":[{"data":{"url":"%v"}}]})",
    R"({"tags":{"x":"a=%v"}})",
    R"({"logentry":{"params":["%v"]}})",
};

// What has to stay as it is.
constexpr std::string_view kept[] = {
    R"({})",
    R"([])",
    R"("text")",
    R"({"message":"Unexpected token: < in JSON at position 0"})",
    R"({"message":"Invalid password: must be at least 8 characters"})",
    R"({"message":"Session: gone away"})",
    R"({"message":"Basic authentication failed for the bearer of news"})",
    R"({"message":"std::token::parse and Auth::check failed at 12:30:15"})",
    R"({"message":"connect ECONNREFUSED 10.0.0.1:5432"})",
    R"({"message":"see https://docs.example.com/a/b?page=2&sort=name"})",
    R"({"message":"order 4111111111111112 and 1234567890123456 are no cards"})",
    R"({"message":"phone 555-12-345 and date 2026-01-02"})",
    R"({"message":"000-12-3456 was never issued"})",
    R"({"message":"DE89370400440532013001 has a wrong sum"})",
    R"({"message":"@user mentioned root@localhost"})",
    R"({"message":"decorators: @app.route and a @ b"})",
    R"({"message":"sk-learn and key-value and hf_hub and SG. are words"})",
    R"({"message":"the password was wrong"})",
    R"({"message":"quote \" and slash \\ and unicode \u00e9"})",
    R"({"usage":{"max_tokens":5,"token_count":7,"total_tokens":12,"cost_per_token":3}})",
    R"({"extra":{"password_length":8,"session_duration":5,"auth_method":"sso","token_type":"x"}})",
    R"({"extra":{"author":"al","authority":"x","passenger":"bo","classname":"c","pinned":1,"tokenizer":"t"}})",
    R"({"extra":{"monkey":"m","keyboard":"k","company":"c","sidebar":"s","missing":"s"}})",
    R"({"release":"shop@1.2.3","modules":{"secretstorage":"3.3.3","python-jose":"1"}})",
    R"({"event_id":"41111111111111114111111111111111","timestamp":1795239525.123})",
    R"({"contexts":{"trace":{"trace_id":"0123456789abcdef0123456789abcdef","span_id":"0123456789abcdef"}}})",
    R"({"exception":{"values":[{"type":"KeyError","value":"'user_id'","stacktrace":{"frames":[{"lineno":3}]}}]}})",
    R"({"extra":{"ratio":0.4111111111111111,"at":1795239525123,"none":null,"yes":true}})",
    R"({"user":{"id":"42","username":"bob"}})",
    R"({"extra":{"session":null,"token":false}})",
    R"({"tags":[["region","eu"],["tier","gold"]]})",
    R"({"extra":{"text":"{ \"spaces\" : 1 }"}})",
};

struct Text {
  std::string_view text;
  std::string_view want;
};

constexpr Text texts[] = {
    {"", ""},
    {"a=1&token=abc&b=2", "a=1&token=[Filtered]&b=2"},
    {"user[password]=x&user[name]=bob", "user[password]=[Filtered]&user[name]=bob"},
    {"next=%2F%3Ftoken%3Dabc%26a%3D1", "next=%2F%3Ftoken%3D[Filtered]%26a%3D1"},
    {"run --password hunter2 --verbose", "run --password [Filtered] --verbose"},
    {"run --api-key=abc -v", "run --api-key=[Filtered] -v"},
    {"password: hunter2", "password: [Filtered]"},
    {"token: a1b2c3d4", "token: [Filtered]"},
    {"Authorization: Digest username=x", "Authorization: [Filtered]"},
    {"Cookie: a=1; b=2\nHost: x", "Cookie: [Filtered]\nHost: x"},
    {"curl -H 'Authorization: Bearer abc' https://x.y",
     "curl -H 'Authorization: [Filtered]' https://x.y"},
    {"{:password=>\"x\", :name=>\"bob\"}", "{:password=>\"[Filtered]\", :name=>\"bob\"}"},
    {"(password=abc)", "(password=[Filtered])"},
    {"password='a b c' x", "password='[Filtered]' x"},
    {"password=\"a\\\"b\" x", "password=\"[Filtered]\" x"},
    {"https://u:p@h/x and ftp://v@i", "https://[Filtered]@h/x and ftp://[Filtered]@i"},
    {"mail -bob@example.com, al@example.org.", "mail -[Filtered], [Filtered]."},
    {"mailto:bob@example.com?x=1", "mailto:[Filtered]?x=1"},
    {"card 4111-1111-1111-1111.", "card [Filtered]."},
    {"Bearer abcdef123456 rest", "Bearer [Filtered] rest"},
    {"Bearer%20abcdef123456&x", "Bearer%20[Filtered]&x"},
};

}  // namespace

TEST_CASE("scrub: what is no JSON is refused") {
  for (const std::string_view text :
       {"", "{", "{\"a\":}", "{\"a\":1,}", "[1 2]", "nul", "{} x", "\"\\x\"", "01", "1.",
        "\"a\nb\"", "{'a':1}", "\"\xff\"", "\"\\u12\"", "+1", "[NaNx]"}) {
    CAPTURE(text);
    CHECK(!scrub(text).has_value());
  }
  CHECK(!scrub(std::string(100'000, '[')).has_value());
}

TEST_CASE("scrub: a sensitive name loses its value in every context") {
  for (const std::string_view key : keys) {
    for (const std::string_view context : json_contexts)
      check_gone(filled(context, key, "c4n4ry"), "c4n4ry");
  }
}

TEST_CASE("scrub: a secret shape goes wherever it stands") {
  for (const Shape& shape : shapes) {
    for (const std::string_view context : shape_contexts)
      check_gone(filled(context, "", shape.text), shape.secret);
  }
}

TEST_CASE("scrub: everything else stays") {
  for (const std::string_view payload : kept) {
    CAPTURE(payload);
    CHECK(scrub(payload) == std::string(payload));
  }
}

TEST_CASE("scrub: a text loses its secrets and nothing else") {
  for (const Text& c : texts) {
    CAPTURE(c.text);
    CHECK(scrub_text(c.text) == c.want);
    CHECK(scrub_text(c.want) == c.want);
  }
}

TEST_CASE("scrub: addresses of people go unless they are to be kept") {
  const std::string_view payload =
      R"({"user":{"ip_address":"10.1.2.3"},"request":{"env":{"REMOTE_ADDR":"10.1.2.3"},)"
      R"("headers":{"X-Forwarded-For":"10.1.2.3"}}})";
  check_gone(std::string(payload), "10.1.2.3");
  CHECK(scrub(payload, Addresses::keep) == std::string(payload));
}

TEST_CASE("scrub: blanks go, NaN becomes null, half a surrogate pair becomes U+FFFD") {
  CHECK(scrub(" { \"a\" : [ NaN , -Infinity , Infinity ] , \"b\" : { } } ") ==
        R"({"a":[null,null,null],"b":{}})");
  CHECK(scrub(R"(["\ud800"])") == "[\"\xef\xbf\xbd\"]");
  CHECK(scrub(R"(["\ud83d\ude00"])") == "[\"\xf0\x9f\x98\x80\"]");
}

TEST_CASE("scrub: numbers under sensitive names and cards as numbers go") {
  CHECK(scrub(R"({"pin":1234,"card":4111111111111111,"n":1234})") ==
        R"({"pin":"[Filtered]","card":"[Filtered]","n":1234})");
}

TEST_CASE("scrub: a value that is no event keeps its blanks, and counts of tokens") {
  struct Case {
    std::string_view text, scrubbed, names_only;
  };
  constexpr std::string_view same = "";
  const Case cases[] = {
      {"null", same, same},
      {" { \"rows\" : [ 1, 2 ] } ", same, same},
      {R"({"password":"hunter2","n":1})", R"({"password":"[Filtered]","n":1})",
       R"({"password":"[Filtered]","n":1})"},
      {R"({"sdk":{"password":"hunter2"}})", R"({"sdk":{"password":"[Filtered]"}})",
       R"({"sdk":{"password":"[Filtered]"}})"},
      {R"({"a":[{"Api-Key":["x",{"b":7}]}]})",
       R"({"a":[{"Api-Key":["[Filtered]",{"b":"[Filtered]"}]}]})",
       R"({"a":[{"Api-Key":["[Filtered]",{"b":"[Filtered]"}]}]})"},
      {R"({"token":5,"valid_tokens":7,"max_tokens":9})", same, same},
      {R"({"token":"5","pin":1234})", R"({"token":"[Filtered]","pin":"[Filtered]"})",
       R"({"token":"[Filtered]","pin":"[Filtered]"})"},
      {R"({"note":"password=hunter2 of a@b.io"})",
       R"({"note":"password=[Filtered] of [Filtered]"})", same},
      {R"({"card":4111111111111111})", R"({"card":"[Filtered]"})", same},
      {R"(["session","today"])", R"(["session","[Filtered]"])", same},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(scrub_value(c.text) == std::string(c.scrubbed == same ? c.text : c.scrubbed));
    CHECK(scrub_value(c.text, Texts::keep) ==
          std::string(c.names_only == same ? c.text : c.names_only));
  }
  CHECK_FALSE(scrub_value("{").has_value());
}

TEST_CASE("scrub: a text that may be JSON loses secrets as what it is") {
  for (const std::string_view same : {"", "GET", "a [b] {c}", "[1, 2]", "{\"a\" : 1}", "{no json"})
    CHECK(scrub_content(same) == same);
  CHECK(scrub_content("password=hunter2") == "password=[Filtered]");
  CHECK(scrub_content(R"({"password": "hunter2", "token": 5})") ==
        R"({"password":"[Filtered]","token":5})");
  CHECK(scrub_content("{password=hunter2") == "{password=[Filtered]");
}

TEST_CASE("scrub: names that come again have the kind that they had") {
  KeyKinds kinds;
  for (int round = 0; round < 2; ++round) {
    for (const std::string_view key : keys) CHECK(kinds.of(key) == kind_of_key(key));
    for (const std::string_view key : {"", "a", "http.route", "service.name"})
      CHECK(kinds.of(key) == KeyKind::plain);
  }
  CHECK(is_count("gen_ai.usage.valid_tokens"));
  CHECK_FALSE(is_count("pin"));
}

TEST_CASE("scrub: what is seen to be plain at a glance is nothing that a closer look would take") {
  for (const std::string_view text :
       {"", "GET", "checkout", "value 12 value 12 value 12", "SELECT a FROM b", "4111 1111 1111",
        "a-b-c", "the bearer is", "1 2 3 4 5 6 7 8 9 10 1"})
    CHECK(is_plain(text) == (text != "the bearer is"));
  for (const std::string_view text :
       {"a@b.io", "a%40b.io", "pw=x", "pin: a1b2c3", "--pw x", "-----BEGIN X", "123-45-6789",
        "sk_live_a1b2c3d4", "4111 1111 1111 1111", "4 1 1 1 1 1 1 1 1 1 1 1 1",
        "DE89 3704 0044 0532 0130 00", "Bearer a1b2c3", "basic YTpi", "TOKEN+a1b2c3"})
    CHECK_FALSE(is_plain(text));
}

TEST_CASE("scrub: a long hostile text ends") {
  for (const std::string_view unit : {"a@",    "@",           "a.",        "://",
                                      "://a@", "://a ",       "password=", "password=\\\"",
                                      "4",     "4 ",          "ey",        "eyJabcdefgh.",
                                      "sk-",   "-----BEGIN ", "bearer ",   "DE89 ",
                                      "%40",   "a%40",        "\\",        "password\\\\\\\\\\\"",
                                      "[",     "{\\\"",       "1-",        "-a",
                                      "key: '"}) {
    std::string text;
    while (text.size() < 100'000) text.append(unit);
    CAPTURE(unit);
    CHECK(!scrub_text(text).empty());
    const auto clean = scrub(in_quotes(text));
    REQUIRE(clean.has_value());
    CHECK(is_json(*clean));
  }
}

}  // namespace arris::redact
