#pragma once
// What errors does when it is told something.

#include "http/listener.h"

namespace arris::errors {

// A run that failed is an event of the org's own project.
effect::Task<http::Change> report_failed_run(http::Context context, http::Message message);
// An exception of a span is an event of the org's own project.
effect::Task<http::Change> report_exception(http::Context context, http::Message message);

}  // namespace arris::errors
