#include "ai/claim.h"

#include "ai/spending.h"
#include "metering/guess.h"

namespace arris::ai {
namespace {

Error all_claimed() {
  Error error{Code::too_many_requests,
              "What is left of a budget with a hard stop is held by calls that are under way"};
  error.retry_after_s = 1;
  return error;
}

}  // namespace

metering::Buckets most_use(const PassedCall& call, const Asked& asked) {
  metering::Buckets most{};
  most.input = metering::guess_tokens(call.sent_bytes);
  most.output = asked.output_max.value_or(output_guess_tokens);
  return most;
}

effect::Task<std::optional<Error>> take_claim(PassedCall* call, const Plan* plan,
                                              std::int64_t most_nano_usd) {
  if (most_nano_usd <= 0) co_return std::nullopt;
  const http::Context context = call->context;
  const OrgId org = context.who().org;
  const std::int64_t now_ms = context.now_ms();
  const auto spending = spending_json(*call, budget_subjects_of(*call, models_of(*plan)));
  storage::Batch batch;
  batch.add(end_claims(org, now_ms));
  batch.add(claim(org, spending, now_ms, call->id, most_nano_usd, now_ms + claim_max_ms));
  batch.add(find_claim(org, call->id));
  const auto answer = co_await context.db().write(batch);
  const auto claimed = co_await storage::read_rows<Claimed>(answer.statements.back());
  if (claimed.empty()) co_return all_claimed();
  call->claims = true;
  call->room = claimed.front().room_nano_usd;
  co_return std::nullopt;
}

}  // namespace arris::ai
