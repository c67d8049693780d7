#pragma once
// One call that the gateway passes on: what is known of it before, what its answer says, and what is written of it at
// the end.

#include <memory>

#include "ai/asked.h"
#include "ai/endpoint.h"
#include "ai/queries.h"
#include "ai/rules.h"
#include "http/context.h"
#include "metering/transcript.h"
#include "storage/batch.h"

namespace arris::ai {

using metering::Transcript;

// What a caller says of a call beside its body, in headers `arris-agent`, `arris-pipeline`, `arris-execution`,
// `arris-session`, `arris-user` and `arris-tags` ("a, b"); and in `arris-cache` for how many seconds an answer is given again
// to the same request, or "off".
struct Attribution {
  std::optional<std::string_view> agent_id, pipeline_id, execution_id, session_id, user_id;
  std::vector<std::string_view> tags;
  std::optional<std::int64_t> cache_ttl_s{};  // 0: not at all
};
Result<Attribution> attribution_of(http::Context context);

// What a budget with a hard stop still lets a call cost; nothing without such a budget.
using Room = std::optional<std::int64_t>;

// Its texts live in the request.
struct PassedCall {
  http::Context context;
  const Endpoint* endpoint;
  RequestId id;
  std::string_view model;  // that was sent last; at first the one asked for
  Attribution by;
  std::int64_t sent_bytes = 0;  // that a guess counts
  std::int64_t streamed = 0;
  std::optional<KeyId> vault_key;
  Room room;
  bool claims = false;                     // a part of that room
  std::vector<metering::PriceTier> tiers;  // of the model's price; empty when it has none
  Routing routing;
  std::vector<HeldLimit> counted;  // limits of tokens and cost, which the end of the call counts to

  // Where the org keeps words of calls: for how long, and what was asked and answered.
  std::optional<std::int64_t> content_days;
  std::string_view prompt;
  std::string answer;

  std::int64_t clock_ms = 0;  // the database's, as the call began
  std::int64_t status = 0, first_byte_ms = 0;
  std::string_view error, provider_request_id;
};

std::optional<std::string_view> user_of(const PassedCall& call);

// The log's row and what the ledger is told; nothing for a call that costs nothing.
storage::Batch batch_of(const PassedCall& call, const Transcript& transcript, Ending ending);

// What the answer has cost so far, by a guess of its tokens.
std::int64_t cost_so_far(const PassedCall& call, const Transcript& transcript);

// An error that the budget gives before or in the middle of an answer.
Error budget_used_up();

}  // namespace arris::ai
