#pragma once
// Takes secrets out of what runs tell, before it is kept, shown and told on. What belongs to the program itself (input,
// metrics, result) stays as it was sent but for what stands under a sensitive name; texts for people lose what looks
// like a secret, too.

#include "executions/shapes.h"
#include "http/context.h"

namespace arris::executions {

NewRun without_secrets(http::Context context, NewRun run);
RunChange without_secrets(http::Context context, RunChange change);
NewLogLine without_secrets(http::Context context, NewLogLine line);

}  // namespace arris::executions
