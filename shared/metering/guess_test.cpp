// What a request is taken to use until its provider says.

#include "metering/guess.h"

#include <doctest/doctest.h>

#include <string>

using arris::metering::counted_bytes;

namespace {

std::string of(std::size_t letters) { return std::string(letters, 'Q'); }
std::string words(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "a word and ";
  return text.substr(0, bytes);
}

}  // namespace

TEST_CASE("guess: words count as they are") {
  for (const std::size_t bytes : {0u, 1u, 511u, 512u, 513u, 100'000u})
    CHECK(counted_bytes(words(bytes)) == static_cast<std::int64_t>(bytes));
  CHECK(counted_bytes(of(1023)) == 1023);
}

TEST_CASE("guess: a picture counts the same wherever it stands and however large it is") {
  for (const std::size_t before : {0u, 1u, 511u, 512u, 1023u, 5000u}) {
    const auto body = words(before) + "\"" + of(3'000'000) + "\"," + words(700);
    CHECK(counted_bytes(body) == static_cast<std::int64_t>(before + 703 + 6000));
  }
}

TEST_CASE("guess: each of several pictures counts, and a small file as it is") {
  const auto two = "\"" + of(50'000) + "\",\"" + of(50'000) + "\"";
  CHECK(counted_bytes(two) == 5 + 2 * 6000);
  CHECK(counted_bytes("\"" + of(2000) + "\"") == 2002);
}
