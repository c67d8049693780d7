#include "auth/attempts.h"

#include <algorithm>

#include "auth/lockout.h"
#include "core/address.h"
#include "core/text.h"

namespace arris::auth {
namespace {

constexpr std::size_t own_statements = 3;

Error too_many(const std::vector<CountedAttempts>& counted, std::string_view account,
               std::int64_t now_ms) {
  std::uint32_t wait_s = 1;
  for (const auto& row : counted) {
    const Budget& budget = row.subject == account ? per_account : per_address;
    wait_s = std::max(wait_s, retry_after_s(budget, {row.attempts, row.last_at_ms}, now_ms));
  }
  return {Code::too_many_requests,
          "Too many attempts; wait, or sign in by a mailed link",
          {},
          "the attempts at " + std::string(account) + " are spent",
          wait_s};
}

}  // namespace

std::string_view account_subject(Context context, std::string_view email) {
  return context.keep("email:" + to_lower(email));
}

std::string_view address_subject(Context context) {
  return context.keep("address:" + address_block(context.request().client_address));
}

Task<std::vector<effect::Rows>> reserve_and_read(Context context, std::string_view account,
                                                 storage::Batch reads) {
  const auto address = address_subject(context);
  const auto now_ms = context.now_ms();
  storage::Batch batch;
  batch.add(reserve_attempt(address, now_ms, per_address.quiet_ms, per_address.attempts_max));
  batch.add(reserve_attempt_too(account, now_ms, per_account.quiet_ms, per_account.attempts_max));
  batch.add(find_attempts(address, account));
  const auto expected = own_statements + reads.statements().size();
  batch.append(std::move(reads));
  auto answer = co_await context.db().write(batch);
  // The dispatcher's own statements come before these.
  if (answer.statements.size() < expected) co_await Status(internal("too few row sets"));
  auto& sets = answer.statements;
  sets.erase(sets.begin(), sets.end() - static_cast<std::ptrdiff_t>(expected));
  const auto counted = co_await storage::read_rows<CountedAttempts>(sets[2]);
  if (sets[1].count == 0) co_await Status(too_many(counted, account, now_ms));
  sets.erase(sets.begin(), sets.begin() + own_statements);
  co_return std::move(sets);
}

storage::Bound<void> forget(Context context, std::string_view account) {
  return forget_attempts(account, address_subject(context));
}

}  // namespace arris::auth
