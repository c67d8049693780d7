#pragma once
// A listener hears one topic. Its effect is exactly-once: the dispatcher writes its batch together
// with the end of the delivery, and a message that comes again finds its delivery ended and does
// nothing.
//
//   effect::Task<Change> notify_of_error(Context context, Message message) {
//     const auto told = co_await message.read<ErrorTold>(context);
//     Change change;
//     change.batch.add(add_notice(message.org, ...));
//     co_return change;
//   }
//   constexpr Listener listeners[] = {{Topic::error_new, "notify_of_error", notify_of_error}};
//
// A function hears a topic once.

#include "http/context.h"
#include "http/live.h"
#include "http/topics.h"
#include "json/json.h"
#include "storage/batch.h"

namespace arris::http {

// Its texts lie in the frame that brought it.
struct Message {
  OrgId org;
  MessageId id;
  std::string_view topic;
  std::string_view payload;  // a JSON object
  std::int64_t created_at_ms = 0;
  std::uint32_t attempt = 0;  // 1 for the first
  // Where people reach the product, without a slash at its end; empty when the host does not know.
  std::string_view base_url{};

  template <class T>
  Result<T> read(Context context) const {
    return json::decode<T>(payload, context.arena());
  }
};

// What a message leads to: writes, and once they are durable, live events.
struct [[nodiscard]] Change {
  storage::Batch batch{};
  std::vector<LiveEvent> live{};
};

struct Listener {
  Topic topic;
  std::string_view name;
  effect::Task<Change> (*run)(Context, Message);
};

}  // namespace arris::http
