#include "wasmtime/outbox_statements.h"

namespace arris::wasmtime {

sqlite::Statements outbox_statements() {
  static const auto statements =
      std::make_shared<const sqlite::StatementSet>("host",
                                                   std::vector<sqlite::NamedStatement>{
                                                       {"outbox.forget_subscribers", R"sql(
  DELETE FROM subscribers
   WHERE (topic, function) NOT IN (SELECT value ->> 'topic', value ->> 'function' FROM json_each(?1))
)sql"},
                                                       {"outbox.add_subscribers", R"sql(
  INSERT INTO subscribers (topic, function)
  SELECT value ->> 'topic', value ->> 'function' FROM json_each(?1) WHERE true
      ON CONFLICT (topic, function) DO NOTHING
)sql"},
                                                       {"outbox.wake_all", R"sql(
  UPDATE deliveries SET next_at_ms = ?1 WHERE state = 'waiting' AND next_at_ms > ?1 AND attempts > 0
)sql"},
                                                       {"outbox.claim", R"sql(
  UPDATE deliveries SET next_at_ms = ?2, attempts = attempts + 1
   WHERE (org_id, message_id, function) IN (
           SELECT org_id, message_id, function FROM deliveries
            WHERE state = 'waiting' AND next_at_ms <= CAST(?1 AS INTEGER)
              AND (?4 = '[]' OR (SELECT topic FROM outbox m WHERE m.org_id = deliveries.org_id AND m.id = message_id)
                                NOT IN (SELECT value FROM json_each(?4)))
            ORDER BY next_at_ms, message_id LIMIT CAST(?3 AS INTEGER))
  RETURNING org_id, message_id, function, attempts,
            (SELECT topic FROM outbox m WHERE m.org_id = deliveries.org_id AND m.id = message_id),
            (SELECT payload FROM outbox m WHERE m.org_id = deliveries.org_id AND m.id = message_id),
            (SELECT created_at_ms FROM outbox m WHERE m.org_id = deliveries.org_id AND m.id = message_id)
)sql"},
                                                       {"outbox.fail", R"sql(
  UPDATE deliveries
     SET state = CASE WHEN ?4 IS NULL THEN 'dead' ELSE 'waiting' END,
         next_at_ms = coalesce(?4, next_at_ms), last_error = ?5
   WHERE org_id = ?1 AND message_id = ?2 AND function = ?3
)sql"},
                                                       {"outbox.next_due", R"sql(
  SELECT min(next_at_ms) AS next_at_ms FROM deliveries WHERE state = 'waiting'
)sql"},
                                                       {"outbox.remove_old", R"sql(
  DELETE FROM outbox
   WHERE created_at_ms < CAST(?1 AS INTEGER)
     AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.org_id = outbox.org_id AND d.message_id = outbox.id)
)sql"},
                                                       {"outbox.remove_answers", R"sql(
  DELETE FROM idempotency_keys
   WHERE (org_id, principal, route, key) IN (
           SELECT org_id, principal, route, key FROM idempotency_keys
            WHERE created_at_ms <= CAST(?1 AS INTEGER)
            ORDER BY created_at_ms LIMIT CAST(?2 AS INTEGER))
)sql"},
                                                       {"outbox.add_job", R"sql(
  INSERT INTO jobs (function, name, last_at_ms) VALUES (?1, ?2, ?3)
      ON CONFLICT (function, name) DO UPDATE SET last_at_ms = last_at_ms
  RETURNING last_at_ms
)sql"},
                                                       {"outbox.note_job", R"sql(
  UPDATE jobs SET last_at_ms = ?3 WHERE function = ?1 AND name = ?2
)sql"},
                                                       {"outbox.list", R"sql(
  SELECT d.message_id, d.function, m.topic, d.state, d.attempts, d.next_at_ms, d.last_error
    FROM deliveries d JOIN outbox m ON m.org_id = d.org_id AND m.id = d.message_id
   WHERE d.state = ?1 ORDER BY d.next_at_ms, d.message_id LIMIT 1000
)sql"},
                                                       {"outbox.count", R"sql(
  SELECT (SELECT count(*) FROM deliveries WHERE state = 'waiting') AS waiting,
         (SELECT count(*) FROM deliveries WHERE state = 'dead') AS dead
)sql"},
                                                       {"outbox.replay", R"sql(
  UPDATE deliveries SET state = 'waiting', attempts = 0, next_at_ms = ?2
   WHERE state = 'dead' AND (?1 = '' OR message_id = ?1)
)sql"},
                                                   },
                                                   sqlite::Capabilities::all());
  return statements;
}

}  // namespace arris::wasmtime
