#include "keys/sealing.h"

namespace arris::keys {

using http::Context;

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

}  // namespace arris::keys
