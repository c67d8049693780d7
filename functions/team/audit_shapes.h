#pragma once
// The bodies of the audit log and of the activity feed. Times are Unix ms UTC.

#include "http/audit.h"
#include "http/list.h"
#include "team/shapes.h"

namespace arris::team {

using http::ActorKind;
using http::Audience;

using http::Instant;
using Sequence = json::Integer<1, INT64_C(1) << 52>;

// ---- in

struct AuditFilter {
  std::optional<json::Text<1, 64>> actor, action;
  std::optional<Instant> from_ms, to_ms;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(AuditFilter, (), (actor, action, from_ms, to_ms, limit, cursor))

enum class Format : std::uint8_t { csv, jsonl };
BOOST_DESCRIBE_ENUM(Format, csv, jsonl)

struct AuditExportFilter {
  std::optional<Format> format;
  std::optional<json::Text<1, 64>> actor, action;
  std::optional<Instant> from_ms, to_ms;
  std::optional<json::Integer<1, 1000>> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(AuditExportFilter, (), (format, actor, action, from_ms, to_ms, limit, cursor))

struct ActivityFilter {
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(ActivityFilter, (), (limit, cursor))

struct VerifyFilter {
  std::optional<Sequence> from_sequence;
  std::optional<json::Integer<1, 1000>> limit;
};
BOOST_DESCRIBE_STRUCT(VerifyFilter, (), (from_sequence, limit))

// ---- out

// `hash` is null for a moment, until the entry is sealed.
struct AuditEntry {
  std::int64_t sequence, at_ms;
  std::string_view id, action;
  ActorKind actor_kind;
  std::string_view actor_id;
  std::optional<std::string_view> actor_name;
  std::string_view target_kind, target_id;
  json::Written details;
  Audience audience;
  std::string_view address, request_id;
  std::optional<std::string_view> hash;
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (),
                      (sequence, at_ms, id, action, actor_kind, actor_id, actor_name, target_kind,
                       target_id, details, audience, address, request_id, hash))

// What is hashed comes first and in the chain's order, `details` as the text that it is stored as;
// `hash` is empty until the entry is sealed.
struct ExportedEntry {
  std::int64_t sequence;
  std::string_view id;
  std::int64_t at_ms;
  Audience audience;
  ActorKind actor_kind;
  std::string_view actor_id, action, target_kind, target_id, details, address, request_id, hash,
      actor_name;
};
BOOST_DESCRIBE_STRUCT(ExportedEntry, (),
                      (sequence, id, at_ms, audience, actor_kind, actor_id, action, target_kind,
                       target_id, details, address, request_id, hash, actor_name))

struct Activity {
  std::string_view id;
  std::int64_t at_ms;
  std::string_view action;
  ActorKind actor_kind;
  std::string_view actor_id;
  std::optional<std::string_view> actor_name;
  std::string_view target_kind, target_id;
  json::Written details;
};
BOOST_DESCRIBE_STRUCT(Activity, (),
                      (id, at_ms, action, actor_kind, actor_id, actor_name, target_kind, target_id,
                       details))

// What is wrong with an entry: it is not what was sealed, it is not there, the log ends too early,
// or the last seal is not of our host.
enum class ChainFault : std::uint8_t { changed, missing, truncated, forged };
BOOST_DESCRIBE_ENUM(ChainFault, changed, missing, truncated, forged)

struct FoundFault {
  std::int64_t sequence;
  ChainFault kind;
};
BOOST_DESCRIBE_STRUCT(FoundFault, (), (sequence, kind))

struct ChainHead {
  std::int64_t sequence;
  std::string_view hash;
};
BOOST_DESCRIBE_STRUCT(ChainHead, (), (sequence, hash))

// `head` is the last sealed entry: whoever notes it elsewhere can tell later that nothing before it
// was made anew. `next_from_sequence` is null at the end of the log.
struct VerifiedChain {
  bool valid;
  std::int64_t checked, unsealed;
  std::vector<FoundFault> faults;
  std::optional<ChainHead> head;
  std::optional<std::int64_t> next_from_sequence;
};
BOOST_DESCRIBE_STRUCT(VerifiedChain, (),
                      (valid, checked, unsealed, faults, head, next_from_sequence))

}  // namespace arris::team
