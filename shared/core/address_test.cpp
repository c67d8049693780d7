#include "core/address.h"

#include <doctest/doctest.h>

using arris::address_block;

TEST_CASE("address block: what is no address ends with some text") {
  for (const char* text : {"", ":", ":::", "1::2::3", "1:2", "1:2:3:4:5:6:7:8:9", "::", "1:",
                           "a:b:c::d:e:f:1:2", "%", "::ffff:.", "1::2:3:4:5:6:7:8:9:1.2.3.4"})
    CHECK(address_block(text).size() < 64);
  CHECK(address_block("nonsense") == "nonsense");
}

TEST_CASE("address block: IPv4 counts by itself, also as IPv6") {
  CHECK(address_block("203.0.113.7") == "203.0.113.7");
  CHECK(address_block("::ffff:203.0.113.7") == "203.0.113.7");
  CHECK(address_block("::FFFF:203.0.113.7") == "203.0.113.7");
}

TEST_CASE("address block: of IPv6 the network of 64 bits counts") {
  CHECK(address_block("2001:db8:0:1:2:3:4:5") == "2001:db8:0:1::/64");
  CHECK(address_block("2001:DB8::1:ffff:ffff:ffff:ffff") == "2001:db8:0:1::/64");
  CHECK(address_block("2001:0db8:0000:0001::") == "2001:db8:0:1::/64");
  CHECK(address_block("2001:db8:0:2::5") == "2001:db8:0:2::/64");
  CHECK(address_block("1::4:5:6:7:8") == "1:0:0:4::/64");
  CHECK(address_block("1::4:5:6:1.2.3.4") == "1:0:0:4::/64");
  CHECK(address_block("::2:3:4:5:6:7:8") == "0:2:3:4::/64");
  CHECK(address_block("::1") == "0:0:0:0::/64");
  CHECK(address_block("::") == "0:0:0:0::/64");
  CHECK(address_block("fe80::1%eth0") == "fe80:0:0:0::/64");
  CHECK(address_block("1:2:3:4:5:6:1.2.3.4") == "1:2:3:4::/64");
}
