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

}  // namespace arris::keys
