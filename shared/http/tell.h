#pragma once
// Telling other functions: a message is a row of `outbox` in the batch of the change that it tells
// of, so both happen or neither. The host brings it to every function that listens (listener.h).
//
//   tell(batch, call.context, Topic::key_created, KeyTold{id, name});
//
// The function names "outbox" among the tables that it writes.

#include "http/common.h"
#include "http/context.h"
#include "http/topics.h"
#include "json/json.h"
#include "storage/batch.h"

namespace arris::http {

// `changed`: only if the statement before it in the batch changed a row.
enum class TellWhen : std::uint8_t { always, changed };

struct TellOptions {
  OrgId org{};  // the caller's when empty; a cron has none of its own
  // Of messages with one key in an org and topic, only the first is sent. Its own id when empty.
  std::string_view dedupe_key{};
  TellWhen when = TellWhen::always;
  const AddMessage* statement = &add_message;
};

// `payload` is a JSON object.
void tell_json(storage::Batch& batch, Context context, Topic topic, std::string_view payload,
               const TellOptions& options);

template <class Payload>
void tell(storage::Batch& batch, Context context, Topic topic, const Payload& payload,
          const TellOptions& options = {}) {
  std::string text;
  json::encode(text, payload);
  tell_json(batch, context, topic, text, options);
}

}  // namespace arris::http
