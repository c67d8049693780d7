#pragma once
// The tables of messages, their deliveries, who hears them, and jobs, as the courier uses them. From one thread.

#include <optional>
#include <vector>

#include "core/result.h"
#include "sqlite/database.h"
#include "wasmtime/outbox_statements.h"

namespace arris::wasmtime {

// One message for one function that hears it.
struct Delivery {
  std::string org, id, function, topic, payload;
  std::uint32_t attempt = 0;  // 1 is the first
  std::int64_t created_at_ms = 0;
};

class Outbox {
 public:
  // REQUIRES: the database outlives it
  explicit Outbox(sqlite::Database& database) : database_(database) {}

  // From now on these hear what they say, a JSON array of {topic, function}, and nobody else; what waits is due.
  Status subscribe(std::string_view listeners, std::int64_t now_ms);
  // When the job was done last; one that is new: now.
  Result<std::int64_t> add_job(std::string_view function, std::string_view name,
                               std::int64_t now_ms);
  // A job that could not be noted is done again, and a delivery that could not fail comes again when its lease ends.
  void note_job(std::string_view function, std::string_view name, std::int64_t due_at_ms);
  // Without a next time it is dead.
  void fail(const Delivery& delivery, std::optional<std::int64_t> next_at_ms, std::string_view why);

  // When the next delivery is due; nothing when none waits, or the database can't say.
  std::optional<std::int64_t> next_due_at_ms();
  // Takes up to `room` of what is due, but of the topics in a JSON array none: each is due again at `lease_until_ms`.
  // Nothing when the database can't; it is asked again at the next sweep.
  std::vector<Delivery> claim(std::int64_t now_ms, std::int64_t lease_until_ms, std::size_t room,
                              std::string_view without_topics);
  // Messages that nobody waits for, and answers kept for retries, when their time is over.
  void remove_old(std::int64_t now_ms);

 private:
  // The rows of one statement; nothing when it failed.
  Result<effect::Rows> write(OutboxStatement statement, std::vector<effect::Value> parameters);
  void remove_answers(std::int64_t before_ms);

  sqlite::Database& database_;
  std::string answer_;  // holds the rows of the last write
};

}  // namespace arris::wasmtime
