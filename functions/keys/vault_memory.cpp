#include "keys/vault_memory.h"

#include <algorithm>

#include "effect/cache.h"
#include "http/told_rows.h"

namespace arris::keys {
namespace {

using http::Context;

std::string_view cache_key_of(Context context, std::string_view kind) {
  return context.keep(std::string(kind).append(context.who().org.text));
}

// Empty when nothing is remembered.
effect::Task<std::string_view> recall(Context context, std::string_view kind) {
  if (!context.request().header("idempotency-key").empty()) co_return std::string_view();
  const auto kept = co_await effect::remembered(cache_key_of(context, kind));
  co_return kept.value_or(std::string_view());
}

effect::Task<Nothing> keep(Context context, std::string_view kind, std::string_view bytes) {
  return effect::remember(cache_key_of(context, kind), bytes, vault_remembered_ms);
}

constexpr std::string_view of_org = "org-key/", of_secrets = "secrets/";

std::uint8_t digit_of(char c) {
  return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'A' + 10);
}

// As SQLite's hex() writes it.
Bytes bytes_of(Context context, std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit_of(hex[i]) << 4 | digit_of(hex[i + 1]));
  return {context.keep(bytes)};
}

KnownVault known_of(Context context, std::string_view told, KeyId id) {
  http::ToldRows rows(told, context.arena());
  const auto org_keys = rows.next<OrgKeyTold>();
  const auto secrets = rows.next<SecretTold>();
  KnownVault known;
  if (!rows.ok()) return known;
  if (!org_keys.empty())
    known.org_key = {org_keys[0].version, bytes_of(context, org_keys[0].sealed)};
  if (!secrets.empty()) known.secret = {id, secrets[0].base_url, secrets[0].secret_version, {}};
  return known;
}

}  // namespace

effect::Task<std::optional<OrgKey>> remembered_org_key(Context context) {
  const auto bytes = co_await recall(context, of_org);
  OrgKey key;
  effect::Reader reader(bytes);
  reader(key.version, key.sealed);
  co_return reader.ok() ? std::optional(key) : std::nullopt;
}

effect::Task<std::optional<Replaceable>> remembered_secret(Context context, KeyId id) {
  effect::Reader reader(co_await recall(context, of_secrets));
  while (reader.ok() && !reader.at_end()) {
    Replaceable secret;
    reader(secret.id.text, secret.base_url, secret.secret_version);
    if (reader.ok() && secret.id == id) co_return secret;
  }
  co_return std::nullopt;
}

effect::Task<Nothing> remember_org_key(Context context, std::vector<OrgKey> found) {
  if (found.empty()) co_return Nothing{};
  std::string bytes;
  effect::Writer writer(bytes);
  writer(found.front().version, found.front().sealed);
  co_return co_await keep(context, of_org, context.keep(bytes));
}

effect::Task<Nothing> remember_secrets(Context context, const std::vector<VaultRow>* rows) {
  std::string bytes;
  effect::Writer writer(bytes);
  for (VaultRow row : *rows) writer(row.id.text, row.base_url, row.secret_version);
  co_return co_await keep(context, of_secrets, context.keep(bytes));
}

effect::Task<KnownVault> told_by(Context context, const Error* failure, KeyId id) {
  const std::string_view cause = failure->cause;
  if (!cause.starts_with(vault_moved)) co_await Result<Nothing>(*failure);
  const auto told = cause.substr(std::min(cause.size(), vault_moved.size() + 2));
  auto known = known_of(context, context.keep(told), id);
  if (known.org_key) co_await remember_org_key(context, {*known.org_key});
  co_return known;
}

}  // namespace arris::keys
