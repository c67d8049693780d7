#pragma once
// pipelines - what can be run: a name, a configuration, and every revision of both.
//
// (1) Each change makes the next revision, in the batch of the change; a revision never changes.
// (2) What is deleted can be restored for 30 days; its name is free at once.
// Owns: pipelines, pipeline_revisions, pipeline_search. Reads: sessions, memberships.

#include "http/function.h"

namespace arris::pipelines {

extern const http::Function function;

}  // namespace arris::pipelines
