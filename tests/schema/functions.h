#pragma once
// All functions, for what holds for the statements of each.

#include "ai/ai.h"
#include "auth/auth.h"
#include "errors/errors.h"
#include "executions/executions.h"
#include "keys/keys.h"
#include "notifications/notifications.h"
#include "otlp/otlp.h"
#include "pipelines/pipelines.h"
#include "team/team.h"
#include "telemetry/telemetry.h"
#include "tokens/tokens.h"

namespace arris {

inline const http::Function* const functions[] = {
    &ai::function,   &auth::function,          &errors::function, &executions::function,
    &keys::function, &notifications::function, &otlp::function,   &pipelines::function,
    &team::function, &telemetry::function,     &tokens::function};

}  // namespace arris
