#include "http/caller_key.h"

#include "core/address.h"
#include "core/text.h"
#include "http/common.h"
#include "storage/database.h"

namespace arris::http {
namespace {

// Look-ups of unknown keys from one address.
constexpr effect::Limit look_ups{"", 60, 60'000, 1};

// What the cache keeps: KeyOwner behind the hash that it belongs to.
std::string_view pack(RequestState& state, const KeyOwner& owner) {
  std::string bytes;
  effect::Writer writer(bytes);
  std::int64_t capacity = owner.limit_capacity.value_or(0);
  std::int64_t window_ms = owner.limit_window_ms.value_or(0);
  writer(state.key.hash, owner.org_id.text, owner.id.text, capacity, window_ms);
  return state.task.arena.keep(bytes);
}

std::optional<KeyOwner> unpack(std::string_view bytes, std::string_view hash) {
  std::string_view packed_hash;
  KeyOwner owner;
  std::int64_t capacity = 0, window_ms = 0;
  effect::Reader reader(bytes);
  reader(packed_hash, owner.org_id.text, owner.id.text, capacity, window_ms);
  if (!reader.ok() || packed_hash != hash) return std::nullopt;
  owner.limit_capacity = capacity;
  owner.limit_window_ms = window_ms;
  return owner;
}

void know(RequestState& state, const KeyOwner& owner) {
  Arena& arena = state.task.arena;
  state.who.org.text = arena.keep(owner.org_id.text);
  state.who.key.text = arena.keep(owner.id.text);
  state.key.limit_capacity = static_cast<std::uint32_t>(owner.limit_capacity.value_or(0));
  state.key.limit_window_ms = static_cast<std::uint32_t>(owner.limit_window_ms.value_or(0));
}

std::string_view payload_of(const effect::EffectResult& result) {
  const auto* succeeded = std::get_if<effect::Succeeded>(&result);
  return succeeded ? succeeded->payload.data : std::string_view();
}

}  // namespace

std::string_view shown_key(const RequestState& state, const Protocol* protocol) {
  const auto bearer = state.header("authorization");
  if (bearer.starts_with("Bearer arris_")) return bearer.substr(7);
  auto key = state.header("x-api-key");
  if (key.empty()) key = state.header("x-goog-api-key");
  const bool shows_none = key.empty() && bearer.empty();
  return shows_none && protocol && protocol->find_key ? protocol->find_key(state) : key;
}

Result<std::vector<effect::Effect>> CallerKey::begin(RequestState& state, std::string_view key) {
  if (!kind_of_key(key)) return Error(Code::invalid_key);
  cache_key_ = state.task.arena.keep("access_key/" + std::string(key.substr(0, shown_length)));
  std::vector<effect::Effect> effects;
  effects.push_back({effect::Crypto{effect::Digest{{key}}}});
  effects.push_back({effect::Cache{effect::CacheOperation::get, cache_key_, {}, 0}});
  return effects;
}

Result<CallerKey::Step> CallerKey::settle(RequestState& state,
                                          std::span<const effect::EffectResult> results,
                                          std::vector<effect::Effect>& next) {
  if (results.size() != (stage_ == Stage::remembering ? 1 : 2))
    return effect::results_do_not_match();
  if (stage_ == Stage::hashing) return hashed(state, results, next);
  if (stage_ == Stage::looking_up) return looked_up(state, results, next);
  return Step::known;
}

Result<CallerKey::Step> CallerKey::hashed(RequestState& state,
                                          std::span<const effect::EffectResult> results,
                                          std::vector<effect::Effect>& next) {
  Arena& arena = state.task.arena;
  const auto digest = effect::decode_answer<effect::BytesAnswer>(payload_of(results[0]));
  if (!digest || digest->data.data.size() != 32) return effect::error_of(results[0]);
  state.key.hash = arena.keep(to_hex(as_bytes(digest->data.data)));
  const auto cached = effect::decode_answer<effect::CacheAnswer>(payload_of(results[1]));
  if (cached && cached->found != 0) {
    if (const auto owner = unpack(cached->data.data, state.key.hash)) {
      know(state, *owner);
      return Step::known;
    }
  }
  stage_ = Stage::looking_up;
  effect::Limit limit = look_ups;
  limit.bucket = arena.keep("key_look_up|" + address_block(state.client_address));
  next.push_back({limit, effect::Gate::yes});
  effect::Sql sql;
  auto find = find_key_owner(state.key.hash);
  storage::add_statement(sql, state.statements, find.statement, std::move(find.parameters));
  next.push_back({std::move(sql)});
  return Step::ask;
}

Result<CallerKey::Step> CallerKey::looked_up(RequestState& state,
                                             std::span<const effect::EffectResult> results,
                                             std::vector<effect::Effect>& next) {
  const auto limit = effect::decode_answer<effect::LimitAnswer>(payload_of(results[0]));
  if (limit && limit->open == 0) {
    Error error(Code::too_many_requests);
    error.retry_after_s = (limit->reset_ms + 999) / 1000;
    return error;
  }
  auto answer = storage::sql_answer(results[1]);
  if (!answer) return std::move(answer.error());
  auto owners = storage::read_rows<KeyOwner>(answer->statements.front());
  if (!owners) return std::move(owners.error());
  if (owners->empty()) return Error(Code::invalid_key);
  know(state, owners->front());
  state.key.met_anew = true;
  stage_ = Stage::remembering;
  next.push_back({effect::Cache{
      effect::CacheOperation::put, cache_key_, {pack(state, owners->front())}, key_remembered_ms}});
  return Step::ask;
}

storage::Bound<void> count_uses(const RequestState& state, std::int64_t uses) {
  return count_key_uses(state.key.hash, uses, state.now_ms);
}

}  // namespace arris::http
