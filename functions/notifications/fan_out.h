#pragma once
// From a message to a row, a mail and a webhook's message for each who shall hear of it.

#include "http/listener.h"

namespace arris::notifications {

effect::Task<http::Change> notify(http::Context context, http::Message message);
effect::Task<http::Change> notify_and_forget(http::Context context, http::Message message);
effect::Task<http::Change> notify_posted(http::Context context, http::Message message);
effect::Task<http::Change> publish_added(http::Context context, http::Message message);
effect::Task<http::Change> forget_org(http::Context context, http::Message message);
effect::Task<http::Change> mail_notice(http::Context context, http::Message message);

}  // namespace arris::notifications
