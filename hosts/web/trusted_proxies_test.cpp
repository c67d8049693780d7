#include "web/trusted_proxies.h"

#include <doctest/doctest.h>

namespace arris::web {
namespace {

TrustedProxies trusting(std::initializer_list<std::string_view> networks) {
  TrustedProxies proxies;
  for (const auto network : networks) REQUIRE(proxies.add(network));
  return proxies;
}

TEST_CASE("what is no network is refused") {
  TrustedProxies proxies;
  for (const char* network :
       {"", "nonsense", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0/8",
        "10.0.0.0/x", "fd00::/129", "fd00::/", "/8", "proxy.example.com", "10.0.0.1:80", "*"}) {
    CAPTURE(network);
    CHECK_FALSE(proxies.add(network));
  }
  CHECK(proxies.client_of("10.0.0.1", std::vector<Header>{{"x-forwarded-for", "192.0.2.1"}}) ==
        "10.0.0.1");
}

TEST_CASE("only a trusted proxy says who the client is") {
  const auto proxies = trusting({"10.0.0.0/8", "192.168.1.7", "fd00::/8", "2001:db8::1"});
  const struct {
    std::string peer, forwarded, client;
  } cases[] = {
      // Nobody else is believed.
      {"203.0.113.9", "192.0.2.1", "203.0.113.9"},
      {"192.168.1.8", "192.0.2.1", "192.168.1.8"},
      {"2001:db8::2", "192.0.2.1", "2001:db8::2"},
      {"", "192.0.2.1", ""},
      // What a client wrote stands left of what the proxy wrote.
      {"10.0.0.1", "198.51.100.1, 192.0.2.1", "192.0.2.1"},
      {"10.0.0.1", "127.0.0.1, 10.9.9.9, 192.0.2.1, 10.0.0.2", "192.0.2.1"},
      {"10.0.0.1", "nonsense, 192.0.2.1", "192.0.2.1"},
      // An entry that is no address ends the search.
      {"10.0.0.1", "192.0.2.1, nonsense", "10.0.0.1"},
      {"10.0.0.1", "192.0.2.1, nonsense, 10.0.0.2", "10.0.0.2"},
      {"10.0.0.1", "192.0.2.1,", "10.0.0.1"},
      {"10.0.0.1", "192.0.2.1:80", "10.0.0.1"},
      {"10.0.0.1", "unknown", "10.0.0.1"},
      {"10.0.0.1", ",,,", "10.0.0.1"},
      {"10.0.0.1", "", "10.0.0.1"},
      // Right.
      {"10.0.0.1", "192.0.2.1", "192.0.2.1"},
      {"10.255.255.255", " \t192.0.2.1 ", "192.0.2.1"},
      {"192.168.1.7", "192.0.2.1", "192.0.2.1"},
      {"10.0.0.1", "10.0.0.3,10.0.0.2", "10.0.0.3"},
      {"::ffff:10.0.0.1", "192.0.2.1", "192.0.2.1"},
      {"10.0.0.1", "::ffff:192.0.2.1", "192.0.2.1"},
      {"fd00::1", "198.51.100.1, 2001:DB8:0::5, 2001:db8::1", "2001:db8::5"},
      {"10.0.0.1", "fe80::1%lo", "fe80::1"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.peer);
    CAPTURE(one.forwarded);
    CHECK(proxies.client_of(one.peer, std::vector<Header>{{"x-forwarded-for", one.forwarded}}) ==
          one.client);
  }
}

TEST_CASE("lines of a header are one list, and no line is no word") {
  const auto proxies = trusting({"10.0.0.0/8"});
  CHECK(proxies.client_of("10.0.0.1", std::vector<Header>{}) == "10.0.0.1");
  CHECK(proxies.client_of("10.0.0.1", std::vector<Header>{{"x-forwarded-for", "198.51.100.1"},
                                                          {"via", "192.0.2.9"},
                                                          {"x-forwarded-for", "192.0.2.1"}}) ==
        "192.0.2.1");
  const auto everyone = trusting({"0.0.0.0/0"});
  CHECK(everyone.client_of("10.0.0.1", std::vector<Header>{{"x-forwarded-for", "fd00::1"}}) ==
        "fd00::1");
}

}  // namespace
}  // namespace arris::web
