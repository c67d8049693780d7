#pragma once
// One round trip that counts an attempt, for the account and for the client's address, and reads
// what is needed to evaluate it. lockout.h has the budgets.

#include "auth/subject.h"

namespace arris::auth {

// Who is being guessed at. An address without an account counts like one that has it.
std::string_view account_subject(Context context, std::string_view email);
std::string_view address_subject(Context context);

// The rows of `reads`. Ends the request with too_many_requests, its wait in Retry-After, when
// either budget is spent.
Task<std::vector<effect::Rows>> reserve_and_read(Context context, std::string_view account,
                                                 storage::Batch reads);

// What success takes back of reserve_and_read.
storage::Bound<void> forget(Context context, std::string_view account);

// The first of the rows, if any.
template <class Row>
Result<std::optional<Row>> first_of(const effect::Rows& rows) {
  auto read = storage::read_rows<Row>(rows);
  if (!read) return std::move(read.error());
  if (read->empty()) return std::optional<Row>();
  return std::optional<Row>(std::move(read->front()));
}

}  // namespace arris::auth
