// What becomes of the keys of a member who goes: whoever issued a secret key has seen it, so it ends with them. A
// public key is known to everybody and stays.

#include "keys/handlers.h"

namespace arris::keys {

effect::Task<http::Change> end_keys_of_member(http::Context context, http::Message message) {
  const auto gone = co_await message.read<http::MemberRemoved>(context);
  http::Change change;
  change.batch.add(end_issued_keys(message.org, gone.user_id, context.now_ms()));
  http::audit_change(change.batch, context, {message.org, http::ActorKind::person, gone.by.text},
                     {.action = "access_key.revoked",
                      .target_kind = "person",
                      .target_id = gone.user_id.text,
                      .audience = http::Audience::admins});
  co_return change;
}

}  // namespace arris::keys
