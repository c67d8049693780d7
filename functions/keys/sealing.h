#pragma once
// How secrets are sealed: root -> key of the org -> key of the secret -> secret. Each seal is bound to its place, so that
// no row opens in another's:
//
//   key of the org      "kek|ORG|VERSION"
//   key of the secret   "dek|ORG|KEY|VERSION"
//   the secret          "val|ORG|KEY|secret|VERSION" and, by the host, "|ORIGIN"
//
// The host makes the keys, seals and opens. What it opens goes into a header of a call to ORIGIN and nowhere else.

#include "effect/effects.h"
#include "http/context.h"
#include "keys/queries.h"

namespace arris::keys {

inline constexpr std::string_view vault_root = "vault";

// What a seal is bound to; the texts live in the arena.
std::string_view bound_org_key(http::Context context, OrgId org, std::int64_t version);
std::string_view bound_secret_key(http::Context context, OrgId org, KeyId key,
                                  std::int64_t version);
std::string_view bound_secret(http::Context context, OrgId org, KeyId key, std::int64_t version);

// The sealed key of an org as the one link of a chain.
std::vector<effect::Link> chain_of(http::Context context, OrgId org, std::int64_t version,
                                   effect::Bytes sealed);

// The org's newest key out of what was found; its first one is made now, and kept by `batch`, which ends with conflict
// when another was kept meanwhile. `batch` outlives the task.
effect::Task<OrgKey> org_key_of(http::Context context, std::vector<OrgKey> found,
                                storage::Batch& batch);
// A new key of the org, sealed under the newest root.
effect::Task<effect::NewKeyAnswer> make_org_key(http::Context context, OrgId org,
                                                std::int64_t version);
std::string_view root_id_text(http::Context context, effect::Bytes root_id);

// Seals a secret for calls to `origin`.
effect::Task<effect::StoreAnswer> seal_secret(http::Context context, OrgKey org_key, KeyId key,
                                              std::int64_t version, std::string_view origin,
                                              std::string_view secret);

// Lets the host show the secret to its provider.
effect::Credential credential_of(http::Context context, KeyId key, const SealedSecret& secret,
                                 const Provider& provider);

}  // namespace arris::keys
