#pragma once
// The messages of opentelemetry-proto 1.x that clients export.

#include "otlp/wire.h"

namespace arris::otlp {

extern const Message traces_message, logs_message, metrics_message;

}  // namespace arris::otlp
