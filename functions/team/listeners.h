#pragma once
// What team does when it is told something.

#include "http/listener.h"
#include "team/handlers.h"

namespace arris::team {

// audit.cpp
Task<http::Change> seal_audit(Context context, http::Message message);

// mailing.cpp
Task<http::Change> mail_invite(Context context, http::Message message);

}  // namespace arris::team
