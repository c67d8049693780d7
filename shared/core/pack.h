#pragma once
// Packs text that repeats itself, as lists of JSON objects do, into text: what a database takes as TEXT and a frame as a
// string. Pure; the same on every host.
//
// Packed text is what it packs, and where something comes again a line feed, digits of base 91 for how long it is and how
// far back it stands. It is UTF-8 when the text is, and of the characters that JSON escapes it adds line feeds alone. What is
// stored means this for ever.

#include <optional>
#include <string>
#include <string_view>

namespace arris {

std::string pack(std::string_view text);
// nullopt for what pack() never makes.
std::optional<std::string> unpack(std::string_view packed);

}  // namespace arris
