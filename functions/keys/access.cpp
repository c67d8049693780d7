// The keys that we issue.

#include <algorithm>

#include "http/tell.h"
#include "keys/handlers.h"
#include "keys/status.h"

namespace arris::keys {
namespace {

using http::Context;
using http::KeyKind;
using http::KeyTold;
using http::Position;
using http::Topic;

constexpr std::int64_t public_bits =
    http::bit_of(http::Scope::errors_write) | http::bit_of(http::Scope::telemetry_write);

constexpr std::string_view not_for_public = "not_for_public_keys";
constexpr std::string_view not_for_public_detail =
    "a public key may only have errors:write and telemetry:write";

std::int64_t bits_of(const std::vector<ScopeName>& scopes) {
  std::int64_t bits = 0;
  for (const ScopeName scope : scopes) bits |= std::int64_t{1} << static_cast<int>(scope);
  return bits;
}

KeyKindName kind_of(std::string_view text) {
  return text == "secret" ? KeyKindName::secret : KeyKindName::open;
}

AccessKey shown(const AccessRow& row, std::int64_t now_ms) {
  AccessKey key{row.id, row.name, kind_of(row.kind), row.shown, row.last4, scopes_of(row.scopes)};
  key.status = status_of(row.expires_at_ms, row.revoked_at_ms, now_ms);
  if (row.limit_capacity && row.limit_window_ms)
    key.limits = RateLimits{{*row.limit_capacity}, {*row.limit_window_ms / 1000}};
  key.usage_count = row.usage_count.value_or(0);
  key.last_used_at_ms = row.last_used_at_ms;
  key.expires_at_ms = row.expires_at_ms;
  key.revoked_at_ms = row.revoked_at_ms;
  key.replaces_id = row.replaces_id;
  key.created_by = row.created_by;
  key.created_at_ms = row.created_at_ms;
  return key;
}

void set_limits(AccessRow& row, const std::optional<RateLimits>& limits) {
  if (!limits) return;
  row.limit_capacity = limits->requests.value;
  row.limit_window_ms = limits->window_s.value * 1000;
}

storage::Bound<void> changed_row(OrgId org, KeyId id, const AccessChange& change) {
  AccessRow row;
  if (change.limits) set_limits(row, *change.limits);
  std::optional<std::string_view> name;
  if (change.name) name = change.name->text;
  std::optional<std::int64_t> scopes;
  if (change.scopes) scopes = bits_of(change.scopes->items);
  return change_access_key(org, id, name, scopes, change.limits.has_value(), row.limit_capacity,
                           row.limit_window_ms, change.expires_at_ms.has_value(),
                           change.expires_at_ms.value_or(std::nullopt), public_bits);
}

std::string_view action_of(const std::optional<Status>& status) {
  if (!status) return "access_key.changed";
  return *status == Status::revoked ? "access_key.revoked" : "access_key.restored";
}

// A key and the row of it, but for what a caller says about it.
struct Minted {
  std::string_view key, hash;
};

effect::Task<Minted> mint(Context context, KeyKind kind) {
  const auto key = context.keep(http::make_access_key(kind, context.secret()));
  const auto digest = co_await effect::digest(key);
  co_return Minted{key, context.keep(to_hex(as_bytes(digest.data.data)))};
}

std::string_view begin_of(const Minted& minted) { return minted.key.substr(0, http::shown_length); }
std::string_view end_of(const Minted& minted) { return minted.key.substr(minted.key.size() - 4); }

storage::Bound<void> row_of(OrgId org, const AccessRow& row, std::string_view hash) {
  return add_access_key(org, row.id, hash, row.name, row.kind, row.shown, row.last4, row.scopes,
                        row.limit_capacity, row.limit_window_ms, row.created_by, row.created_at_ms,
                        row.expires_at_ms, row.replaces_id);
}

// Fills in what comes from the key itself and from who asks for it.
void sign_off(Context context, const Minted& minted, AccessRow& row) {
  row.id = context.new_id<KeyId>();
  row.shown = begin_of(minted);
  row.last4 = end_of(minted);
  row.created_by = context.who().actor();
  row.created_at_ms = context.now_ms();
}

KeyTold news_of(Context context, const AccessRow& row) {
  return {row.id, row.name, row.kind, row.expires_at_ms, context.who().actor()};
}

// The row says the rest.
void tell_of(storage::Batch& batch, Context context, Topic topic, KeyId id,
             http::TellWhen when = http::TellWhen::always) {
  http::tell(batch, context, topic, KeyTold{id, {}, {}, {}, context.who().actor()},
             {.when = when, .statement = &tell_access_key});
}

}  // namespace

void find_faults(const NewAccessKey& body, json::Faults& faults) {
  if (body.kind == KeyKindName::open && (bits_of(body.scopes.items) & ~public_bits) != 0)
    faults.add_at("scopes", not_for_public, not_for_public_detail);
  check_expiry(body.expires_at_ms, faults);
}

void find_faults(const AccessChange& body, json::Faults& faults) {
  check_expiry(body.expires_at_ms.value_or(std::nullopt), faults);
  check_settable(body.status, faults);
}

std::vector<ScopeName> scopes_of(std::int64_t bits) {
  std::vector<ScopeName> scopes;
  for (int i = 0; i < 8; ++i) {
    if ((bits >> i & 1) != 0) scopes.push_back(static_cast<ScopeName>(i));
  }
  return scopes;
}

effect::Task<Reply<Page<AccessKey>>> list_access(Call<Nothing, Paging> call) {
  Context context = call.context;
  const Position from = context.position().value_or(before_all);
  const std::int64_t limit = limit_of(call.query.limit);
  const auto rows = co_await context.db().read(
      list_access_keys(context.who().org, from.sort, from.id, limit + 1));
  std::vector<AccessKey> keys;
  for (const AccessRow& row : rows) keys.push_back(shown(row, context.now_ms()));
  auto page = co_await http::page_of(
      context, std::move(keys), static_cast<std::size_t>(limit),
      [](const AccessKey& key) { return Position{key.created_at_ms, key.id.text}; });
  co_return reply(std::move(page));
}

effect::Task<Reply<AccessKey>> show_access(Call<KeyPath> call) {
  const auto row =
      co_await call.context.db().get(find_access_key(call.context.who().org, call.path.id));
  co_return reply(shown(row, call.context.now_ms()));
}

effect::Task<Reply<IssuedKey>> issue_key(Call<Nothing, Nothing, NewAccessKey> call) {
  Context context = call.context;
  const NewAccessKey& body = call.body;
  const bool secret = body.kind == KeyKindName::secret;
  const auto minted = co_await mint(context, secret ? KeyKind::secret : KeyKind::open);
  AccessRow row;
  row.name = body.name.text;
  row.kind = secret ? "secret" : "public";
  row.scopes = bits_of(body.scopes.items);
  set_limits(row, body.limits);
  row.expires_at_ms = body.expires_at_ms;
  sign_off(context, minted, row);
  storage::Batch batch;
  batch.add(row_of(context.who().org, row, minted.hash));
  audit(batch, context, "access_key.issued", "access_key", row.id.text, row.name);
  http::tell(batch, context, Topic::key_created, news_of(context, row));
  co_return reply(IssuedKey{row.id, minted.key, shown(row, context.now_ms())})
      .commit(std::move(batch));
}

effect::Task<Reply<AccessKey>> change_access(Call<KeyPath, Nothing, AccessChange> call) {
  Context context = call.context;
  const AccessChange& change = call.body;
  const OrgId org = context.who().org;
  const KeyId id = call.path.id;
  co_await context.check_no_tag();
  storage::Batch batch;
  batch.add(changed_row(org, id, change))
      .or_fail(Code::not_found)
      .on_refusal(not_for_public, invalid("#/scopes", not_for_public, not_for_public_detail));
  if (change.status) batch.add(turn_access_key(org, id, *change.status, context.now_ms()));
  if (change.status == Status::revoked)
    tell_of(batch, context, Topic::key_revoked, id, http::TellWhen::changed);
  audit(batch, context, action_of(change.status), "access_key", id.text, audit_access_key);
  const auto row = co_await context.db().write(std::move(batch), find_access_key(org, id));
  co_return reply(shown(row, context.now_ms()));
}

// Of the same kind as the old one, which SQL sees first: one of each is made, and one is kept.
effect::Task<Reply<IssuedKey>> reroll_key(Call<KeyPath, Nothing, Reroll> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  const KeyId old = call.path.id, id = context.new_id<KeyId>();
  const auto secret = co_await mint(context, KeyKind::secret);
  const auto open = co_await mint(context, KeyKind::open);
  const auto overlap_ms = call.body.overlap_s ? call.body.overlap_s->value * 1000 : 0;
  storage::Batch batch;
  batch
      .add(add_successor(org, old, id, secret.hash, begin_of(secret), end_of(secret), open.hash,
                         begin_of(open), end_of(open), context.who().actor(), context.now_ms()))
      .or_fail(Code::not_found)
      .add(end_access_key(org, old, context.now_ms() + overlap_ms, context.now_ms()))
      .or_fail(Code::gone);
  audit(batch, context, "access_key.rerolled", "access_key", old.text, audit_access_key);
  tell_of(batch, context, Topic::key_rotated, id);
  const auto row = co_await context.db().write(std::move(batch), find_access_key(org, id));
  const auto key = row.kind == "secret" ? secret.key : open.key;
  co_return reply(IssuedKey{id, key, shown(row, context.now_ms())});
}

effect::Task<Reply<Nothing>> delete_access(Call<KeyPath> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  co_await context.check_no_tag();
  const KeyId id = call.path.id;
  storage::Batch batch;
  audit(batch, context, "access_key.revoked", "access_key", id.text, audit_access_key);
  tell_of(batch, context, Topic::key_revoked, id);
  batch.add(delete_access_key(org, id)).or_fail(Code::not_found);
  batch.add(delete_usage(org, id));
  co_return reply().commit(std::move(batch));
}

}  // namespace arris::keys
