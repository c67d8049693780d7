#include "otlp/decimal.h"

#include <doctest/doctest.h>

#include <bit>
#include <charconv>
#include <limits>
#include <random>

using namespace arris;

namespace {

std::string real(double value) {
  std::string out;
  otlp::append_real(out, value);
  return out;
}

double read(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

TEST_CASE("what is no number is a string") {
  CHECK(real(std::numeric_limits<double>::quiet_NaN()) == "\"NaN\"");
  CHECK(real(std::numeric_limits<double>::infinity()) == "\"Infinity\"");
  CHECK(real(-std::numeric_limits<double>::infinity()) == "\"-Infinity\"");
}

TEST_CASE("reals are written as JSON.stringify writes them") {
  CHECK(real(0) == "0");
  CHECK(real(0.1) == "0.1");
  CHECK(real(-1.5) == "-1.5");
  CHECK(real(1e21) == "1e+21");
  CHECK(real(123456789012345680000.0) == "123456789012345680000");
  CHECK(real(0.000001) == "0.000001");
  CHECK(real(0.0000001) == "1e-7");
  CHECK(real(5e-324) == "5e-324");
  CHECK(real(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(real(2.2250738585072014e-308) == "2.2250738585072014e-308");
  CHECK(real(9007199254740993.0) == "9007199254740992");
  CHECK(real(0.3) == "0.3");
  CHECK(real(2.0 / 3) == "0.6666666666666666");
}

TEST_CASE("any double reads back as itself, from no more digits than needed") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (value - value != 0) continue;
    const auto text = real(value);
    REQUIRE(read(text) == value);
    char shortest[32];
    const auto end =
        std::to_chars(shortest, shortest + 32, value, std::chars_format::scientific).ptr;
    std::string expected(shortest, end);
    const auto digits = [](std::string text) {
      text = text.substr(0, text.find('e'));
      std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
      const auto first = text.find_first_not_of('0');
      const auto last = text.find_last_not_of('0');
      return first == text.npos ? std::string() : text.substr(first, last - first + 1);
    };
    REQUIRE(digits(text) == digits(expected));
  }
}

TEST_CASE("unsigned integers reach 2^64 - 1") {
  std::string out;
  otlp::append_unsigned(out, std::numeric_limits<std::uint64_t>::max());
  CHECK(out == "18446744073709551615");
}
