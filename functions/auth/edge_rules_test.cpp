// The small rules of the edge: lockout, cookies, other sites, mail texts.

#include <doctest/doctest.h>

#include "auth/lockout.h"
#include "auth/mail_texts.h"
#include "people/cookies.h"
#include "people/origin.h"

using namespace arris::auth;
using namespace arris::people;

TEST_CASE("lockout: a spent budget opens after its quiet time") {
  constexpr std::int64_t now = 1'000'000'000;
  CHECK(retry_after_s(per_account, {0, 0}, now) == 0);
  CHECK(retry_after_s(per_account, {9, now}, now) == 0);
  CHECK(retry_after_s(per_account, {10, now}, now) == 900);
  CHECK(retry_after_s(per_account, {10, now - 899'999}, now) == 1);
  CHECK(retry_after_s(per_account, {10, now - 900'000}, now) == 0);
  CHECK(retry_after_s(per_address, {30, now}, now) == 300);
}

TEST_CASE("cookies: a name that is absent or doubled has no value") {
  CHECK(read_cookie("", "a") == "");
  CHECK(read_cookie("b=1; aa=2", "a") == "");
  CHECK(read_cookie("a=1; a=2", "a") == "");
  CHECK(read_cookie("a", "a") == "");
  CHECK(read_cookie("a=1", "a") == "1");
  CHECK(read_cookie("x=y=z;  a=1=2 ;b=3", "a") == "1=2");
  CHECK(read_cookie(";;;a=1;", "a") == "1");
}

TEST_CASE("cookies: ours are for this host, over TLS, unseen by scripts and other sites") {
  CHECK(set_cookie(refresh_cookie, "t", refresh_cookie_ttl_s) ==
        "__Host-arris_refresh=t; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=604800");
  CHECK(set_cookie(refresh_cookie, "", 0) ==
        "__Host-arris_refresh=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST_CASE("origin: another site is refused, by either header") {
  constexpr std::string_view base = "https://arris.example", host = "arris.example";
  const Sender refused[] = {
      {"https://evil.example", "", host, base},
      {"null", "", host, base},
      {"", "cross-site", host, base},
      {"", "same-site", host, base},
      {base, "cross-site", host, base},
      {"https://evil.example", "same-origin", host, base},
      {"https://arris.example.evil.example", "", host, base},
      {"https://", "", "", ""},
      {"ftp://arris.example", "", host, base},
  };
  for (const auto& sender : refused) {
    INFO(sender.origin, " ", sender.fetch_site);
    CHECK(!is_own_site(sender));
  }
  CHECK(is_own_site({"", "", host, base}));
  CHECK(is_own_site({base, "same-origin", host, base}));
  CHECK(is_own_site({"", "none", host, base}));
  CHECK(is_own_site(
      {"http://localhost:8080", "same-origin", "localhost:8080", "http://127.0.0.1:8080"}));
}

TEST_CASE("mail texts: a token is in a fragment, and only who has an account gets one") {
  const auto text = [](Purpose asked, Account account) {
    return mail_text(asked, account, {"https://a.example"}, "TOKEN", "123456").text;
  };
  for (const auto asked : {Purpose::signup, Purpose::login, Purpose::reset}) {
    CHECK(text(asked, Account::known).find("#token=TOKEN") != std::string::npos);
    const bool unknown = text(asked, Account::unknown).find("TOKEN") != std::string::npos;
    CHECK(unknown == (asked == Purpose::signup));
  }
  CHECK(text(Purpose::login, Account::known).find("123456") != std::string::npos);
  CHECK(text(Purpose::reset, Account::known).find("123456") == std::string::npos);
}

TEST_CASE("mail texts: who has no account is led to the sign-up only where it is open") {
  const auto leads = [](SignUpState state) {
    const auto mail =
        mail_text(Purpose::login, Account::unknown, {"https://a.example", state}, "", "");
    return mail.text.find("https://a.example/sign-up") != std::string::npos;
  };
  CHECK(leads(SignUpState::open));
  CHECK_FALSE(leads(SignUpState::closed));
}
