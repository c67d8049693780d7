#pragma once
// notifications - an inbox with exact counts, preferences, a live stream, webhooks.
//
// (1) A notice begins as a message of the outbox (topics.h of shared/http, or POST /notifications), whose listener
//     writes a row for each recipient together with the end of its delivery: once, whatever fails.
// (2) Counts equal the counts over the rows at every commit: triggers of notifications keep them. Each answer and
//     `count` event carries a revision; the higher one is the newer.
// (3) What reaches whom is decided by one pure function (decide.h), and each row keeps what was decided and why.
// (4) A message to a webhook is sent at least once, under one webhook-id; each attempt leaves one row. What is slow
//     or down keeps no other endpoint waiting.
// (5) The secret of a webhook is derived by the host and never stored; a module sees it in the answer that shows it.
// (6) Rows come first, then the live events and mails that tell of them: those may come twice, never a row.
//
// Owns: notifications, notification_counts, notification_preferences, webhooks, webhook_messages, webhook_attempts.
// Reads: sessions, memberships, users, error_issues, outbox.

#include "http/function.h"

namespace arris::notifications {

extern const http::Function function;

}  // namespace arris::notifications
