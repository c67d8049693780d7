// What is said of a message, where its delivery does not show it.

#include "notifications/notice.h"

#include <doctest/doctest.h>

using namespace arris::notifications;
using arris::http::Role;
using arris::http::Topic;

TEST_CASE("notice: one who was removed has a name, one whose account is gone has none") {
  const auto removed = notice_of(Topic::member_removed, {.user_id = "1", .user_name = "Bob"});
  CHECK(removed.title == "Bob is no longer a member");
  const auto gone = notice_of(Topic::member_removed, {.user_id = "1"});
  CHECK(gone.title == "A member deleted their account");
  for (const Notice& notice : {removed, gone}) {
    CHECK(notice.role == Role::admin);
    CHECK(notice.except_user_id == "1");
  }
}
