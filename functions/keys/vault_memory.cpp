#include "keys/vault_memory.h"

#include <algorithm>

#include "effect/cache.h"

namespace arris::keys {
namespace {

using http::Context;

std::string_view cache_key_of(Context context, std::string_view kind) {
  return context.keep(std::string(kind).append(context.who().org.text));
}

// Empty when nothing is remembered.
effect::Task<std::string_view> recall(Context context, std::string_view kind) {
  if (!context.request().header("idempotency-key").empty()) co_return std::string_view();
  const auto kept = co_await effect::attempt(effect::cached(cache_key_of(context, kind)));
  co_return kept && kept->found != 0 ? kept->data.data : std::string_view();
}

effect::Task<Nothing> keep(Context context, std::string_view kind, std::string_view bytes) {
  (void)co_await effect::attempt(
      effect::cache(cache_key_of(context, kind), bytes, vault_remembered_ms));
  co_return Nothing{};
}

constexpr std::string_view of_org = "org-key/", of_secrets = "secrets/";

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

bool has_moved(const Error& error) { return error.cause == vault_moved; }

}  // namespace arris::keys
