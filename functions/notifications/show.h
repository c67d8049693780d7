#pragma once
// Rows as answers, and answers as live events.

#include "http/context.h"
#include "http/live.h"
#include "notifications/queries.h"

namespace arris::notifications {

inline constexpr std::string_view live_channel = "notifications";

Notification shown(const InboxRow& row);
Counts counted(const std::vector<CountRow>& rows);

// For the connections of one person.
http::LiveEvent notification_event(http::Context context, UserId user, const InboxRow& row);
http::LiveEvent count_event(http::Context context, UserId user, const Counts& counts);

}  // namespace arris::notifications
