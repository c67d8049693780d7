#pragma once
// How secrets are sealed: root -> key of the org -> key of the secret -> secret. Each seal is bound to its place, so that
// no row opens in another's:
//
//   key of the org      "kek|ORG|VERSION"
//   key of the secret   "dek|ORG|KEY|VERSION"
//   the secret          "val|ORG|KEY|secret|VERSION" and, by the host, "|ORIGIN"
//
// The host makes the keys, seals and opens. What it opens goes into a header of a call to ORIGIN and nowhere else.

#include <boost/describe/class.hpp>

#include "core/ids.h"
#include "effect/effects.h"
#include "http/context.h"
#include "vault/provider.h"

namespace arris::vault {

inline constexpr std::string_view root_key = "vault";

// What a seal is bound to; the texts live in the arena.
std::string_view bound_org_key(http::Context context, OrgId org, std::int64_t version);
std::string_view bound_secret_key(http::Context context, OrgId org, KeyId key,
                                  std::int64_t version);
std::string_view bound_secret(http::Context context, OrgId org, KeyId key, std::int64_t version);

// The sealed key of an org as the one link of a chain.
std::vector<effect::Link> chain_of(http::Context context, OrgId org, std::int64_t version,
                                   effect::Bytes sealed);

// Everything that opens one secret of a key.
struct Sealed {
  effect::Bytes org_key;
  std::int64_t org_key_version;
  effect::Bytes sealed_key, sealed;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(Sealed, (), (org_key, org_key_version, sealed_key, sealed, version))

// Lets the host show the secret to its provider.
effect::Credential credential_of(http::Context context, KeyId key, const Sealed& secret,
                                 const Provider& provider);

}  // namespace arris::vault
