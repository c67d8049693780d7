#pragma once
// notifications - an inbox with exact counts, preferences, a live stream, webhooks.
//
// (1) A notice begins as a message of the outbox (topics.h of shared/http, or POST /notifications), whose listener
//     writes a row for each recipient together with the end of its delivery: once, whatever fails.
// (2) Counts equal the counts over the rows at every commit: triggers of notifications keep them. Each answer and
//     `count` event carries a revision; the higher one is the newer.
// (3) What reaches whom is decided by one pure function (decide.h), and each row keeps what was decided and why.
// (4) Rows come first, then the live events and mails that tell of them: those may come twice, never a row.
//
// Owns: notifications, notification_counts, notification_preferences, webhooks, webhook_messages, webhook_attempts.
// Reads: sessions, memberships, users, error_issues, outbox.

#include "http/function.h"

namespace arris::notifications {

extern const http::Function function;

}  // namespace arris::notifications
