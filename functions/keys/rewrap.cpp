// Turning the keys above the secrets, while everything is in use: a new key of an org, or a new root, is used from the
// next seal on; what lies under older ones moves piece by piece. The secrets themselves are never opened for it.

#include "keys/handlers.h"
#include "keys/sealing.h"
#include "keys/vault_memory.h"

namespace arris::keys {
namespace {

using http::Context;

constexpr std::size_t piece = 50;

effect::Rewrap rewrap_secret(Context context, const StaleSecret& stale) {
  return {vault_root,
          chain_of(context, stale.org_id, stale.old_version, stale.old_key),
          stale.sealed_key,
          {bound_secret_key(context, stale.org_id, stale.key_id, stale.version)},
          chain_of(context, stale.org_id, stale.new_version, stale.new_key)};
}

// The writes that move a piece.
effect::Task<storage::Batch> moves_of(Context context, std::vector<StaleSecret> stale) {
  storage::Batch batch;
  for (const StaleSecret& one : stale) {
    const auto moved = co_await effect::rewrap(rewrap_secret(context, one));
    if (moved.ok == 0) co_await Result<Nothing>(internal("a secret's key does not open"));
    batch.add(move_secret(one.org_id, one.key_id, one.version, one.old_version, one.new_version,
                          moved.sealed));
  }
  co_return batch;
}

// Moves a piece of any orgs; how many there were.
effect::Task<std::size_t> move_secrets(Context context) {
  auto stale = co_await context.db().read(list_stale_secrets(OrgId{}, piece));
  const auto count = stale.size();
  auto batch = co_await moves_of(context, std::move(stale));
  if (!batch.empty()) co_await context.db().write(batch);
  co_return count;
}

effect::Task<std::size_t> move_org_keys(Context context) {
  const auto newest = co_await effect::root_id(vault_root);
  const auto root = root_id_text(context, newest.data);
  const auto stale = co_await context.db().read(list_stale_org_keys(root, piece));
  storage::Batch batch;
  for (const StaleOrgKey& one : stale) {
    const auto moved = co_await effect::rewrap(
        {vault_root, {}, one.sealed, {bound_org_key(context, one.org_id, one.version)}, {}});
    if (moved.ok == 0) co_await Result<Nothing>(internal("an org's key does not open"));
    batch.add(move_org_key(one.org_id, one.version, one.root_id, root, moved.sealed));
  }
  if (!batch.empty()) co_await context.db().write(batch);
  co_return stale.size();
}

struct Turning {
  OrgKey made;
  storage::Batch batch;
};

// A new key of the org, the `next` one; the batch fails with `vault_moved` where another one is the newest.
effect::Task<Turning> turning(Context context, std::int64_t next) {
  const OrgId org = context.who().org;
  const auto made = co_await make_org_key(context, org, next);
  storage::Batch batch;
  batch.add(check_vault(org, next - 1, std::nullopt, std::nullopt, 0))
      .add(add_org_key(org, next, root_id_text(context, made.root_id), made.sealed,
                       context.now_ms()))
      .add(retire_org_keys(org, next, context.now_ms()));
  http::audit(batch, context,
              {.action = "org_key.rotated",
               .target_kind = "org",
               .target_id = org.text,
               .audience = http::Audience::admins});
  co_return Turning{{next, made.sealed}, std::move(batch)};
}

// Turns the org's key by what is known without a read; nothing when nothing is, or another one is the newest.
effect::Task<std::optional<OrgKeyRotation>> turned_at_once(Context context) {
  KnownVault known;
  known.org_key = co_await remembered_org_key(context);
  for (int tries = 0; known.org_key && tries < tries_at_once; ++tries) {
    const auto next = known.org_key->version + 1;
    auto turn = co_await turning(context, next);
    const auto counted = co_await effect::attempt(
        context.db().write(std::move(turn.batch), count_waiting(context.who().org, next)));
    if (!counted) {
      known = co_await told_by(context, &counted.error());
      continue;
    }
    co_await remember_org_key(context, {turn.made});
    co_return OrgKeyRotation{next, counted->waiting};
  }
  co_return std::nullopt;
}

}  // namespace

effect::Task<Reply<OrgKeyRotation>> rotate_org_key(Call<> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  if (const auto turned = co_await turned_at_once(context)) co_return reply(*turned);
  auto [found, waiting] =
      co_await context.db().read(find_org_key(org), count_waiting(org, 1ll << 53));
  const auto next = found.empty() ? 1 : found.front().version + 1;
  auto turn = co_await turning(context, next);
  co_await remember_org_key(context, {turn.made});  // which decides nothing, should the write fail
  turn.batch.on_refusal(vault_moved, Error{Code::conflict, "The key was rotated meanwhile"});
  co_return reply(OrgKeyRotation{next, waiting.front().waiting}).commit(std::move(turn.batch));
}

effect::Task<Reply<OrgKeyRotation>> rewrap_org(Call<> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  auto [stale, newest, counted] = co_await context.db().read(list_stale_secrets(org, piece),
                                                             find_org_key(org), count_stale(org));
  const OrgKeyRotation state{newest.empty() ? 0 : newest.front().version,
                             counted.front().waiting - static_cast<std::int64_t>(stale.size())};
  auto batch = co_await moves_of(context, std::move(stale));
  co_return reply(state).commit(std::move(batch));
}

// Both moves, some pieces each; what is left waits for the next time.
effect::Task<Nothing> rewrap_all(Context context) {
  for (int i = 0; i < 4; ++i) {
    const auto org_keys = co_await move_org_keys(context);
    const auto secrets = co_await move_secrets(context);
    if (org_keys < piece && secrets < piece) break;
  }
  storage::Batch batch;
  batch.add(delete_idle_org_keys());
  co_await context.db().write(batch);
  co_return Nothing{};
}

}  // namespace arris::keys
