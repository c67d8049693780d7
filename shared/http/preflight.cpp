#include "http/preflight.h"

#include <algorithm>
#include <utility>

#include "core/address.h"
#include "http/bearer.h"
#include "http/caller_key.h"
#include "http/common.h"
#include "http/cursor.h"

namespace arris::http {
namespace {

std::string bucket_of(const RequestState& state, const Route& route) {
  if (state.key.limit_capacity > 0) return "key/" + std::string(state.who.key.text);
  std::string bucket(route.options.limit ? route.path : std::string_view("default"));
  bucket += route.method == Method::GET ? "|read|" : "|write|";
  return bucket.append(state.who.actor().empty() ? address_block(state.client_address)
                                                 : std::string(state.who.actor()));
}

bool opened(const effect::EffectResult& result) {
  const auto* succeeded = std::get_if<effect::Succeeded>(&result);
  return succeeded && !succeeded->payload.data.empty() && succeeded->payload.data[0] != 0;
}

// The codes with which the statements of `authorization` fail.
bool is_refusal(std::string_view code) {
  constexpr Code refusals[] = {Code::session_ended, Code::forbidden, Code::invalid_key,
                               Code::key_expired, Code::insufficient_scope};
  for (const Code refusal : refusals) {
    if (code == text_of(refusal)) return true;
  }
  return false;
}

// Once, whatever else is wrong with it.
void add_wrong_cursor(std::optional<Error>& refusal) {
  if (refusal)
    for (const Fault& fault : refusal->faults)
      if (fault.pointer == "?cursor") return;
  add_refusal(refusal, wrong_cursor());
}

bool leave_no_trace(const std::vector<effect::Effect>& effects) {
  const auto leaves_none = [](const effect::Effect& effect) {
    const auto* fetch = std::get_if<effect::Fetch>(&effect.payload);
    const auto* cache = std::get_if<effect::Cache>(&effect.payload);
    return std::holds_alternative<effect::Crypto>(effect.payload) ||
           (fetch && fetch->mode == effect::FetchMode::check) ||
           (cache && cache->operation == effect::CacheOperation::get);
  };
  return !effects.empty() && std::ranges::all_of(effects, leaves_none);
}

std::int64_t rank(Role role) { return static_cast<std::int64_t>(role); }

}  // namespace

storage::Bound<void> authorization(const RequestState& state, const Route& route) {
  const Who& who = state.who;
  if (!who.key.text.empty())
    return authorize_key(who.org, state.key.hash, bit_of(route.allow.scope) | bit_of(Scope::admin),
                         state.now_ms);
  return authorize(who.session, who.user, who.org, who.session_version, rank(route.allow.role),
                   state.now_ms);
}

Status Preflight::prepare(RequestState& state, const Route& route) {
  route_ = &route;
  Arena& arena = state.task.arena;
  if (!state.key.hash.empty()) {
    state.who.role = route.allow.role;
    authorizes_ = true;
  } else if (route.allow.kind != Allow::Kind::anyone) {
    const auto header = state.header("authorization");
    if (!header.starts_with("Bearer ")) return Error(Code::unauthenticated);
    auto token = read_access_token(header.substr(7), state.now_ms, arena);
    if (!token) return std::move(token.error());
    state.who = token->who;
    authorizes_ = true;
    gates_.push_back({effect::Crypto{effect::Verify{
                          access_token_key, token->kid, {token->signed_part}, {token->signature}}},
                      effect::Gate::yes});
    checks_.push_back(Check::token);
  }
  limit_ = route.options.limit.value_or(route.method == Method::GET ? default_read_limit
                                                                    : default_write_limit);
  if (state.key.limit_capacity > 0) limit_ = {state.key.limit_capacity, state.key.limit_window_ms};
  if (limit_.capacity > 0) {
    // Behind the signature: nobody spends the budget of a person whose token they do not have.
    gates_.push_back(
        {effect::Limit{arena.keep(bucket_of(state, route)), limit_.capacity, limit_.window_ms},
         effect::Gate::yes});
    checks_.push_back(Check::limit);
  }
  session_ = authorizes_ ? Session::due : Session::settled;
  return success();
}

void Preflight::read_inputs(RequestState& state, std::optional<Error>& refusal) {
  if (refusal && refusal->faults.empty()) return;  // there is no such thing at all
  if (const auto cursor = state.query_parameter("cursor")) {
    state.list_fingerprint = list_fingerprint(state);
    if (auto read = read_cursor(*cursor, state.list_fingerprint, state.task.arena))
      go_on_from(state, read.value());
    else
      add_wrong_cursor(refusal);
  }
  auto key = read_idempotency_key(state, *route_);
  if (!key) return add_refusal(refusal, std::move(key.error()));
  key_ = key.value();
  if (key_) session_ = Session::due;
}

void Preflight::go_on_from(RequestState& state, const SignedPosition& read) {
  state.position = read.position;
  gates_.push_back({effect::Crypto{effect::MacCheck{cursor_key, {read.signed_part}, {read.mac}}},
                    effect::Gate::yes});
  checks_.push_back(Check::cursor);
}

void Preflight::refuse(Error refusal) {
  refusal_ = std::move(refusal);
  if (refusal_->faults.empty()) return;
  for (std::size_t i = 0; i < checks_.size(); ++i)
    if (checks_[i] == Check::cursor) gates_[i].gate = effect::Gate::no;
}

bool Preflight::adds_to_refusal(Check check) {
  if (check != Check::cursor || !refusal_ || refusal_->faults.empty()) return false;
  add_wrong_cursor(refusal_);
  return true;
}

void Preflight::guard(RequestState& state, std::vector<effect::Effect>& effects) {
  // With an idempotency key the kept answer is looked up first: the handler's next step may write.
  const bool may_wait = !key_ && leave_no_trace(effects);
  if (session_ == Session::due && !may_wait) guard_session(state, effects);
  effects.insert(effects.begin(), std::make_move_iterator(gates_.begin()),
                 std::make_move_iterator(gates_.end()));
  gates_.clear();
}

void Preflight::guard_session(RequestState& state, std::vector<effect::Effect>& effects) {
  effect::Sql* first = nullptr;
  if (!effects.empty()) first = std::get_if<effect::Sql>(&effects.front().payload);
  session_ = first ? Session::rides : Session::alone;
  if (!first) {
    gates_.push_back({effect::Sql{}, effect::Gate::yes});
    checks_.push_back(Check::session);
    first = &std::get<effect::Sql>(gates_.back().payload);
  }
  guard_sql(state, *first);
}

std::vector<effect::Statement> Preflight::lasting_check(const RequestState& state) const {
  std::vector<effect::Statement> check;
  if (authorizes_)
    check.push_back(storage::on_wire(state.statements, authorization(state, *route_)));
  return check;
}

// Before the statements of a write, so that a stranger learns nothing from how they fail; behind
// those of a read, so that their rows keep their places. The transaction fails as a whole either
// way.
void Preflight::guard_sql(RequestState& state, effect::Sql& sql) {
  const bool reads = sql.mode == effect::Mode::read;
  if (authorizes_) {
    sql.statements.insert(reads ? sql.statements.end() : sql.statements.begin(),
                          storage::on_wire(state.statements, authorization(state, *route_)));
  }
  looks_up_ = key_ && reads;
  authorizes_last_ = authorizes_ && reads && !looks_up_;
  if (looks_up_)
    sql.statements.push_back(storage::on_wire(state.statements, look_up(state, *key_)));
}

// By what the statement about session and role says at its end.
void Preflight::note_idle(RequestState& state, const effect::EffectResult& result) {
  const auto* answer = std::get_if<effect::Succeeded>(&result);
  const bool person = !state.who.session.text.empty();
  state.idle = person && answer && effect::ends_with(answer->payload.data, std::int64_t{1});
}

Error Preflight::error_of(Check check, const effect::EffectResult& result) {
  if (!std::holds_alternative<effect::Succeeded>(result)) return effect::error_of(result);
  if (check == Check::cursor) return wrong_cursor();
  constexpr Code codes[] = {Code::too_many_requests, Code::invalid_token, Code::invalid_cursor,
                            Code::session_ended};
  const Code code = codes[static_cast<std::uint8_t>(check)];
  Error error(code);
  if (check == Check::limit) error.retry_after_s = retry_after_s();
  return error;
}

Result<std::optional<Prepared>> Preflight::settle(RequestState& state,
                                                  std::span<const effect::EffectResult>& results) {
  if (results.size() < checks_.size()) return internal("results do not match the preflight");
  for (std::size_t i = 0; i < checks_.size(); ++i) {
    if (checks_[i] == Check::limit) {
      if (const auto* taken = std::get_if<effect::Succeeded>(&results[i]))
        limit_answer_ =
            effect::decode_answer<effect::LimitAnswer>(taken->payload.data).value_or(limit_answer_);
    }
    const bool session = checks_[i] == Check::session;
    if (session || opened(results[i]) || adds_to_refusal(checks_[i])) continue;
    return error_of(checks_[i], results[i]);
  }
  const auto own = results.first(checks_.size());
  results = results.subspan(checks_.size());
  checks_.clear();
  if (session_ == Session::alone) return settle_sql(state, own.back());
  if (session_ != Session::rides) return std::optional<Prepared>();
  if (results.empty()) return internal("results do not match the preflight");
  return settle_sql(state, results.front());
}

Result<std::optional<Prepared>> Preflight::settle_sql(RequestState& state,
                                                      const effect::EffectResult& result) {
  const Session where = std::exchange(session_, Session::settled);
  if (const auto* failed = std::get_if<effect::Failed>(&result)) {
    const bool refused = failed->failure == effect::Failure::raised && is_refusal(failed->message);
    if (refused || where == Session::alone) return effect::error_of(result);
    return std::optional<Prepared>();  // the handler's own failure: its to handle
  }
  if (authorizes_last_) note_idle(state, result);
  if (!looks_up_) return std::optional<Prepared>();
  auto answer = storage::sql_answer(result);
  if (!answer) return std::move(answer.error());
  if (answer->statements.empty()) return internal("no rows for the idempotency key");
  return replay(answer->statements.back(), *key_, state.task.arena);
}

void Preflight::add_limit_headers(RequestState& state, std::vector<effect::Header>& headers) const {
  if (limit_.capacity == 0 || limit_answer_.reset_ms + limit_answer_.remaining == 0) return;
  std::string policy = "\"default\";q=";
  append_decimal(policy, limit_.capacity);
  policy += ";w=";
  append_decimal(policy, limit_.window_ms / 1000);
  std::string now = "\"default\";r=";
  append_decimal(now, limit_answer_.remaining);
  now += ";t=";
  append_decimal(now, retry_after_s());
  headers.push_back({"ratelimit-policy", state.task.arena.keep(policy)});
  headers.push_back({"ratelimit", state.task.arena.keep(now)});
}

}  // namespace arris::http
