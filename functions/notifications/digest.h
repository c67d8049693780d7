#pragma once
// Mails of what came and is still unread, once a day or a week.

#include "http/listener.h"
#include "notifications/preferences.h"

namespace arris::notifications {

// The first time after `now_ms` at this minute of the local day; a weekly one on a Monday. Where clocks skip the minute it
// is as long after midnight, where they repeat it the first of both. Pure.
std::int64_t next_digest_ms(DigestEvery every, std::int64_t at_min, const Zone& zone,
                            std::int64_t now_ms);

// The cron: hands each digest that is due to its own message, and sets when the next is.
effect::Task<Nothing> tell_digests(http::Context context);

// Mails what came in [from_ms, to_ms) and is unread by now; nothing when there is nothing.
effect::Task<Nothing> mail_digest(http::Context context, OrgId org, UserId user,
                                  std::int64_t from_ms, std::int64_t to_ms,
                                  std::string_view base_url);

}  // namespace arris::notifications
