#pragma once
// The counts and the money of a ledger row, or of a sum of rows, in an answer.

#include "http/context.h"
#include "metering/price_book.h"
#include "tokens/money.h"

namespace arris::tokens {

template <class Row, class Answer>
void show_use(http::Context context, const Row& row, Answer& answer) {
  answer.buckets = buckets_of(row);
  answer.input_tokens = answer.buckets.input_tokens();
  answer.output_tokens = answer.buckets.output_tokens();
  answer.total_tokens = answer.buckets.total_tokens();
  answer.cost_nano_usd = row.cost_nano_usd;
  answer.cost_usd = context.keep(usd_of(row.cost_nano_usd));
}

}  // namespace arris::tokens
