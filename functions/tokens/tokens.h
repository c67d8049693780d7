#pragma once
// tokens - what AI calls cost: a ledger of calls, sums over time, prices, budgets.
//
// (1) The buckets of a call are disjoint and sum to the provider's total (usage_object.h).
// (2) Its cost is meter(buckets, prices) under the price revision that its row names; without a price
//     it is recorded all the same, with cost 0 and no revision. A call is recorded once by its
//     request_id.
// (3) token_hours and budget_periods equal the sums of token_usage: they change in the batch that
//     inserts or reprices a call. Each threshold of a budget's period is told once.
// (4) A budget never keeps a call out of the ledger. With on_limit 'block' a used-up budget makes the
//     gate say `blocked`, which the gateway asks before a call: the call's money is spent when its
//     usage arrives, so refusing to record it would only lose it.
//
// Another function asks the gate in SQL: a budget of the org blocks when its on_limit is 'block' and
// the row of budget_periods that holds the moment has spent_nano_usd >= limit_nano_usd
// (budget_queries.h, find_gate), or by GET /tokens/budgets/gate.
//
// Owns: token_usage, token_hours, prices, budgets, budget_periods. Reads: sessions, memberships.

#include "http/function.h"

namespace arris::tokens {

extern const http::Function function;

}  // namespace arris::tokens
