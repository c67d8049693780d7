// What is kept of a call's words.

#include "ai/content.h"

#include <doctest/doctest.h>

using namespace arris::ai;

TEST_CASE("content: secrets and addresses go, words and numbers of a call stay") {
  const auto kept = redacted(
      R"({"model":"gpt-5","max_tokens":99,"messages":[{"role":"user","content":"Mail ann@example.com the key sk-proj-abcdefghijklmnopqrstuvwxyz012345"}]})");
  CHECK(kept.find("ann@example.com") == std::string::npos);
  CHECK(kept.find("sk-proj-") == std::string::npos);
  CHECK(kept.find("\"max_tokens\":99") != std::string::npos);
  CHECK(kept.find("Mail ") != std::string::npos);
}

TEST_CASE("content: a stream's text is cleaned as text") {
  const auto kept = redacted("data: {\"x\":\"ann@example.com\"}\n\ndata: [DONE]\n\n");
  CHECK(kept.find("ann@example.com") == std::string::npos);
  CHECK(kept.ends_with("data: [DONE]\n\n"));
}

TEST_CASE("content: no more than 32 KiB are kept, and a cut leaves no half of a secret") {
  const std::string secret = "sk-proj-abcdefghijklmnopqrstuvwxyz012345";
  for (std::size_t before = content_max_bytes - 60; before < content_max_bytes; before += 3) {
    const auto kept = redacted(std::string(before, '.') + " " + secret);
    CHECK(kept.size() <= content_max_bytes);
    CHECK(kept.find("sk-proj-a") == std::string::npos);
  }
  CHECK(redacted(std::string("\xff\xfe")) == "[Filtered]");
}

TEST_CASE("content: of a text that is cut in a character, all but that character is kept") {
  const std::string sign = "\xe2\x82\xac";
  for (std::size_t before = 0; before < 3; ++before) {
    std::string text(before, 'x');
    while (text.size() < 5 * content_max_bytes) text += sign;
    const auto kept = redacted(text.substr(0, 4 * content_max_bytes));
    CHECK(kept.starts_with(text.substr(0, 300)));
    CHECK(kept.size() > content_max_bytes - 3);
  }
  CHECK(redacted("so far \xf0\x9f\x98") == "so far ");
  CHECK(redacted("so far \xe2\x82\xac") == "so far \xe2\x82\xac");
  CHECK(redacted("\xff and more") == "[Filtered]");
}
