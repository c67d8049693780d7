#pragma once
// Runs the statements of one sql effect on a connection, inside whatever transaction the caller
// has begun, by D1's rule of binding: each number is bound as REAL. The rows are encoded as they
// are stepped, straight into the payload of the answer.

#include <functional>

#include "effects/answer.h"
#include "sqlite/connection.h"

namespace arris::sqlite {

inline constexpr std::int64_t exact_integer_max = std::int64_t(1) << 53;
inline constexpr std::size_t answer_max_bytes = 16u << 20;

// Asked before each statement and before each commit; what it names fails in place of the call.
using Fault = std::function<effect::Failure()>;

struct BatchRules {
  std::chrono::milliseconds timeout{10'000};
  const Fault* fault = nullptr;
};

// A failed answer names the statement; what the batch wrote until then is still in the transaction.
effects::Answer run_batch(Connection& connection, const StatementSet& set, const effect::Sql& sql,
                          const BatchRules& rules);

// A sql effect that owns its parameters, to cross threads.
class OwnedSql {
 public:
  explicit OwnedSql(const effect::Sql& sql);
  OwnedSql(OwnedSql&&) = default;
  OwnedSql& operator=(OwnedSql&&) = default;
  const effect::Sql& get() const { return sql_; }

 private:
  std::string_view keep(std::string_view text);

  std::unique_ptr<char[]> bytes_;
  std::size_t used_ = 0;
  effect::Sql sql_;
};

}  // namespace arris::sqlite
