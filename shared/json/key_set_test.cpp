#include "json/key_set.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace arris;

TEST_CASE("json key_set: a key is new once, whatever keys there are") {
  std::uint32_t random = 1;
  const auto next = [&random] { return random = random * 1664525u + 1013904223u, random >> 16; };
  for (int round = 0; round < 200; ++round) {
    std::set<std::string> known;
    json::KeySet::Nodes nodes;
    std::vector<std::string> keys;
    for (int i = 0; i < 200; ++i) {
      std::string key(next() % 4, 'a');
      for (char& c : key) c = static_cast<char>(1 + next() % (round % 2 ? 3 : 255));
      keys.push_back(key);
    }
    json::KeySet set(nodes);
    for (const auto& key : keys) REQUIRE(set.add(key) == known.insert(key).second);
  }
}

TEST_CASE("json key_set: an inner object's keys are its own") {
  json::KeySet::Nodes nodes;
  json::KeySet outer(nodes);
  CHECK(outer.add("a"));
  {
    json::KeySet inner(nodes);
    CHECK(inner.add("a"));
    CHECK(inner.add("b"));
    CHECK_FALSE(inner.add("a"));
  }
  CHECK(outer.add("b"));
  CHECK_FALSE(outer.add("b"));
  CHECK_FALSE(outer.add("a"));
}
