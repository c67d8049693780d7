#include <doctest/doctest.h>

#include "effects/fetch_world.h"

using namespace arris;
using namespace arris::effects;

namespace {

// PORT is that of a server which listens on every address of this machine's loopback.
const char* const forbidden_urls[] = {"http://127.0.0.1:PORT/",
                                      "http://127.0.0.1:PORT",
                                      "http://127.1:PORT/",
                                      "http://127.0.1:PORT/",
                                      "http://127.255.255.254:PORT/",
                                      "http://127.0.0.2:PORT/",
                                      "http://0x7f.1:PORT/",
                                      "http://0x7f000001:PORT/",
                                      "http://0x7f.0x0.0x0.0x1:PORT/",
                                      "http://0177.0.0.1:PORT/",
                                      "http://017700000001:PORT/",
                                      "http://2130706433:PORT/",
                                      "http://127.0.0.1.:PORT/",
                                      "http://%31%32%37.0.0.1:PORT/",
                                      "http://0.0.0.0:PORT/",
                                      "http://0:PORT/",
                                      "http://0x0:PORT/",
                                      "http://localhost:PORT/",
                                      "http://LOCALHOST:PORT/",
                                      "http://localhost.:PORT/",
                                      "http://a.localhost:PORT/",
                                      "http://[::1]:PORT/",
                                      "http://[::]:PORT/",
                                      "http://[0:0:0:0:0:0:0:1]:PORT/",
                                      "http://[::ffff:127.0.0.1]:PORT/",
                                      "http://[::ffff:7f00:1]:PORT/",
                                      "http://[::127.0.0.1]:PORT/",
                                      "http://[::ffff:10.0.0.1]/",
                                      "http://[::ffff:169.254.169.254]/",
                                      "http://[64:ff9b::7f00:1]:PORT/",
                                      "http://[64:ff9b::a9fe:a9fe]/",
                                      "http://[2002:7f00:1::]:PORT/",
                                      "http://[2001::1]/",
                                      "http://[fc00::1]/",
                                      "http://[fd00::1]/",
                                      "http://[fd00:ec2::254]/",
                                      "http://[fe80::1]/",
                                      "http://[fe80::1%25lo]:PORT/",
                                      "http://[fec0::1]/",
                                      "http://[ff02::1]/",
                                      "http://[ff05::1:3]/",
                                      "http://10.0.0.1/",
                                      "http://10.255.255.255/",
                                      "http://10.1/",
                                      "http://0xa000001/",
                                      "http://167772161/",
                                      "http://172.16.0.1/",
                                      "http://172.31.255.254/",
                                      "http://192.168.0.1/",
                                      "http://192.168.1.254:8080/",
                                      "http://3232235521/",
                                      "http://169.254.169.254/latest/meta-data/",
                                      "http://169.254.170.2/",
                                      "http://0xa9fea9fe/",
                                      "http://2852039166/",
                                      "http://0251.0376.0251.0376/",
                                      "http://100.64.0.1/",
                                      "http://100.100.100.200/",
                                      "http://192.0.0.192/",
                                      "http://168.63.129.16/",
                                      "http://198.18.0.1/",
                                      "http://192.0.2.1/",
                                      "http://198.51.100.1/",
                                      "http://203.0.113.1/",
                                      "http://224.0.0.1/",
                                      "http://239.255.255.250/",
                                      "http://240.0.0.1/",
                                      "http://255.255.255.255/",
                                      "http://0.1.2.3/",
                                      "http://user@127.0.0.1:PORT/",
                                      "http://user:word@127.0.0.1:PORT/",
                                      "http://public.example@127.0.0.1:PORT/",
                                      "http://public.example:80@127.0.0.1:PORT/",
                                      "http://127.0.0.1:PORT\\@public.example/",
                                      "http://127.0.0.1:PORT#@public.example/",
                                      "http://127.0.0.1:PORT?@public.example/",
                                      "http://"
                                      "\xe2\x93\x9b\xe2\x93\x9e\xe2\x93\x92\xe2\x93\x90\xe2\x93\x9b"
                                      "\xe2\x93\x97\xe2\x93\x9e\xe2\x93\xa2\xe2\x93\xa3:PORT/",
                                      "http://127\xe3\x80\x82"
                                      "0.0.1:PORT/",
                                      "http://\xef\xbc\x91"
                                      "27.0.0.1:PORT/",
                                      "http://rebind.example:PORT/",
                                      "http://both.example:PORT/",
                                      "http://six.example:PORT/",
                                      "http://metadata.example/",
                                      "http://inside.example/",
                                      "https://127.0.0.1:PORT/",
                                      "ftp://127.0.0.1:PORT/",
                                      "file:///etc/passwd",
                                      "gopher://127.0.0.1:PORT/_x",
                                      "http://public.example:25/",
                                      "http://public.example:22/",
                                      "http://public.example:6379/",
                                      "http://127.0.0.1:PORT/redirect"};

std::string with_port(std::string url, const std::string& port) {
  const auto at = url.find("PORT");
  return at == url.npos ? url : url.replace(at, 4, port);
}

}  // namespace

TEST_CASE("fetch: ninety ways into the machine and its network are refused, and nothing connects") {
  WebServer web({{"/", plain("inside")}});
  const auto port = web.server.port();
  World world(
      {.fixed_addresses = {
           "rebind.example:" + port + ":127.0.0.1", "both.example:" + port + ":127.0.0.1,10.0.0.1",
           "six.example:" + port + ":[::1]", "localhost.:" + port + ":127.0.0.1",
           "127.0.0.1.:" + port + ":127.0.0.1", "a.localhost:" + port + ":127.0.0.1",
           "metadata.example:80:169.254.169.254", "inside.example:80:192.168.7.7"}});
  CHECK(std::size(forbidden_urls) >= 90);
  for (const char* pattern : forbidden_urls) {
    const auto url = with_port(pattern, port);
    for (const auto mode : {effect::FetchMode::whole, effect::FetchMode::stream}) {
      const auto reply = world.get(url, mode, 2'000);
      CHECK_MESSAGE((reply.failure == Failure::refused || reply.failure == Failure::invalid), url,
                    " gave ", reply.message);
    }
  }
  CHECK(web.server.connections() == 0);
}

TEST_CASE("fetch: what would forge a request is invalid and nothing connects") {
  WebServer web;
  World world(World::open());
  const auto url = web.url("/");
  using Headers = std::vector<effect::Header>;
  for (const std::string_view method : {"", "get", "GET /", "CONNECT", "TRACE", "GET\r\nx: y"})
    CHECK(world.fetch({.method = method, .url = url}).failure == Failure::invalid);
  for (const Headers& headers :
       {Headers{{"", "x"}}, Headers{{"a b", "x"}}, Headers{{"a:", "x"}}, Headers{{"a\r\nb", "x"}},
        Headers{{"a", "x\r\nb: y"}}, Headers{{"a", "x\ny"}}, Headers{{"a", {"x\0y", 3}}}})
    CHECK(world.fetch({.method = "GET", .url = url, .headers = headers}).failure ==
          Failure::invalid);
  const std::string large(33 * 1024, 'x');
  CHECK(world.fetch({.method = "GET", .url = url, .headers = {{"a", large}}}).failure ==
        Failure::too_large);
  CHECK(web.server.connections() == 0);
}
