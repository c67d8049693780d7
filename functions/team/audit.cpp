// The audit log: reading, verifying and sealing it.

#include "core/text.h"
#include "http/tell.h"
#include "team/audit_page.h"
#include "team/chain.h"
#include "team/listeners.h"

namespace arris::team {
namespace {

constexpr std::int64_t verified_page_size = 1000;
constexpr std::int64_t sealed_at_once = 100;
constexpr std::size_t parallel_digests = 60;

using HostBytes = effect::Simple<effect::Crypto, effect::BytesAnswer>;

struct Sealed {
  std::int64_t sequence;
  std::string_view hash;
};
BOOST_DESCRIBE_STRUCT(Sealed, (), (sequence, hash))

AuditEntry entry_of(const ListedEntry& row) {
  return {row.sequence, row.at_ms,      row.id,          row.action,    row.actor_kind,
          row.actor_id, row.actor_name, row.target_kind, row.target_id, {row.details},
          row.audience, row.address,    row.request_id,  row.hash};
}

Activity activity_of(const ListedEntry& row) {
  return {row.id,         row.at_ms,       row.action,    row.actor_kind, row.actor_id,
          row.actor_name, row.target_kind, row.target_id, {row.details}};
}

std::string_view hex(Context context, const effect::BytesAnswer& bytes) {
  return context.keep(to_hex(as_bytes(bytes.data.data)));
}

// The hash of each row behind the stored hash of the row before it.
Task<std::vector<std::string_view>> computed_hashes(Context context, ChainStart start,
                                                    std::vector<LogRow> rows) {
  std::vector<std::string_view> hashes;
  std::string_view before = start.hash;
  std::vector<HostBytes> digests;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    digests.push_back(
        effect::digest(context.keep(hashed_text(context.who().org, before, rows[i]))));
    before = rows[i].hash.value_or(before);
    if (digests.size() < parallel_digests && i + 1 < rows.size()) continue;
    for (const auto& digest : co_await effect::each(std::exchange(digests, {})))
      hashes.push_back(hex(context, digest));
  }
  co_return hashes;
}

Task<bool> is_ours(Context context, HeadRow head) {
  const auto text = context.keep(sealed_text(context.who().org, head.sequence, head.hash));
  const auto mac = co_await effect::mac(audit_key, text);
  co_return hex(context, mac) == head.seal;
}

// The row before the page, taken off its front.
ChainStart take_start(std::vector<LogRow>& rows, std::int64_t from) {
  if (from <= 1) return {};
  if (rows.empty() || rows.front().sequence != from - 1) return {from - 1, hash_before_all};
  const ChainStart start{rows.front().sequence, rows.front().hash.value_or(hash_before_all)};
  rows.erase(rows.begin());
  return start;
}

void seal_more(http::Change& change, Context context, OrgId org, std::int64_t sealed_until) {
  std::string key = "sealed ";
  append_decimal(key, sealed_until);
  http::tell_json(change.batch, context, http::Topic::audit_appended, "{}",
                  {.org = org, .dedupe_key = context.keep(key)});
}

}  // namespace

Task<Reply<Page<AuditEntry>>> list_audit(Call<Nothing, AuditFilter> call) {
  const Context context = call.context;
  const AuditFilter& filter = call.query;
  const auto limit = http::limit_of(filter.limit);
  const auto rows = co_await context.db().read(audit_page(context, filter, limit));
  std::vector<AuditEntry> entries;
  for (const ListedEntry& row : rows) entries.push_back(entry_of(row));
  auto page = co_await http::page_of(
      context, std::move(entries), static_cast<std::size_t>(limit),
      [](const AuditEntry& last) { return http::Position{last.sequence, last.id}; });
  co_return reply(std::move(page));
}

// The cursor of this list is a sequence too.
Task<Reply<Page<Activity>>> list_all_activity(Call<Nothing, ActivityFilter> call) {
  const Context context = call.context;
  const auto limit = http::limit_of(call.query.limit);
  const auto from = context.position().value_or(http::before_all);
  auto rows = co_await context.db().read(list_activity(context.who().org, from.sort, limit + 1));
  auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [](const ListedEntry& last) { return http::Position{last.sequence, last.id}; });
  Page<Activity> shown{{}, page.next_cursor};
  for (const ListedEntry& row : page.data) shown.data.push_back(activity_of(row));
  co_return reply(std::move(shown));
}

Task<Reply<VerifiedChain>> verify_audit(Call<Nothing, VerifyFilter> call) {
  const Context context = call.context;
  const auto from = call.query.from_sequence ? call.query.from_sequence->value : 1;
  const auto limit = http::limit_of(call.query.limit, verified_page_size);
  const auto org = context.who().org;
  auto [heads, rows] =
      co_await context.db().read(find_head(org), list_chain(org, from - 1, limit + 2));
  std::optional<HeadRow> head;
  if (!heads.empty()) head = heads.front();
  const auto start = take_start(rows, from);
  const bool more = rows.size() > static_cast<std::size_t>(limit);
  if (more) rows.resize(static_cast<std::size_t>(limit));
  const auto computed = co_await computed_hashes(context, start, rows);
  VerifiedChain verified{};
  verified.faults =
      faults_of(start, rows, computed, head, more ? PageEnd::more_follows : PageEnd::end_of_log);
  if (head) {
    verified.head = ChainHead{head->sequence, head->hash};
    const bool ours = co_await is_ours(context, *head);
    if (!ours) verified.faults.push_back({head->sequence, ChainFault::forged});
  }
  for (const LogRow& row : rows) verified.unsealed += row.hash ? 0 : 1;
  verified.checked = static_cast<std::int64_t>(rows.size());
  verified.valid = verified.faults.empty();
  if (more) verified.next_from_sequence = rows.back().sequence + 1;
  co_return reply(std::move(verified));
}

// Seals what waits, in order. Of parallel sealers one moves the head; to the others it is enough when what they read
// is sealed, and only where it is not they come again. A message follows when there may be more.
Task<http::Change> seal_audit(Context context, http::Message message) {
  const auto org = message.org;
  const auto [heads, rows] =
      co_await context.db().read(find_head(org), list_unsealed(org, sealed_at_once));
  http::Change change;
  if (rows.empty()) co_return change;
  const auto sealed_until = heads.empty() ? 0 : heads.front().sequence;
  auto hash = heads.empty() ? hash_before_all : heads.front().hash;
  std::vector<Sealed> sealed;
  for (const LogRow& row : rows) {
    const auto digest = co_await effect::digest(context.keep(hashed_text(org, hash, row)));
    hash = hex(context, digest);
    sealed.push_back({row.sequence, hash});
  }
  const auto last = rows.back().sequence;
  const auto mac = co_await effect::mac(audit_key, context.keep(sealed_text(org, last, hash)));
  std::string text;
  json::encode(text, sealed);
  change.batch.add(move_head(org, sealed_until, last, hash, hex(context, mac)));
  change.batch.add(seal_entries(org, context.keep(text), hash)).add(check_sealed(org, last));
  if (rows.size() == static_cast<std::size_t>(sealed_at_once))
    seal_more(change, context, org, last);
  co_return change;
}

}  // namespace arris::team
