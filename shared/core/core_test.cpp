#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <string>

#include "core/ids.h"
#include "core/offset.h"
#include "core/result.h"
#include "core/text.h"

using namespace arris;

TEST_CASE("core: base64url refuses padding, foreign characters and spare bits") {
  for (const char* bad : {"QQ==", "Q", "Q+", "QR", "Q Q"}) CHECK_FALSE(from_base64url(bad));
  CHECK(from_base64url("QQ") == "A");
  CHECK(to_base64url(as_bytes(std::string_view("\xff\xfe\xfd", 3))) == "__79");
}

TEST_CASE("core: percent decoding refuses a broken escape") {
  for (const char* bad : {"%", "%2", "%zz", "a%4"}) CHECK_FALSE(percent_decode(bad));
  CHECK(percent_decode("a%20b%2Fc") == "a b/c");
}

TEST_CASE("core: UTF-8 refuses overlong forms, surrogates and cut characters") {
  for (const char* bad : {"\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\x80"})
    CHECK_FALSE(is_utf8(bad));
  CHECK(is_utf8("gr\xc3\xbc\xc3\x9f \xf0\x9f\x99\x82"));
  CHECK(clip_utf8("a\xc3\xbc", 2) == "a");
}

TEST_CASE("core: integers are whole and within 64 bits") {
  for (const char* bad : {"", "1 ", "0x1", "1e3", "9223372036854775808", "+1"})
    CHECK_FALSE(parse_integer(bad));
  CHECK(parse_integer("-9223372036854775808") == INT64_MIN);
}

TEST_CASE("core: ids of one request are UUIDv7, differ and sort in the order made") {
  std::array<std::uint8_t, 64> entropy{};
  for (std::size_t i = 0; i < entropy.size(); ++i) entropy[i] = static_cast<std::uint8_t>(i * 37);
  Arena arena;
  IdSource ids(1'700'000'000'000, entropy);
  auto last = ids.next(arena);
  CHECK(is_uuid(last));
  CHECK(last[14] == '7');
  CHECK(last.substr(0, 13) == "018bcfe5-6800");
  for (int i = 0; i < 1000; ++i) {
    const auto next = ids.next(arena);
    CHECK(is_uuid(next));
    CHECK(last < next);
    last = next;
  }
}

TEST_CASE("core: every error code has a text, a 4xx or 5xx status and a title") {
  CHECK(text_of(Code::last_owner) == "last_owner");
  CHECK(status_of(Code::timeout) == 504);
  CHECK_FALSE(title_of(Code::invalid).empty());
}

namespace {
struct Above {
  virtual ~Above() = default;
  char first = 0;
  std::string text;
};
struct Below : Above {
  std::optional<std::string> maybe;
  char last = 0;
};
}  // namespace

TEST_CASE("core: an offset leads to its member, a base's and a last byte too") {
  Below below;
  const auto leads = [&below](std::uint32_t offset_bytes, const void* member) {
    return reinterpret_cast<const char*>(&below) + offset_bytes == member;
  };
  CHECK(leads(offset_of<Below, &Below::first>(), &below.first));
  CHECK(leads(offset_of<Below, &Below::text>(), &below.text));
  CHECK(leads(offset_of<Below, &Below::maybe>(), &below.maybe));
  CHECK(leads(offset_of<Below, &Below::last>(), &below.last));
}
