#include "keys/sealing.h"

namespace arris::keys {
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

std::string_view root_id_text(Context context, Bytes root_id) {
  return context.keep(to_hex(as_bytes(root_id.data)));
}

effect::Task<effect::NewKeyAnswer> make_org_key(Context context, OrgId org, std::int64_t version) {
  auto made = co_await effect::new_key(vault_root, bound_org_key(context, org, version));
  co_return made;
}

effect::Task<OrgKey> org_key_of(Context context, std::vector<OrgKey> found, storage::Batch& batch) {
  if (!found.empty()) co_return found.front();
  const OrgId org = context.who().org;
  const auto made = co_await make_org_key(context, org, 1);
  batch.add(add_org_key(org, 1, root_id_text(context, made.root_id), made.sealed, context.now_ms()))
      .or_fail(Code::conflict);
  co_return OrgKey{1, made.sealed};
}

effect::Task<effect::StoreAnswer> seal_secret(Context context, OrgKey org_key, KeyId key,
                                              std::int64_t version, std::string_view origin,
                                              std::string_view secret) {
  const OrgId org = context.who().org;
  std::string bound_to(bound_secret(context, org, key, version));
  bound_to.append("|").append(origin);
  auto stored = co_await effect::store({vault_root,
                                        chain_of(context, org, org_key.version, org_key.sealed),
                                        {bound_secret_key(context, org, key, version)},
                                        {secret},
                                        {context.keep(bound_to)}});
  co_return stored;
}

effect::Credential credential_of(Context context, KeyId key, const SealedSecret& secret,
                                 const Provider& provider) {
  const OrgId org = context.who().org;
  auto chain = chain_of(context, org, secret.org_key_version, secret.org_key);
  chain.push_back({secret.sealed_key, {bound_secret_key(context, org, key, secret.version)}});
  return {provider.header,  provider.prefix, vault_root,
          std::move(chain), secret.sealed,   {bound_secret(context, org, key, secret.version)}};
}

}  // namespace arris::keys
