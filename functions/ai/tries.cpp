#include "ai/tries.h"

#include <algorithm>
#include <utility>

#include "core/hash.h"

namespace arris::ai {
namespace {

using effect::Task;

constexpr std::size_t refusal_max_bytes = 1 << 20;  // of a streamed call's refusal
constexpr std::size_t attempts_max = 8;             // of a call, whatever rules say

// The rest of a stream that is no stream: a refusal.
Task<std::string> read_all(std::uint32_t handle) {
  std::string body;
  for (bool last = false; !last && body.size() < refusal_max_bytes;) {
    const auto piece = co_await effect::attempt(effect::read_stream(handle));
    if (!piece) break;
    body += piece->chunk.data;
    last = piece->last != 0;
  }
  co_return body;
}

// What each attempt needs of those before it.
struct Spent {
  std::int64_t total_ms = 0, waited_ms = 0, last_wait_ms = 0;
};

TroubleMask troubles_of(const Tried& tried) {
  if (!tried.error) return arris::ai::troubles_of(tried.answer.status);
  if (tried.error->code == Code::timeout) return mask_of(Trouble::timeout);
  return tried.error->code == Code::unavailable ? mask_of(Trouble::server_error) : TroubleMask{};
}

std::int64_t duration_of(const Tried& tried, std::uint32_t timeout_ms) {
  if (!tried.error) return tried.answer.duration_ms;
  return tried.error->code == Code::timeout ? timeout_ms : 0;
}

Attempt attempt_of(const PassedCall& call, const Target& target, const Tried& tried) {
  const auto model = call.context.keep(target.model);
  Attempt attempt{model, target.key->id.text, tried.answer.status, "", 0, 0};
  if (tried.error) {
    const Code code = tried.error->code == Code::timeout ? Code::timeout : Code::bad_gateway;
    attempt.status = status_of(code);
    attempt.error = text_of(code);
  } else if (tried.answer.status >= 400) {
    attempt.error = "provider";
  }
  return attempt;
}

void note(PassedCall& call, const Target& target, const Tried& tried, std::uint32_t timeout_ms,
          Spent& spent) {
  auto attempt = attempt_of(call, target, tried);
  attempt.waited_ms = std::exchange(spent.last_wait_ms, 0);
  attempt.duration_ms = duration_of(tried, timeout_ms);
  spent.total_ms += attempt.duration_ms;
  call.routing.attempts.push_back(attempt);
  call.first_byte_ms += attempt.waited_ms + attempt.duration_ms;
}

// A connection that broke says nothing of how long it took.
Task<Nothing> measure(const PassedCall* call, const Tried* tried, Spent* spent) {
  if (!tried->error || tried->error->code == Code::timeout) co_return Nothing{};
  const auto rows = co_await call->context.db().read(find_rules(call->context.who().org));
  if (!rows.empty())
    spent->total_ms = std::max(spent->total_ms, rows.front().clock_ms - call->clock_ms);
  co_return Nothing{};
}

Task<Tried> try_once(PassedCall* call, const Plan* plan, Target target, Outgoing out,
                     Spent* spent) {
  const std::uint32_t timeout_ms = timeout_after(spent->total_ms, plan->timeout_ms).value_or(1);
  call->model = target.model;
  call->vault_key = target.key->id;
  Tried tried;
  auto answered =
      co_await effect::attempt(effect::fetch(fetch_of(call->context, target, out, timeout_ms)));
  if (answered)
    tried.answer = std::move(answered).value();
  else
    tried.error = std::move(answered.error());
  note(*call, target, tried, timeout_ms, *spent);
  if (!tried.error && out.asked.streams && tried.answer.status >= 300)
    tried.body = co_await read_all(tried.answer.handle);
  co_return tried;
}

std::uint64_t draw_of(const PassedCall& call, std::size_t number) {
  return Hash128{}.add(call.id.text).add("wait").low + number * 0x9e3779b97f4a7c15ull;
}

std::optional<std::uint32_t> next_wait(const PassedCall& call, const Plan& plan, const Tried& tried,
                                       int number, const Spent& spent) {
  if (!tried.error && tried.answer.status < 400) return std::nullopt;
  const auto body = tried.body.empty() ? tried.answer.body.data : std::string_view(tried.body);
  const auto signs = tried.error ? RetrySigns{} : signs_of(tried.answer.headers, body);
  return wait_before(plan.retries, number, troubles_of(tried), signs, spent.waited_ms,
                     draw_of(call, call.routing.attempts.size()));
}

bool may_go_on(const PassedCall& call, const Plan& plan, std::int64_t spent_ms) {
  return call.routing.attempts.size() < attempts_max && timeout_after(spent_ms, plan.timeout_ms);
}

bool has_more(const Plan& plan) { return plan.retries.max > 0 || plan.targets.size() > 1; }

}  // namespace

Task<Tried> try_all(PassedCall* call, const Plan* plan, Outgoing out) {
  Tried tried;
  Spent spent;
  std::string changed;
  for (const Target& target : plan->targets) {
    Outgoing sent = out;
    sent.body = body_of(target, out, changed);
    for (int number = 1;; ++number) {
      tried = co_await try_once(call, plan, target, sent, &spent);
      if (has_more(*plan)) co_await measure(call, &tried, &spent);
      const auto wait_ms = next_wait(*call, *plan, tried, number, spent);
      if (!wait_ms || !may_go_on(*call, *plan, spent.total_ms + *wait_ms)) break;
      co_await effect::wait(*wait_ms);
      spent.waited_ms += *wait_ms;
      spent.total_ms += *wait_ms;
      spent.last_wait_ms = *wait_ms;
    }
    const bool helps = (troubles_of(tried) & plan->fallback_on) != 0;
    if (!helps || !may_go_on(*call, *plan, spent.total_ms)) break;
  }
  co_return tried;
}

}  // namespace arris::ai
