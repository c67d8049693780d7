#include "vault/credential.h"

#include "core/text.h"

namespace arris::vault {
namespace {

using effect::Bytes;
using http::Context;

std::string_view bound(Context context, std::string_view kind, OrgId org, std::string_view middle,
                       std::int64_t version) {
  std::string text(kind);
  text.append(org.text).append(middle).append("|");
  append_decimal(text, version);
  return context.keep(text);
}

}  // namespace

std::string_view bound_org_key(Context context, OrgId org, std::int64_t version) {
  return bound(context, "kek|", org, "", version);
}

std::string_view bound_secret_key(Context context, OrgId org, KeyId key, std::int64_t version) {
  return bound(context, "dek|", org, "|" + std::string(key.text), version);
}

std::string_view bound_secret(Context context, OrgId org, KeyId key, std::int64_t version) {
  return bound(context, "val|", org, "|" + std::string(key.text) + "|secret", version);
}

std::vector<effect::Link> chain_of(Context context, OrgId org, std::int64_t version, Bytes sealed) {
  return {{sealed, {bound_org_key(context, org, version)}}};
}

effect::Credential credential_of(Context context, KeyId key, const Sealed& secret,
                                 const Provider& provider) {
  const OrgId org = context.who().org;
  auto chain = chain_of(context, org, secret.org_key_version, secret.org_key);
  chain.push_back({secret.sealed_key, {bound_secret_key(context, org, key, secret.version)}});
  return {provider.header,  provider.prefix, root_key,
          std::move(chain), secret.sealed,   {bound_secret(context, org, key, secret.version)}};
}

}  // namespace arris::vault
