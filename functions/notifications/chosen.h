#pragma once
// What a body chooses, as the rules of decide.h read it, and what they decided as it is shown. Pure.

#include <string>

#include "core/arena.h"
#include "notifications/preference_shapes.h"

namespace arris::notifications {

// For each category its channels, as Preferences holds them.
std::string_view choices_of(const NewPreferences& chosen, Arena& arena);

// REQUIRES: the zone is known
Preferences preferences_of(const NewPreferences& chosen, Arena& arena);

Decisions decide_trial(const Trial& trial, const Preferences& preferences, std::int64_t now_ms);

// The JSON list of what was decided for each channel, and by which rules.
std::string text_of(const Decisions& decisions);

}  // namespace arris::notifications
