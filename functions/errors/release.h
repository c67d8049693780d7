#pragma once
// The order of releases, so that "resolved in 1.2.0" knows that an event of 1.3.0 is a regression.
//
//   release := [package "@"] ["v"] number {"." number} ["-" prerelease] ["+" build]     1 to 4
//   numbers
//
// Missing numbers are 0. A pre-release comes before its release and is ordered as SemVer 2.0
// section 11 says. Builds that are numbers are ordered too; other builds don't matter.

#include <compare>
#include <string_view>

namespace arris::errors {

// Unordered when the packages differ or one of them isn't a version (a commit hash); equal texts
// are equal.
std::partial_ordering compare_releases(std::string_view a, std::string_view b);

}  // namespace arris::errors
