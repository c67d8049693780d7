#pragma once
// The hash chain of an org's audit log.
//
//   hash(n) := hex( SHA-256( hash(n-1) LF org_id LF entry(n) ) )     hash(0) := 64 zeros
//   entry   := the JSON object of SealedPart, its members in this order, without white space
//   seal    := hex( HMAC-SHA256 of org_id LF sequence LF hash, of the last sealed entry, under the
//              key "audit" )
//
// Whoever exports the log can compute the hashes anew without us; without the host's key nobody can
// write a shorter or another chain that passes for ours.
//
// WARNING: a change of the layout breaks every chain that there is.

#include <string>

#include "team/audit_queries.h"

namespace arris::team {

inline constexpr std::string_view audit_key = "audit";
inline constexpr std::string_view hash_before_all =
    "0000000000000000000000000000000000000000000000000000000000000000";

struct SealedPart {
  std::int64_t sequence;
  std::string_view id;
  std::int64_t at_ms;
  Audience audience;
  ActorKind actor_kind;
  std::string_view actor_id, action, target_kind, target_id, details, address, request_id;
};
BOOST_DESCRIBE_STRUCT(SealedPart, (),
                      (sequence, id, at_ms, audience, actor_kind, actor_id, action, target_kind,
                       target_id, details, address, request_id))

// What is hashed for an entry, and what is sealed of the last one.
std::string hashed_text(OrgId org, std::string_view hash_before, const LogRow& row);
std::string sealed_text(OrgId org, std::int64_t sequence, std::string_view hash);

// The entry before `rows`, if it is there: what the first of them is chained to.
struct ChainStart {
  std::int64_t sequence = 0;
  std::string_view hash = hash_before_all;
};

enum class PageEnd : std::uint8_t { more_follows, end_of_log };

// What is wrong with a page of the chain, at most faults_max of it. `computed` holds the hash that
// the text of each row gives behind the stored hash of the row before.
std::vector<FoundFault> faults_of(const ChainStart& start, const std::vector<LogRow>& rows,
                                  const std::vector<std::string_view>& computed,
                                  const std::optional<HeadRow>& head, PageEnd end);
inline constexpr std::size_t faults_max = 20;

}  // namespace arris::team
