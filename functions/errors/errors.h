#pragma once
// errors - collects error events and shows them as issues that a person can act on.
//
// (1) An event belongs to one issue, chosen by its fingerprint; the fingerprint's row names the
// issue, so a merge is a
//     change of that row and holds for events to come.
// (2) An issue's event_count equals its rows in error_hours, its people_count its rows in
// error_people. They change in
//     the batch that inserts the event, and lists read nothing else.
// (3) A resolved or muted issue changes state only if it is still in the state that the decision
// was made on. Owns: projects, error_issues, error_fingerprints, error_events, error_hours,
// error_people, error_facets, error_history, error_search. Reads: sessions, memberships.

#include "http/function.h"

namespace arris::errors {

extern const http::Function function;

}  // namespace arris::errors
