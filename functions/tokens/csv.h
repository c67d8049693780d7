#pragma once
// Ledger rows as CSV (RFC 4180), the first line naming the columns. A text that a spreadsheet would
// run as a formula gets an apostrophe in front.

#include <string>
#include <vector>

#include "tokens/queries.h"

namespace arris::tokens {

std::string csv_of(const std::vector<UsageRow>& rows);

}  // namespace arris::tokens
