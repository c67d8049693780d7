#include "people/refresh_token.h"

#include <doctest/doctest.h>

#include "core/text.h"

using namespace arris;
using namespace arris::people;

namespace {

constexpr std::string_view session = "018bcfe5-6800-7000-8000-00000000abcd";
const std::string mac(32, 'm'), sum(32, 's');

std::string token_of(std::int64_t counter) {
  return write_refresh_token(refresh_token_summed(refresh_token_body(session, counter), mac), sum);
}

std::string encoded(std::string_view bytes) { return to_base64url(as_bytes(bytes)); }

}  // namespace

TEST_CASE("refresh token: another layout is no token") {
  const std::string good = token_of(5);
  const std::string around(16, 'x'), tail(20, 't');
  const std::string bad[] = {
      "",
      "x",
      good + "A",
      good.substr(0, good.size() - 1),
      good + "=",
      "!" + good.substr(1),
      std::string(1000, 'A'),
      encoded("\x02" + around + "\x05" + tail),                      // another version
      encoded("\x01" + around + tail),                               // no counter
      encoded("\x01" + around + std::string("\x85\x00", 2) + tail),  // not the shortest form
      encoded("\x01" + around + "\x85" + tail),                      // a counter without an end
      encoded("\x01" + around + std::string(9, '\xff') + "\x01" + tail),
  };
  for (const auto& text : bad) {
    INFO(text);
    CHECK(!read_refresh_token(text));
  }
}

TEST_CASE("refresh token: what is written is read") {
  for (const std::int64_t counter : {0ll, 1ll, 127ll, 128ll, 300ll, 9'000'000'000'000'000'000ll}) {
    const auto token = read_refresh_token(token_of(counter));
    REQUIRE(token);
    CHECK(token->session == session);
    CHECK(token->counter == counter);
    CHECK(token->body == refresh_token_body(session, counter));
    CHECK(token->mac == mac.substr(0, 16));
    CHECK(token->checksum == sum.substr(0, 4));
  }
}

TEST_CASE("refresh token: its generation decides") {
  constexpr std::int64_t now = 1'000'000'000;
  const SessionState settled{5, now - 60'000, now + 1, {}};
  const SessionState fresh{5, now - refresh_grace_ms, now + 1, {}};
  CHECK(decide_refresh(settled, 5, now) == Refresh::advance);
  CHECK(decide_refresh(settled, 4, now) == Refresh::repeat);
  CHECK(decide_refresh(settled, 3, now) == Refresh::reused);
  CHECK(decide_refresh(settled, 6, now) == Refresh::forged);
  CHECK(decide_refresh(fresh, 0, now) == Refresh::repeat);
  CHECK(decide_refresh({5, now - refresh_grace_ms - 1, now + 1, {}}, 0, now) == Refresh::reused);
  CHECK(decide_refresh({5, now, now, {}}, 5, now) == Refresh::ended);
  CHECK(decide_refresh({5, now, now + 1, now - 1}, 5, now) == Refresh::ended);
}
