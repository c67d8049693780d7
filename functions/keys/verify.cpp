// Whether a key that somebody showed to a customer's own service is good. A take from the key's own limit goes with it.

#include "keys/handlers.h"
#include "keys/status.h"

namespace arris::keys {
namespace {

using http::Context;

KeyCode judge(const AccessRow& row, const Verification& asked, std::int64_t now_ms) {
  const Status status = status_of(row.expires_at_ms, row.revoked_at_ms, now_ms);
  if (status == Status::revoked) return KeyCode::DISABLED;
  if (status == Status::expired) return KeyCode::EXPIRED;
  if (!asked.scope) return KeyCode::VALID;
  const auto wanted = std::int64_t{1} << static_cast<int>(*asked.scope);
  const bool may = (row.scopes & (wanted | http::bit_of(http::Scope::admin))) != 0;
  return may ? KeyCode::VALID : KeyCode::INSUFFICIENT_PERMISSIONS;
}

Verified told(KeyCode code) { return {code == KeyCode::VALID, code}; }

Verified told(KeyCode code, const AccessRow& row) {
  Verified verified = told(code);
  verified.key_id = row.id;
  verified.name = row.name;
  verified.kind = row.kind == "secret" ? KeyKindName::secret : KeyKindName::open;
  verified.scopes = scopes_of(row.scopes);
  verified.expires_at_ms = row.expires_at_ms;
  return verified;
}

}  // namespace

effect::Task<Reply<Verified>> verify_key(Call<Nothing, Nothing, Verification> call) {
  Context context = call.context;
  std::string_view hash = "-";  // of what can't be a key: found nowhere, but the caller is checked
  if (http::kind_of_key(call.body.key.text)) {
    const auto digest = co_await effect::digest(call.body.key.text);
    hash = context.keep(to_hex(as_bytes(digest.data.data)));
  }
  const auto row = co_await context.db().find(find_by_hash(context.who().org, hash));
  if (!row) co_return reply(told(KeyCode::NOT_FOUND));
  KeyCode code = judge(*row, call.body, context.now_ms());
  if (code == KeyCode::VALID && row->limit_capacity) {
    const auto taken = co_await effect::take_limit(
        context.keep("key/" + std::string(row->id.text)),
        static_cast<std::uint32_t>(*row->limit_capacity),
        static_cast<std::uint32_t>(row->limit_window_ms.value_or(60'000)));
    if (taken.open == 0) code = KeyCode::RATE_LIMITED;
  }
  co_return reply(told(code, *row));
}

}  // namespace arris::keys
