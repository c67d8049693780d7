#include <doctest/doctest.h>

#include "effect/effects.h"

using namespace arris;
using namespace arris::effect;

namespace {

EffectResult bytes(std::string& keep, std::string_view data) {
  keep.clear();
  encode_answer(keep, BytesAnswer{{data}});
  return Succeeded{{keep}};
}

Task<int> length_of_digest(std::string_view data) {
  const auto hashed = co_await digest(data);
  co_return static_cast<int>(hashed.data.data.size());
}

Task<int> sum(std::string_view data) {
  const int first = co_await length_of_digest(data);
  const auto [a, b] = co_await all(digest("a"), digest("b"));
  co_return first + static_cast<int>(a.data.data.size() + b.data.data.size());
}

Task<int> refused() {
  co_await Result<Nothing>(not_found());
  co_return 1;
}

Task<int> nested_refusal() { co_return co_await refused() + 1; }

Task<int> tolerant() {
  const auto attempted = co_await attempt(digest("x"));
  co_return attempted ? 1 : 2;
}

Task<int> ready_chain(int depth) {
  if (depth == 0) co_return 0;
  const int below = co_await ready_chain(depth - 1);
  co_return below + 1;
}

Task<int> ready_loop(int count) {
  int total = 0;
  for (int i = 0; i < count; ++i) {
    const int one = co_await ready_chain(1);
    total += one;
  }
  co_return total;
}

}  // namespace

TEST_CASE("effect: a failed result ends the whole request from inside a callee") {
  TaskState state;
  auto task = nested_refusal();
  task.start(state);
  CHECK_FALSE(task.finished());
  REQUIRE(state.failure);
  CHECK(state.failure->code == Code::not_found);
}

TEST_CASE("effect: a failed effect ends the request, an attempted one does not") {
  TaskState state;
  auto task = length_of_digest("x");
  task.start(state);
  const EffectResult failed = Failed{Failure::timeout, no_statement, "slow"};
  state.resume({&failed, 1});
  CHECK(state.failure->code == Code::timeout);

  TaskState other;
  auto patient = tolerant();
  patient.start(other);
  other.resume({&failed, 1});
  CHECK_FALSE(other.failure);
  CHECK(patient.take() == 2);
}

TEST_CASE("effect: results that do not match the wanted effects are a fault of ours") {
  TaskState state;
  auto task = length_of_digest("x");
  task.start(state);
  state.resume({});
  CHECK(state.failure->code == Code::internal);
}

TEST_CASE("effect: a task waits for one effect, then for two at once") {
  TaskState state;
  auto task = sum("x");
  task.start(state);
  REQUIRE(state.pending.size() == 1);
  state.pending.clear();
  std::string one, two;
  std::vector<EffectResult> results{bytes(one, "123")};
  state.resume(results);
  REQUIRE(state.pending.size() == 2);
  results = {bytes(one, "12"), bytes(two, "1")};
  state.resume(results);
  REQUIRE(task.finished());
  CHECK(task.take() == 6);
}

TEST_CASE("effect: a million awaits that are ready do not grow the stack") {
  TaskState state;
  auto task = ready_loop(1'000'000);
  task.start(state);
  CHECK(task.take() == 1'000'000);
}
