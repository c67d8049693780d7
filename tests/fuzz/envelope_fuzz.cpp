// A Sentry client's body: no bytes may crash its reading, and what is scrubbed is JSON that stays
// as it is.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "errors/envelope.h"
#include "errors/grouping.h"
#include "errors/sentry_event.h"
#include "errors/stacktrace.h"
#include "redact/json_text.h"
#include "redact/scrub.h"

namespace {

using namespace arris;
using namespace arris::errors;
using namespace arris::redact;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_json(std::string_view text) {
  JsonText json(text);
  json.raw();
  return json.finished();
}

void read_event(std::string_view payload, Arena& arena) {
  user_key(read_user(payload, arena));
  if (const auto event = parse_event(payload, arena)) require(group(event->facts).key.size() == 32);
  const auto clean = scrub(payload);
  if (!clean) return;
  require(is_json(*clean));
  require(scrub(*clean) == clean);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  Arena arena;
  EnvelopeReader reader(body, arena);
  if (reader.header()) {
    for (auto item = reader.next(); item && item.value(); item = reader.next()) {
      read_event(item.value()->payload, arena);
    }
  }
  read_event(body, arena);
  require(scrub_text(scrub_text(body)) == scrub_text(body));
  group({.message = body});
  parse_stacktrace(body);
  return 0;
}
