#pragma once
// What the server would decide, told to the pages while a person edits: the functions' own pure code, without effects.
// A question is JSON, so is its answer (shapes.h). One that can't be understood is answered with what is wrong.

#include <string>
#include <string_view>

namespace arris::preview {

std::string answer_to(std::string_view question);

}  // namespace arris::preview
