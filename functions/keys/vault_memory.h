#pragma once
// What the host remembers of an org's vault: the org's newest key as the database has it, which only the host opens, and
// where the secrets go that were listed last. With it a secret is sealed before anything is read. It decides nothing: the
// batch that was made with it fails with `vault_moved` unless it still holds, and tells what does.

#include "keys/handlers.h"

namespace arris::keys {

inline constexpr std::uint32_t vault_remembered_ms = 10 * 60'000;
inline constexpr std::string_view vault_moved = "vault_moved";

// A secret that may be replaced.
struct Replaceable {
  KeyId id;
  std::string_view base_url;
  std::int64_t secret_version = 0;
  std::optional<std::int64_t> version;  // of the key as it was read; nothing where it is remembered
};

// What a write is made with.
struct KnownVault {
  std::optional<OrgKey> org_key{};
  std::optional<Replaceable> secret{};
};

// How often a write is made by what is known without a read: what is remembered, then what the refusal of that told.
inline constexpr int tries_at_once = 2;

// Nothing with an Idempotency-Key: what is read first is answered before it is written, so that the answer is kept in the
// same transaction, and the look-up of a kept one rides in that read.
effect::Task<std::optional<OrgKey>> remembered_org_key(http::Context context);
effect::Task<std::optional<Replaceable>> remembered_secret(http::Context context, KeyId id);

effect::Task<Nothing> remember_org_key(http::Context context, std::vector<OrgKey> found);
effect::Task<Nothing> remember_secrets(http::Context context, const std::vector<VaultRow>* rows);

// What a batch told that failed for what was remembered: the org's newest key, which is remembered from then on, and the
// secret `id`. Another failure ends the request.
effect::Task<KnownVault> told_by(http::Context context, const Error* failure, KeyId id = {});

}  // namespace arris::keys
