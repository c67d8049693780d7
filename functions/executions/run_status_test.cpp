#include "executions/run_status.h"

#include <doctest/doctest.h>

using namespace arris::executions;
using enum RunStatus;

namespace {

constexpr RunStatus all[] = {pending, running, success, failed, cancelled};

}  // namespace

TEST_CASE("run_status: what has ended stays as it is") {
  for (const auto from : all)
    for (const auto to : all)
      if (has_ended(from)) CHECK_FALSE(may_become(from, to));
}

TEST_CASE("run_status: nothing becomes itself or goes back") {
  for (const auto status : all) {
    CHECK_FALSE(may_become(status, status));
    CHECK_FALSE(may_become(status, pending));
  }
  CHECK_FALSE(may_become(pending, success));
  CHECK_FALSE(may_become(pending, failed));
}

TEST_CASE("run_status: a run begins, and ends in one of three ways") {
  CHECK(may_become(pending, running));
  for (const auto end : {success, failed, cancelled}) CHECK(may_become(running, end));
  CHECK(may_become(pending, cancelled));
}
