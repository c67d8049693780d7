#include "core/pack.h"

#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "core/text.h"

using namespace arris;

namespace {

std::string_view one_of(std::mt19937& random, const std::vector<std::string_view>& words) {
  return words[random() % words.size()];
}

// Of few words, so that much of it comes again.
std::string random_text(std::mt19937& random, std::size_t words) {
  static const std::vector<std::string_view> known{
      "{\"attributes\":", "\n",      " ", "\xC3\xA9", "\xC3\xA8",     "\xE2\x82\xAC",
      "\xF0\x9F\x98\x80", "\\u0000", "~", "#",        "aaaaaaaaaaaa", "GET /carts/{id}"};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) text += one_of(random, known);
  return text;
}

void check_same(const std::string& text) {
  const auto packed = pack(text);
  CHECK(is_utf8(packed) == is_utf8(text));
  CHECK(unpack(packed) == text);
}

}  // namespace

TEST_CASE("pack: what it never makes is refused") {
  for (const char* text :
       {"\n", "abc\n", "abcdef\n#", "abcdef\n##", "abcdef\n##\\", "abcdef\n##\"", "abcdef\n\x01##",
        "abc\n##&", "abcdef\n~##", "abcdefgh\nO#", "abcdefgh\nP##"})
    CHECK(unpack(text) == std::nullopt);
}

TEST_CASE("pack: any text is the same afterwards, and UTF-8 stays so") {
  std::mt19937 random(7);
  check_same("");
  check_same("\n");
  check_same(std::string(100'000, 'x'));
  check_same(std::string(20'000, '\n'));
  for (int i = 0; i < 2'000; ++i) check_same(random_text(random, random() % 60));
}

TEST_CASE("pack: what is no UTF-8 is the same afterwards") {
  std::mt19937 random(8);
  for (int i = 0; i < 500; ++i) {
    std::string text(random() % 300, ' ');
    for (char& c : text) c = "ab\n\x80\xC3\xFF"[random() % 6];
    CHECK(unpack(pack(text)) == text);
  }
}

TEST_CASE("pack: what stands far back is found") {
  std::mt19937 random(9);
  std::string begin;
  while (begin.size() < 3'000) begin += static_cast<char>('!' + random() % 90);
  const std::string text = begin + std::string(20'000, 'x');
  check_same(text + begin);
  CHECK(pack(text + begin).size() < pack(text).size() + 100);
}

TEST_CASE("pack: a list of objects that are alike takes less than a third") {
  std::string list = "[";
  for (int i = 0; i < 10; ++i)
    list +=
        R"({"name":"GET /carts","attributes":{"http.request.method":"GET","server.port":443,"n":)" +
        std::to_string(i * 7919) + "}},";
  CHECK(pack(list).size() * 3 < list.size());
  CHECK(unpack(pack(list)) == list);
}

TEST_CASE("pack: what was packed once is read for ever") {
  CHECK(unpack("abcde\n$#'") == "abcdeabcdea");
  CHECK(unpack("a\n##$ \n ") == std::nullopt);
  CHECK(unpack("ab\n &") == "ab\n&");
}
