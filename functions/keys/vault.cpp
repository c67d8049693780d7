// The secrets of providers: what people see of them, and how they come, change and go.

#include <algorithm>

#include "http/judge.h"
#include "http/tell.h"
#include "keys/handlers.h"
#include "keys/sealing.h"
#include "keys/status.h"
#include "keys/vault_memory.h"

namespace arris::keys {
namespace {

using http::Context;
using http::Position;
using http::Topic;

VaultKey shown(const VaultRow& row, std::int64_t now_ms) {
  const bool overlaps = row.previous_ends_at_ms && *row.previous_ends_at_ms > now_ms;
  return {row.id,
          row.name,
          row.service,
          row.base_url,
          row.last4,
          status_of(row.expires_at_ms, row.revoked_at_ms, now_ms),
          row.secret_version,
          row.usage_count.value_or(0),
          row.last_used_at_ms,
          row.expires_at_ms,
          row.check_verdict,
          row.checked_at_ms,
          row.rotated_at_ms,
          overlaps ? row.previous_version : std::nullopt,
          overlaps ? row.previous_ends_at_ms : std::nullopt,
          row.created_by,
          row.created_at_ms,
          row.version};
}

// Enough to tell keys apart; nothing of a short one.
std::string_view last4_of(std::string_view secret) {
  return secret.size() < 16 ? std::string_view() : secret.substr(secret.size() - 4);
}

void check_secret(std::string_view secret, json::Faults& faults) {
  for (const char c : secret)
    if (c <= ' ' || c > '~')
      return faults.add_at("secret", "not_a_secret", "must be visible ASCII without blanks");
}

// Where the secret may be sent: the provider's own address, or the one that is asked for.
std::string_view base_url_of(const NewVaultKey& body) {
  return body.base_url ? body.base_url->text : provider_of(body.service).base_url;
}

// A provider's own address is not asked about: its answer decides nothing.
std::string_view known_or(std::string_view asked) {
  return asked.empty() ? provider_of(Service::openai).base_url : asked;
}

void note(storage::Batch& batch, Context context, std::string_view action, const VaultKey& key) {
  audit(batch, context, action, "key", key.id.text, key.name);
}

void tell(storage::Batch& batch, Context context, Topic topic, const VaultKey& key) {
  http::tell(batch, context, topic,
             http::KeyTold{key.id, key.name, "vault", key.expires_at_ms, context.who().actor()});
}

std::string_view action_of(const std::optional<Status>& status) {
  if (!status) return "key.changed";
  return *status == Status::revoked ? "key.revoked" : "key.restored";
}

// The row says the rest.
void tell_of(storage::Batch& batch, Context context, Topic topic, KeyId id,
             http::TellWhen when = http::TellWhen::always) {
  http::tell(batch, context, topic, http::KeyTold{id, {}, "vault", {}, context.who().actor()},
             {.when = when, .statement = &tell_vault_key});
}

auto seal_first(Context context, const OrgKey& org_key, const VaultKey& key,
                std::string_view secret) {
  return seal_secret(context, org_key, key.id, 1, context.keep(*origin_of(key.base_url)), secret);
}

// What stores a new secret, sealed under the org's key of that version.
storage::Batch storing(Context context, const VaultKey& key, std::int64_t org_key_version,
                       const effect::StoreAnswer& stored) {
  const OrgId org = context.who().org;
  storage::Batch batch;
  batch
      .add(add_vault_key(org, key.id, key.name, key.service, key.base_url, key.expires_at_ms,
                         key.created_by, key.created_at_ms))
      .on_conflict("vault_keys.name", taken("#/name"))
      .add(add_version(org, key.id, 1, org_key_version, stored.sealed_key, stored.sealed, key.last4,
                       key.created_at_ms));
  note(batch, context, "key.created", key);
  tell(batch, context, Topic::key_created, key);
  return batch;
}

// The same, and the org's first key with its first secret.
effect::Task<storage::Batch> storing_under(Context context, std::vector<OrgKey> found, VaultKey key,
                                           std::string_view secret) {
  storage::Batch batch;
  const auto org_key = co_await org_key_of(context, std::move(found), batch);
  const auto stored = co_await seal_first(context, org_key, key, secret);
  batch.append(storing(context, key, org_key.version, stored));
  co_return batch;
}

effect::Task<Nothing> check_address(NewVaultKey body) {
  const auto asked = body.base_url ? body.base_url->text : std::string_view();
  const auto judged = co_await http::Judge{known_or(asked)};
  if (!asked.empty() && judged.failure == effect::Failure::refused)
    co_await Result<Nothing>(invalid("#/base_url", http::not_public, http::not_public_detail));
  co_return Nothing{};
}

// Stores it under the org's key that is known; false when none is, or it is not the one that the org has, which is known then.
effect::Task<bool> stored_at_once(Context context, VaultKey key, std::string_view secret,
                                  KnownVault* known) {
  if (!known->org_key) co_return false;
  const OrgKey org_key = *known->org_key;
  const auto stored = co_await effect::attempt(seal_first(context, org_key, key, secret));
  if (!stored) co_return false;  // its root was taken out since then
  storage::Batch batch;
  batch.add(check_vault(context.who().org, org_key.version, org_key.sealed, std::nullopt, 0))
      .append(storing(context, key, org_key.version, stored.value()));
  const auto written = co_await effect::attempt(context.db().write(batch));
  if (!written) *known = co_await told_by(context, &written.error());
  co_return written.ok();
}

Reply<VaultKey> answered(VaultKey key) {
  const auto version = key.version, content = key.usage_count;
  return reply(key).version(version, content);
}

std::int64_t overlap_ms_of(const Rotation& body) {
  return body.overlap_s ? body.overlap_s->value * 1000 : 0;
}

}  // namespace

void check_expiry(const std::optional<std::int64_t>& expires_at_ms, json::Faults& faults) {
  const std::int64_t now_ms = faults.now_ms();
  if (expires_at_ms && (*expires_at_ms <= now_ms || *expires_at_ms >= now_ms + 36'500 * day_ms))
    faults.add_at("expires_at_ms", "not_ahead", "must lie ahead, at most a hundred years");
}

void check_settable(const std::optional<Status>& status, json::Faults& faults) {
  if (status == Status::expired)
    faults.add_at("status", "not_settable", "is active or revoked; expires_at_ms expires a key");
}

void find_faults(const NewVaultKey& body, json::Faults& faults) {
  const auto base_url = base_url_of(body);
  if (base_url.empty())
    faults.add_at("base_url", "missing", "a custom service needs an address");
  else if (!origin_of(base_url))
    faults.add_at("base_url", "not_an_address", "must be an http or https address");
  check_secret(body.secret.text, faults);
  check_expiry(body.expires_at_ms, faults);
}

void find_faults(const VaultChange& body, json::Faults& faults) {
  check_expiry(body.expires_at_ms.value_or(std::nullopt), faults);
  check_settable(body.status, faults);
}

void find_faults(const Rotation& body, json::Faults& faults) {
  check_secret(body.secret.text, faults);
  check_expiry(body.expires_at_ms.value_or(std::nullopt), faults);
}

effect::Task<Reply<Page<VaultKey>>> list_vault(Call<Nothing, VaultFilter> call) {
  Context context = call.context;
  const Position from = context.position().value_or(before_all);
  const std::int64_t limit = limit_of(call.query.limit);
  const OrgId org = context.who().org;
  const auto [rows, org_keys] = co_await context.db().read(
      list_vault_keys(org, from.sort, from.id, call.query.service, limit + 1), find_org_key(org));
  co_await remember_secrets(context, &rows);
  co_await remember_org_key(context, org_keys);
  std::vector<VaultKey> keys;
  for (const VaultRow& row : rows) keys.push_back(shown(row, context.now_ms()));
  auto page = co_await http::page_of(
      context, std::move(keys), static_cast<std::size_t>(limit),
      [](const VaultKey& key) { return Position{key.created_at_ms, key.id.text}; });
  co_return reply(std::move(page));
}

effect::Task<Reply<VaultKey>> show_vault_key(Call<KeyPath> call) {
  const auto row =
      co_await call.context.db().get(find_vault_key(call.context.who().org, call.path.id));
  co_return answered(shown(row, call.context.now_ms()));
}

effect::Task<Reply<VaultKey>> add_to_vault(Call<Nothing, Nothing, NewVaultKey> call) {
  Context context = call.context;
  const NewVaultKey& body = call.body;
  const auto base_url = base_url_of(body);
  const auto id = context.new_id<KeyId>();
  VaultKey key{
      id, body.name.text, body.service, base_url, last4_of(body.secret.text), Status::active, 1, 0};
  key.expires_at_ms = body.expires_at_ms;
  key.created_by = context.who().actor();
  key.created_at_ms = context.now_ms();
  key.version = 1;
  co_await check_address(body);
  KnownVault known;
  known.org_key = co_await remembered_org_key(context);
  for (int tries = 0; tries < tries_at_once; ++tries)
    if (co_await stored_at_once(context, key, body.secret.text, &known)) co_return answered(key);
  auto found = co_await context.db().read(find_org_key(context.who().org));
  co_await remember_org_key(context, found);
  auto batch = co_await storing_under(context, found, key, body.secret.text);
  if (!found.empty()) co_return answered(key).commit(std::move(batch));
  const auto written = co_await effect::attempt(context.db().write(batch));
  if (written) co_return answered(key);
  if (written.error().code != Code::conflict) co_await Result<Nothing>(written.error());
  // Another first secret made the org's key meanwhile: this one goes under it.
  found = co_await context.db().read(find_org_key(context.who().org));
  batch = co_await storing_under(context, found, key, body.secret.text);
  co_return answered(key).commit(std::move(batch));
}

effect::Task<Reply<VaultKey>> change_key(Call<KeyPath, Nothing, VaultChange> call) {
  Context context = call.context;
  const VaultChange& change = call.body;
  const OrgId org = context.who().org;
  const KeyId id = call.path.id;
  std::optional<std::string_view> name;
  if (change.name) name = change.name->text;
  storage::Batch batch;
  batch.add(check_vault_key(org, id, context.if_match()))
      .add(change_vault_key(org, id, name, change.expires_at_ms ? 1 : 0,
                            change.expires_at_ms.value_or(std::nullopt)))
      .on_conflict("vault_keys.name", taken("#/name"));
  if (change.status) batch.add(turn_status(org, id, *change.status, context.now_ms()));
  if (change.status == Status::revoked)
    tell_of(batch, context, Topic::key_revoked, id, http::TellWhen::changed);
  audit(batch, context, action_of(change.status), "key", id.text, audit_vault_key);
  const auto row = co_await context.db().write(std::move(batch), find_vault_key(org, id));
  co_return answered(shown(row, context.now_ms()));
}

effect::Task<Reply<Nothing>> delete_key(Call<KeyPath> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  const KeyId id = call.path.id;
  storage::Batch batch;
  batch.add(check_vault_key(org, id, context.if_match()));
  tell_of(batch, context, Topic::key_revoked, id);
  audit(batch, context, "key.deleted", "key", id.text, audit_vault_key);
  batch.add(delete_vault_key(org, id));
  batch.add(delete_usage(org, id));
  co_return reply().commit(std::move(batch));
}

auto seal_next(Context context, const OrgKey& org_key, const Replaceable& secret,
               const Rotation& body) {
  return seal_secret(context, org_key, secret.id, secret.secret_version + 1,
                     context.keep(*origin_of(secret.base_url)), body.secret.text);
}

// What puts a new secret in the place of one; the batch fails with `vault_moved` where that has gone.
storage::Batch replacing(Context context, const OrgKey& org_key, const Replaceable& secret,
                         const Rotation& body, const effect::StoreAnswer& stored) {
  const OrgId org = context.who().org;
  const auto next = secret.secret_version + 1;
  storage::Batch batch;
  batch.add(check_vault(org, org_key.version, org_key.sealed, secret.id, secret.secret_version))
      .add(turn_vault_key(org, secret.id, secret.secret_version, body.expires_at_ms ? 1 : 0,
                          body.expires_at_ms.value_or(std::nullopt), context.now_ms(),
                          secret.version))
      .or_fail(vault_moved)
      .add(add_version(org, secret.id, next, org_key.version, stored.sealed_key, stored.sealed,
                       last4_of(body.secret.text), context.now_ms()))
      .add(end_versions(org, secret.id, next, context.now_ms() + overlap_ms_of(body)));
  tell_of(batch, context, Topic::key_rotated, secret.id);
  audit(batch, context, "key.rotated", "key", secret.id.text, audit_vault_key);
  return batch;
}

// The key after its secret was replaced by what is known; nothing when that is not enough, or not what the vault holds, which is
// known then.
effect::Task<std::optional<VaultRow>> replaced_at_once(Context context, KeyId id,
                                                       const Rotation* body, KnownVault* known) {
  if (!known->secret || !known->org_key) co_return std::nullopt;
  const OrgKey org_key = *known->org_key;
  const Replaceable secret = *known->secret;
  const auto stored = co_await effect::attempt(seal_next(context, org_key, secret, *body));
  if (!stored) co_return std::nullopt;  // its root was taken out since then
  auto batch = replacing(context, org_key, secret, *body, stored.value());
  const auto row = co_await effect::attempt(
      context.db().write(std::move(batch), find_vault_key(context.who().org, id)));
  if (row) co_return row.value();
  *known = co_await told_by(context, &row.error(), id);
  co_return std::nullopt;
}

// As the key is after `replacing` it as it was read.
VaultKey replaced(VaultRow row, const Rotation& body, std::int64_t now_ms) {
  row.last4 = last4_of(body.secret.text);
  if (body.expires_at_ms) row.expires_at_ms = *body.expires_at_ms;
  row.previous_version = row.secret_version++;
  row.previous_ends_at_ms = now_ms + overlap_ms_of(body);
  row.rotated_at_ms = now_ms;
  row.check_verdict.reset();
  row.checked_at_ms.reset();
  ++row.version;
  return shown(row, now_ms);
}

effect::Task<Reply<VaultKey>> rotate_key(Call<KeyPath, Nothing, Rotation> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  KnownVault known;
  known.secret = co_await remembered_secret(context, call.path.id);
  known.org_key = co_await remembered_org_key(context);
  for (int tries = 0; tries < tries_at_once; ++tries) {
    const auto row = co_await replaced_at_once(context, call.path.id, &call.body, &known);
    if (row) co_return answered(shown(*row, context.now_ms()));
  }
  auto [rows, org_keys] =
      co_await context.db().read(find_vault_key(org, call.path.id), find_org_key(org));
  if (rows.empty() || org_keys.empty()) co_await Result<Nothing>(not_found());
  co_await remember_org_key(context, org_keys);
  const Replaceable found{rows[0].id, rows[0].base_url, rows[0].secret_version, rows[0].version};
  const auto stored = co_await seal_next(context, org_keys[0], found, call.body);
  auto batch = replacing(context, org_keys[0], found, call.body, stored);
  batch.on_refusal(vault_moved, Error(Code::precondition_failed));
  co_return answered(replaced(rows[0], call.body, context.now_ms())).commit(std::move(batch));
}

}  // namespace arris::keys
