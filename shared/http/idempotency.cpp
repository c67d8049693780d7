#include "http/idempotency.h"

#include "core/hash.h"
#include "http/common.h"

namespace arris::http {
namespace {

// In place of the status of an answer that is not there.
constexpr std::int64_t running = 0, shown = 1;

bool is_visible_ascii(std::string_view text) {
  for (const char c : text) {
    if (c < '!' || c > '~') return false;
  }
  return true;
}

// Half of the hash: the whole of it tells as many bits about a secret in the body as a short one has.
constexpr std::size_t hash_length = 16;
std::string request_hash(const RequestState& state) {
  return Hash128{}
      .add(state.request.path)
      .add(state.request.query)
      .add(state.request.body)
      .to_hex()
      .substr(0, hash_length);
}

std::string_view principal_of(RequestState& state) {
  if (!state.who.actor().empty()) return state.who.actor();
  return state.task.arena.keep("address:" + std::string(state.client_address));
}

Error malformed() {
  Error error(Code::bad_request);
  error.faults.emplace_back("Idempotency-Key:", "malformed",
                            "has 1 to 255 visible ASCII characters");
  return error;
}

}  // namespace

Result<std::optional<IdempotencyKey>> read_idempotency_key(RequestState& state,
                                                           const Route& route) {
  std::string_view key = state.header("idempotency-key");
  if (key.empty() || !heeds_key(route)) return std::optional<IdempotencyKey>();
  if (key.size() >= 2 && key.front() == '"' && key.back() == '"')
    key = key.substr(1, key.size() - 2);
  if (key.empty() || key.size() > 255 || !is_visible_ascii(key)) return malformed();
  return std::optional(IdempotencyKey{key, principal_of(state), route.path,
                                      state.task.arena.keep(request_hash(state)),
                                      route.options.retry});
}

storage::Bound<void> look_up(const RequestState& state, const IdempotencyKey& key) {
  auto bound = find_kept_answer(state.who.org, key.principal, key.route, key.key,
                                state.now_ms - answers_kept_ms);
  return {bound.statement, std::move(bound.parameters)};
}

void keep(storage::Batch& batch, const RequestState& state, const IdempotencyKey& key,
          const Prepared& prepared, std::string_view etag) {
  if (key.retry == Retry::shown_once) return claim(batch, state, key);
  batch.add(keep_answer(state.who.org, key.principal, key.route, key.key, key.request_hash,
                        prepared.status, etag, prepared.body, state.now_ms,
                        state.now_ms - answers_kept_ms));
  batch.or_fail(Code::already_running);
}

void claim(storage::Batch& batch, const RequestState& state, const IdempotencyKey& key) {
  const auto claimed = key.retry == Retry::shown_once ? shown : running;
  batch.add(keep_answer(state.who.org, key.principal, key.route, key.key, key.request_hash, claimed,
                        "", "", state.now_ms, state.now_ms - answers_kept_ms));
  batch.or_fail(Code::already_running);
}

void settle(storage::Batch& batch, const RequestState& state, const IdempotencyKey& key,
            const Prepared& prepared, std::string_view etag) {
  batch.add(settle_answer(state.who.org, key.principal, key.route, key.key, prepared.status, etag,
                          prepared.body));
}

Result<std::optional<Prepared>> replay(const effect::Rows& rows, const IdempotencyKey& key,
                                       Arena& arena) {
  auto kept = storage::read_rows<KeptAnswer>(rows);
  if (!kept) return std::move(kept.error());
  if (kept->empty()) return std::optional<Prepared>();
  const KeptAnswer& answer = kept->front();
  if (answer.request_hash.substr(0, hash_length) != key.request_hash)
    return Error(Code::key_reused);
  if (answer.status == running) return Error(Code::already_running);
  if (answer.status == shown) return Error(Code::already_answered);
  Prepared prepared{
      static_cast<std::uint16_t>(answer.status), std::string(answer.body), {}, {}, 0, {}};
  prepared.headers.push_back({"idempotency-replayed", "true"});
  if (!answer.etag.empty()) prepared.headers.push_back({"etag", arena.keep(answer.etag)});
  return std::optional(std::move(prepared));
}

}  // namespace arris::http
