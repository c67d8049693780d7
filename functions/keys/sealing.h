#pragma once
// What the vault seals, and with which keys (vault/credential.h).

#include <string>

#include "effect/effects.h"
#include "http/context.h"
#include "keys/queries.h"
#include "vault/credential.h"

namespace arris::keys {

using vault::bound_org_key;
using vault::bound_secret;
using vault::bound_secret_key;
using vault::chain_of;
using vault::credential_of;
inline constexpr std::string_view vault_root = vault::root_key;

// The org's newest key out of what was found; its first one is made now, and kept by `batch`, which ends with conflict
// when another was kept meanwhile. `batch` outlives the task.
effect::Task<OrgKey> org_key_of(http::Context context, std::vector<OrgKey> found,
                                storage::Batch& batch);
// A new key of the org, sealed under the newest root.
effect::Task<effect::NewKeyAnswer> make_org_key(http::Context context, OrgId org,
                                                std::int64_t version);
std::string_view root_id_text(http::Context context, effect::Bytes root_id);

// Seals a secret for calls to `origin`. Fails where no root opens the org's key.
inline auto seal_secret(http::Context context, const OrgKey& org_key, KeyId key,
                        std::int64_t version, std::string_view origin, std::string_view secret) {
  const OrgId org = context.who().org;
  std::string bound_to(bound_secret(context, org, key, version));
  bound_to.append("|").append(origin);
  return effect::store({vault_root,
                        chain_of(context, org, org_key.version, org_key.sealed),
                        {bound_secret_key(context, org, key, version)},
                        {secret},
                        {context.keep(bound_to)}});
}

}  // namespace arris::keys
