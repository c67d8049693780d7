#pragma once
// The handlers of keys, in the order of the route table.

#include "http/audit.h"
#include "http/cursor.h"
#include "http/listener.h"
#include "keys/access_queries.h"
#include "keys/queries.h"
#include "keys/rewrap_queries.h"

namespace arris::keys {

using http::before_all;
using http::Call;
using http::limit_of;
using http::Page;
using http::Reply;
using http::reply;

std::vector<ScopeName> scopes_of(std::int64_t bits);

// A key expires ahead of now, or never.
void check_expiry(const std::optional<std::int64_t>& expires_at_ms, json::Faults& faults);

// Time alone makes a key expired.
void check_settable(const std::optional<Status>& status, json::Faults& faults);

// An entry of the audit log: admins alone see which keys there are.
inline void audit(storage::Batch& batch, http::Context context, std::string_view action,
                  std::string_view target_kind, std::string_view id, std::string_view name) {
  http::audit(batch, context,
              {.action = action,
               .target_kind = target_kind,
               .target_id = id,
               .details = http::named(context, name),
               .audience = http::Audience::admins});
}
// The same, named in SQL.
inline void audit(storage::Batch& batch, http::Context context, std::string_view action,
                  std::string_view target_kind, std::string_view id,
                  const http::AppendAudit& statement) {
  http::audit(batch, context,
              {.action = action,
               .target_kind = target_kind,
               .target_id = id,
               .audience = http::Audience::admins,
               .statement = &statement});
}

// vault.cpp
effect::Task<Reply<Page<VaultKey>>> list_vault(Call<Nothing, VaultFilter> call);
effect::Task<Reply<VaultKey>> add_to_vault(Call<Nothing, Nothing, NewVaultKey> call);
effect::Task<Reply<VaultKey>> show_vault_key(Call<KeyPath> call);
effect::Task<Reply<VaultKey>> change_key(Call<KeyPath, Nothing, VaultChange> call);
effect::Task<Reply<Nothing>> delete_key(Call<KeyPath> call);
effect::Task<Reply<VaultKey>> rotate_key(Call<KeyPath, Nothing, Rotation> call);

// check.cpp
effect::Task<Reply<Check>> check_key(Call<KeyPath> call);

// usage.cpp
effect::Task<Reply<Usage>> show_usage(Call<KeyPath, UsageFilter> call);

// rewrap.cpp
effect::Task<Reply<OrgKeyRotation>> rotate_org_key(Call<> call);
effect::Task<Reply<OrgKeyRotation>> rewrap_org(Call<> call);
effect::Task<Nothing> rewrap_all(http::Context context);

// access.cpp
effect::Task<Reply<Page<AccessKey>>> list_access(Call<Nothing, Paging> call);
effect::Task<Reply<IssuedKey>> issue_key(Call<Nothing, Nothing, NewAccessKey> call);
effect::Task<Reply<AccessKey>> show_access(Call<KeyPath> call);
effect::Task<Reply<AccessKey>> change_access(Call<KeyPath, Nothing, AccessChange> call);
effect::Task<Reply<IssuedKey>> reroll_key(Call<KeyPath, Nothing, Reroll> call);
effect::Task<Reply<Nothing>> delete_access(Call<KeyPath> call);

// verify.cpp
effect::Task<Reply<Verified>> verify_key(Call<Nothing, Nothing, Verification> call);

// usage.cpp
effect::Task<http::Change> count_call(http::Context context, http::Message message);

// expiry.cpp
effect::Task<Nothing> tell_of_expiry(http::Context context);
effect::Task<Nothing> drop_ended(http::Context context);
effect::Task<http::Change> forget_org(http::Context context, http::Message message);

}  // namespace arris::keys
