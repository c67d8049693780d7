#include "errors/parameterize.h"

#include <doctest/doctest.h>

#include "errors/moment.h"

namespace arris::errors {
namespace {

struct Case {
  std::string_view text;
  std::string_view want;
};

constexpr Case cases[] = {
    // what must stay
    {"", ""},
    {"plain words only", "plain words only"},
    {"utf8 and h264 and v2 stay", "utf8 and h264 and v2 stay"},
    {"worker_3 stays", "worker_3 stays"},
    {"KeyError: 'user_id'", "KeyError: 'user_id'"},
    {"Cannot read properties of undefined (reading 'foo')",
     "Cannot read properties of undefined (reading 'foo')"},
    {"deadbeef is a word", "deadbeef is a word"},
    {"std::vector::at", "std::vector::at"},
    {"a::b::c", "a::b::c"},
    {"System.IO failed", "System.IO failed"},
    {"com.shop.cart.Service", "com.shop.cart.Service"},
    {"not_an@address", "not_an@address"},
    {"true is a word, so is false", "true is a word, so is false"},
    {"500Internal", "500Internal"},
    {"x->y - z", "x->y - z"},
    {"'single' and \"double\"", "'single' and \"double\""},
    {"::", "::"},
    {"http:// alone", "http:// alone"},
    {"unicode \xc3\xa9\xe2\x82\xac stays", "unicode \xc3\xa9\xe2\x82\xac stays"},
    // email
    {"mail to bob@example.com failed", "mail to <email> failed"},
    {"<bob.b+tag@mail.example.co.uk>", "<<email>>"},
    {"bob%40example.com", "<email>"},
    {"a@b.io, c@d.io.", "<email>, <email>."},
    // url
    {"GET https://example.com/a?b=1 failed", "GET <url> failed"},
    {"see http://x.y/z.", "see <url>."},
    {"(wss://host:1/socket)", "(<url>)"},
    {"postgres://u:p@db:5432/app refused", "<url> refused"},
    {"\"https://a.b/c\"", "\"<url>\""},
    // hostname
    {"lookup api.example.com failed", "lookup <hostname> failed"},
    {"db-1.internal:5432", "<hostname>:<int>"},
    {"a.b.c.io.", "<hostname>."},
    // ip
    {"connect 10.0.0.1:8080", "connect <ip>:<int>"},
    {"from 2001:db8::1 to ::1", "from <ip> to <ip>"},
    {"[fe80::1%eth0]", "[<ip>]"},
    {"::ffff:10.1.2.3", "<ip>"},
    {"1:2:3:4:5:6:7:8", "<ip>"},
    {"version 1.2.3.4.5", "version <float>.<float>.<int>"},
    {"999.1.1.1", "<float>.<float>"},
    // uuid, digests
    {"order 123e4567-e89b-12d3-a456-426614174000 lost", "order <uuid> lost"},
    {"123E4567-E89B-12D3-A456-426614174000", "<uuid>"},
    {"commit da39a3ee5e6b4b0d3255bfef95601890afd80709", "commit <sha1>"},
    {"d41d8cd98f00b204e9800998ecf8427e", "<md5>"},
    {"etag \"d41d8cd98f00b204e9800998ecf8427e\"", "etag \"<md5>\""},
    // date
    {"at 2026-01-02", "at <date>"},
    {"at 2026-01-02T03:04:05Z", "at <date>"},
    {"at 2026-01-02T03:04:05.123456+02:00.", "at <date>."},
    {"at 2026-01-02 03:04:05,123 x", "at <date> x"},
    {"Mon, 02 Jan 2006 15:04:05 GMT", "<date>"},
    {"Jan 2 15:04:05 host", "<date> host"},
    {"[02/Jan/2006:15:04:05 +0000]", "[<date>]"},
    {"2026/01/02", "<date>"},
    {"15:04:05.000", "<date>"},
    // duration
    {"took 250ms", "took <duration>"},
    {"took 1.5s.", "took <duration>."},
    {"after 1h2m3.5s", "after <duration>"},
    {"30 ms", "<int> ms"},
    {"5sec", "<duration>"},
    // hex
    {"at 0x7ffe0012", "at <hex>"},
    {"at 0XAB", "at <hex>"},
    {"id 1f2e3d4c5b", "id <hex>"},
    {"0x", "0x"},
    // float and int
    {"ratio 0.75", "ratio <float>"},
    {"-1.5e-10", "<float>"},
    {"1e400", "<float>"},
    {"user 17 not found", "user <int> not found"},
    {"offset -3", "offset <int>"},
    {"worker-3", "worker-<int>"},
    {"1,234,567 rows", "<int> rows"},
    {"(1,2)", "(<int>,<int>)"},
    {"[0]", "[<int>]"},
    {"12345678901234567890", "<int>"},
    {"50%", "<int>%"},
    {"line 3:14", "line <int>:<int>"},
    {"\xe8\xae\xa2\xe5\x8d\x95"
     "123",
     "\xe8\xae\xa2\xe5\x8d\x95<int>"},
    // quoted and bool, after '=' only
    {"name='bob' age=3", "name=<quoted_str> age=<int>"},
    {"name=\"it's\"", "name=<quoted_str>"},
    {"name='open", "name='open"},
    {"ok=true failed=False", "ok=<bool> failed=<bool>"},
    {"ok=trueish", "ok=trueish"},
    // together
    {"user=42 ip=10.0.0.1 took=3ms at=2026-01-02", "user=<int> ip=<ip> took=<duration> at=<date>"},
    {"[Errno 111] connect to ('127.0.0.1', 6379)", "[Errno <int>] connect to ('<ip>', <int>)"},
};

}  // namespace

TEST_CASE("parameterize: what varies becomes a placeholder, everything else stays") {
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(parameterize(c.text) == c.want);
  }
}

TEST_CASE("parameterize: the result of a result is itself") {
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(parameterize(c.want) == c.want);
  }
}

TEST_CASE("parameterize: a long hostile text ends") {
  for (const std::string_view unit :
       {"a.", "1.", "1h", "='", "1:", "a@", "1,234", "::", "x://", "-", "a-"}) {
    std::string text;
    while (text.size() < 200'000) text.append(unit);
    CHECK(!parameterize(text).empty());
  }
}

TEST_CASE("first_line: the first line that says something") {
  CHECK(first_line("") == "");
  CHECK(first_line("\n  \n") == "");
  CHECK(first_line("\n  one \r\ntwo") == "one");
  CHECK(first_line(std::string(5000, 'x')).size() == 1024);
}

TEST_CASE("moments: RFC 3339 and unix seconds name an instant, anything else none") {
  CHECK(!parse_rfc3339_ms(""));
  CHECK(!parse_rfc3339_ms("2026-13-02T03:04:05Z"));
  CHECK(!parse_rfc3339_ms("2026-01-02T25:04:05Z"));
  CHECK(!parse_rfc3339_ms("2026-01-02T03:04:05 noon"));
  CHECK(parse_rfc3339_ms("1970-01-01T00:00:00Z") == 0);
  CHECK(parse_rfc3339_ms("2026-11-21T05:38:45.123456Z") == 1795239525123);
  CHECK(parse_rfc3339_ms("2026-11-21T05:38:45+02:00") == 1795232325000);
  CHECK(parse_rfc3339_ms("2026-11-21 05:38:45") == 1795239525000);
  CHECK(!parse_unix_seconds_ms("1e9"));
  CHECK(!parse_unix_seconds_ms("-1"));
  CHECK(parse_unix_seconds_ms("1795239525.5") == 1795239525500);
  CHECK(parse_unix_seconds_ms("1795239525") == 1795239525000);
}

}  // namespace arris::errors
