#include "errors/envelope.h"

#include <doctest/doctest.h>

#include <string>

namespace arris::errors {
namespace {

// "type:verdict:payload;" of each item, then the refusal if there is one.
std::string read(std::string_view body) {
  Arena arena;
  EnvelopeReader reader(body, arena);
  const auto header = reader.header();
  if (!header) return header.error().detail;
  constexpr std::string_view verdicts[] = {"good", "unknown", "too_large", "too_many"};
  std::string out = "[" + std::string(header->event_id) + "]";
  while (true) {
    const auto item = reader.next();
    if (!item) return out + item.error().detail;
    if (!item.value()) return out;
    const EnvelopeItem& found = *item.value();
    out.append(text_of(found.type)).append(":");
    out.append(verdicts[static_cast<int>(found.verdict)]).append(":");
    out.append(found.payload).append(";");
  }
}

struct Case {
  std::string_view body;
  std::string_view want;
};

constexpr Case cases[] = {
    {"", "envelope headers are not a JSON object"},
    {"\n", "envelope headers are not a JSON object"},
    {"nonsense\n", "envelope headers are not a JSON object"},
    {"[]\n", "envelope headers are not a JSON object"},
    {"{} x\n", "envelope headers are not a JSON object"},
    {"{\"event_id\":\"zz\"}\nnonsense\n{}", "[]item headers are not a JSON object"},
    {"{}\n{}\n{}", "[]item headers have no type"},
    {"{}\n{\"type\":\"\"}\n{}", "[]item headers have no type"},
    {"{}\n{\"type\":\"event\",\"length\":3}\n{}", "[]item payload is shorter than its length"},
    {"{}\n{\"type\":\"event\",\"length\":1}\n{}\n", "[]item payload is longer than its length"},
    {"{}\n{\"type\":\"event\",\"length\":-1}\n{}\n", "[]item length is not a number of bytes"},
    {"{}\n{\"type\":\"event\",\"length\":\"x\"}\n{}\n", "[]item length is not a number of bytes"},
    {"{}\n{\"type\":\"event\",\"length\":9223372036854775807}\n{}",
     "[]item payload is shorter than its length"},
    {"{}\n{\"type\":\"event\",\"length\":18446744073709551615}\n{}",
     "[]item length is not a number of bytes"},
    {"{}\n{\"type\":\"event\",\"length\":1e400}\n{}", "[]item length is not a number of bytes"},
    {"{}", "[]"},
    {"{}\n", "[]"},
    {"{}\n\n\n", "[]"},
    {"{\"event_id\":\"9EC79C33EC9942ab8353589fcb2e04dc\"}\n", "[9ec79c33ec9942ab8353589fcb2e04dc]"},
    {"{\"event_id\":\"9ec79c33-ec99-42ab-8353-589fcb2e04dc\"}",
     "[9ec79c33ec9942ab8353589fcb2e04dc]"},
    {"{}\n{\"type\":\"event\"}\n{\"a\":1}", "[]event:good:{\"a\":1};"},
    {"{}\n{\"type\":\"event\",\"length\":2}\n{}\n{\"type\":\"session\"}\n{}\n",
     "[]event:good:{};session:good:{};"},
    {"{}\n{\"type\":\"attachment\",\"length\":3}\na\nb\n", "[]attachment:good:a\nb;"},
    {"{}\n{\"type\":\"attachment\",\"length\":0}\n\n{\"type\":\"log\"}\n{}",
     "[]attachment:good:;log:good:{};"},
    {"{}\n{\"type\":\"attachment\"}\nab\r\n", "[]attachment:good:ab\r;"},
    {"{}\n{\"type\":\"attachment\"}", "[]attachment:good:;"},
    {"{}\n{\"type\":\"hologram\",\"length\":1}\nx\n{\"type\":\"event\"}\n{}",
     "[]unknown:unknown:x;event:good:{};"},
    {"{}\n{\"type\":\"event\"}\n{}\n{\"type\":\"event\"}\n{}",
     "[]event:good:{};event:too_many:{};"},
    {"{}\n{\"type\":\"event\",\"length\":null}\n{}", "[]event:good:{};"},
    {"{\"sdk\":{\"name\":\"x\"},\"trace\":[1,[2]]}\n{\"type\":\"event\",\"other\":{\"a\":[]}}\n{}",
     "[]event:good:{};"},
};

}  // namespace

TEST_CASE("envelope: broken grammar is refused with its cause, the rest is read") {
  for (const Case& c : cases) {
    CAPTURE(c.body);
    CHECK(read(c.body) == c.want);
  }
}

TEST_CASE("envelope: headers are views with their meaning") {
  Arena arena;
  EnvelopeReader reader(
      "{\"dsn\":\"https://k@x.io/1\",\"sent_at\":\"2026-11-21T05:38:45.123Z\"}\n"
      "{\"type\":\"attachment\",\"filename\":\"a.txt\",\"content_type\":\"text/"
      "plain\",\"attachment_type\":\"x\"}\nb",
      arena);
  const auto header = reader.header();
  CHECK(header->dsn == "https://k@x.io/1");
  CHECK(header->sent_at_ms == 1795239525123);
  const auto item = reader.next();
  CHECK(item.value()->file_name == "a.txt");
  CHECK(item.value()->content_type == "text/plain");
  CHECK(item.value()->attachment_type == "x");
}

TEST_CASE("envelope: an item over its limit is named, the next is read") {
  const std::string big(limit_bytes_of(ItemType::event) + 1, 'x');
  const std::string body = "{}\n{\"type\":\"event\"}\n" + big + "\n{\"type\":\"log\"}\n{}";
  CHECK(read(body) == "[]event:too_large:" + big + ";log:good:{};");
}

TEST_CASE("envelope: endless items and headers are refused") {
  std::string many = "{}\n";
  for (int i = 0; i < 1001; ++i) many.append("{\"type\":\"x\"}\n\n");
  CHECK(read(many).ends_with("envelope has more than 1000 items"));
  CHECK(read(std::string(20'000, ' ')) == "envelope headers are longer than 16 KiB");
  CHECK(read("{}\n" + std::string(20'000, ' ')) == "[]item headers are longer than 16 KiB");
}

TEST_CASE("envelope: an event id as a UUID") {
  Arena arena;
  CHECK(uuid_of_event_id("9ec79c33ec9942ab8353589fcb2e04dc", arena) ==
        "9ec79c33-ec99-42ab-8353-589fcb2e04dc");
}

TEST_CASE("envelope: every type is read back by its name") {
  for (int i = 0; i < static_cast<int>(ItemType::unknown); ++i) {
    const auto type = static_cast<ItemType>(i);
    CHECK(item_type_of(text_of(type)) == type);
  }
  CHECK(item_type_of("Event") == ItemType::unknown);
}

}  // namespace arris::errors
