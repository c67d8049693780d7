#pragma once
// What is said of a message of the outbox: a title, a sentence, whom it concerns. Pure.

#include <optional>
#include <string>
#include <string_view>

#include "http/topics.h"
#include "notifications/shapes.h"

namespace arris::notifications {

// What a message's payload and the rows it names say; empty or 0 where they don't.
struct Facts {
  std::string_view subject_id, subject_name, detail, kind;
  std::int64_t number = 0;
  std::string_view user_id, user_name;  // whom it is about
  std::int64_t limit_nano_usd = 0, spent_nano_usd = 0;
};

// Sent to `user_id` if there is one, else to everybody with at least `role` but `except_user_id`.
struct Notice {
  Matter matter{};
  std::string title{}, message{}, action_url{};
  std::string_view action_label{};
  std::string_view user_id{};
  http::Role role = http::Role::viewer;
  std::string_view except_user_id{};
};

Notice notice_of(http::Topic topic, const Facts& facts);

}  // namespace arris::notifications
