#pragma once

#include <string>

namespace arris {

// Gives back what a text holds; assigning an empty one keeps its room.
inline void free_text(std::string& text) { std::string().swap(text); }

}  // namespace arris
