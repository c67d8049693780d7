#include "effects/destination.h"

#include <doctest/doctest.h>

#include "effects/address.h"

using namespace arris;
using namespace arris::effects;
using effect::Failure;

namespace {

Failure judge(std::string_view url, std::vector<std::string> hosts = {"*"},
              std::vector<std::string> anywhere = {}) {
  Destination destination;
  const auto refusal = resolve(url, {hosts, anywhere}, destination);
  return refusal ? refusal->failure : Failure::none;
}

}  // namespace

TEST_CASE("address: what is not globally routable is not public") {
  for (const char* address : {"0.0.0.0",
                              "0.1.2.3",
                              "10.0.0.0",
                              "10.255.255.255",
                              "100.64.0.1",
                              "100.100.100.200",
                              "100.127.255.255",
                              "127.0.0.1",
                              "127.255.255.254",
                              "168.63.129.16",
                              "169.254.0.1",
                              "169.254.169.254",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.0.0.192",
                              "192.0.2.1",
                              "192.88.99.1",
                              "192.168.0.1",
                              "192.168.255.255",
                              "198.18.0.1",
                              "198.19.255.255",
                              "198.51.100.7",
                              "203.0.113.9",
                              "224.0.0.1",
                              "239.255.255.255",
                              "240.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "::127.0.0.1",
                              "::ffff:127.0.0.1",
                              "::ffff:8.8.8.8",
                              "64:ff9b::a00:1",
                              "64:ff9b:1::1",
                              "100::1",
                              "2001::1",
                              "2001:10::1",
                              "2001:1ff:ffff::1",
                              "2001:db8::1",
                              "2002:7f00:1::",
                              "3fff::1",
                              "3fff:fff::1",
                              "4000::1",
                              "fc00::1",
                              "fd00:ec2::254",
                              "fe80::1",
                              "fec0::1",
                              "ff02::1",
                              "",
                              "localhost",
                              "1.2.3",
                              "1.2.3.4.5"})
    CHECK_MESSAGE(!is_public(address), address);
}

TEST_CASE("address: the neighbours of what is refused are public") {
  for (const char* address : {"1.0.0.0",
                              "9.255.255.255",
                              "11.0.0.0",
                              "100.63.255.255",
                              "100.128.0.0",
                              "126.255.255.255",
                              "128.0.0.0",
                              "168.63.129.15",
                              "168.63.129.17",
                              "169.253.255.255",
                              "169.255.0.0",
                              "172.15.255.255",
                              "172.32.0.0",
                              "192.0.1.0",
                              "192.167.255.255",
                              "192.169.0.0",
                              "198.17.255.255",
                              "198.20.0.0",
                              "223.255.255.255",
                              "8.8.8.8",
                              "2000::1",
                              "2001:200::1",
                              "2001:4860:4860::8888",
                              "2001:db7::1",
                              "2001:db9::1",
                              "2003::1",
                              "2606:4700::1",
                              "3ffe::1",
                              "3fff:1000::1"})
    CHECK_MESSAGE(is_public(address), address);
}

TEST_CASE("destination: what is not a plain http URL is invalid") {
  const std::string long_url = "http://a.example/" + std::string(8192, 'x');
  for (const std::string_view url : {"",
                                     "a.example",
                                     "//a.example/",
                                     "/path",
                                     "ftp://a.example/",
                                     "file:///etc/passwd",
                                     "gopher://a.example/",
                                     "dict://a.example/",
                                     "http://",
                                     "http://:80/",
                                     "http://user@a.example/",
                                     "http://user:word@a.example/",
                                     "http://a.example@b.example/",
                                     "http://a.example:0/",
                                     "http://a.example:65536/",
                                     "http://a.example:x/",
                                     "http://a.example\\@b.example/",
                                     "http://a example/",
                                     "http://a.example/\r\nhost: b",
                                     "http://a.example/\x01",
                                     "http://\xc3\xa4.example/",
                                     "http://a.example/\xc3\xa4",
                                     "http://%c3%a4.example/",
                                     "http://[fe80::1%25eth0]/",
                                     "http://[::1/",
                                     "http://a$b/",
                                     "http://a.example%00.b/",
                                     "http://a%2fb/",
                                     long_url.c_str()})
    CHECK_MESSAGE(judge(url) == Failure::invalid, url);
}

TEST_CASE("destination: ports that the web does not use are refused") {
  for (const char* port :
       {"1",   "21",  "22",   "23",   "25",   "53",   "110",  "143",  "389",  "445",   "465",
        "587", "993", "2375", "3306", "5432", "6000", "6379", "6667", "9200", "11211", "27017"})
    CHECK_MESSAGE(judge(std::string("http://a.example:") + port) == Failure::refused, port);
  for (const char* port : {"80", "443", "1024", "3000", "8080", "8443", "65535"})
    CHECK_MESSAGE(judge(std::string("http://a.example:") + port) == Failure::none, port);
}

TEST_CASE("destination: a host outside the manifest is refused") {
  CHECK(judge("https://api.openai.com/v1", {}) == Failure::refused);
  CHECK(judge("https://evil.com", {"api.openai.com"}) == Failure::refused);
  CHECK(judge("https://api.openai.com.evil.com", {"api.openai.com"}) == Failure::refused);
  CHECK(judge("https://xapi.openai.com", {"api.openai.com"}) == Failure::refused);
  CHECK(judge("https://evil.com/api.openai.com", {"api.openai.com"}) == Failure::refused);
  CHECK(judge("https://evil.com#api.openai.com", {"api.openai.com"}) == Failure::refused);
  CHECK(judge("https://evil.com?@api.openai.com", {"api.openai.com"}) == Failure::refused);
  CHECK(judge("https://openai.com", {"*.openai.com"}) == Failure::refused);
  CHECK(judge("https://evilopenai.com", {"*.openai.com"}) == Failure::refused);
  CHECK(judge("https://api.openai.com:8443", {"api.openai.com:443"}) == Failure::refused);

  CHECK(judge("https://api.openai.com/v1", {"x.com", "api.openai.com"}) == Failure::none);
  CHECK(judge("https://API.OpenAI.com./v1", {"api.openai.com"}) == Failure::none);
  CHECK(judge("https://a.b.openai.com", {"*.openai.com"}) == Failure::none);
  CHECK(judge("https://api.openai.com", {"api.openai.com:443"}) == Failure::none);
}

TEST_CASE("destination: what the operator allows may be reached anywhere, at its port alone") {
  const std::vector<std::string> anywhere = {"127.0.0.1:25", "mail.internal", "[::1]:81"};
  CHECK(judge("http://127.0.0.1:26", {"*"}, anywhere) == Failure::refused);
  CHECK(judge("http://127.0.0.1:25", {"a.example"}, anywhere) == Failure::refused);
  CHECK(judge("http://127.0.0.1:25", {"*"}, anywhere) == Failure::none);
  CHECK(judge("http://mail.internal:587", {"*"}, anywhere) == Failure::none);
  CHECK(judge("http://[::1]:81", {"*"}, anywhere) == Failure::none);
  CHECK(judge("http://[::1]:82", {"*"}, anywhere) == Failure::refused);
  Destination destination;
  const std::vector<std::string> every = {"*"};
  REQUIRE_FALSE(resolve("http://0x7f.1:25/", {every, anywhere}, destination));
  CHECK(destination.host == "127.0.0.1");
  CHECK(destination.reach == Reach::anywhere);
}
