#include "people/password_rules.h"

#include <doctest/doctest.h>

#include <string>

using namespace arris::people;

namespace {

PasswordFlaw flaw(std::string_view password) {
  return password_flaw(password, "grace.hopper@example.com", "Grace Hopper");
}

}  // namespace

TEST_CASE("password rules: length is counted in characters, cost in bytes") {
  CHECK(flaw("") == PasswordFlaw::too_short);
  CHECK(flaw("xkWq7#z") == PasswordFlaw::too_short);
  CHECK(flaw("\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f") == PasswordFlaw::too_short);  // 4 letters
  CHECK(flaw("xkWq7#zP") == PasswordFlaw::none);
  CHECK(flaw(std::string(1025, 'a')) == PasswordFlaw::too_long);
  std::string long_one;
  for (int i = 0; long_one.size() < 1018; ++i) long_one += std::to_string(i * 7919) + "k";
  CHECK(flaw(long_one) == PasswordFlaw::none);
}

TEST_CASE("password rules: what is guessed first is refused") {
  for (const std::string_view common : {"password",     "Password1",     "P@ssw0rd",
                                        "password123!", "12345678",      "123456789",
                                        "1234567890",   "87654321",      "11111111",
                                        "00000000",     "abcdefgh",      "qwertyuiop",
                                        "qwerty123",    "1q2w3e4r",      "1qaz2wsx",
                                        "qazwsxedc",    "asdfghjkl",     "zxcvbnm1",
                                        "iloveyou",     "ILOVEYOU2",     "sunshine1",
                                        "football!",    "baseball99",    "superman",
                                        "letmein1",     "welcome2024",   "Summer2025!",
                                        "dragon123",    "trustno1",      "princess1",
                                        "abc123abc123", "monkeymonkey",  "michael1",
                                        "changeme1",    "admin1234",     "administrator",
                                        "grace.hopper", "Grace Hopper1", "grace.hopper@example.com",
                                        "19840512"}) {
    INFO(common);
    CHECK(flaw(common) == PasswordFlaw::too_common);
  }
}

TEST_CASE("password rules: no mix of characters is asked for") {
  for (const std::string_view good :
       {"correct staple horse battery", "vexing quartz lamp", "mfjwkqpz", "82649173650284",
        "purple-password-elephants", "t8Lm#2vQ",
        "\xd0\xb4\xd0\xbb\xd0\xb8\xd0\xbd\xd0\xbd\xd1\x8b"
        "\xd0\xb9 \xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c"}) {
    INFO(good);
    CHECK(flaw(good) == PasswordFlaw::none);
  }
}
