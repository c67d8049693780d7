#pragma once
// Names of frames without what a build or a deployment puts into them: content hashes, query
// strings, origins, release folders, numbers of lambdas.

#include <string>
#include <string_view>

namespace arris::errors {

// "https://cdn.x/assets/app.3f2a9c1b.js?v=1" and "/srv/releases/20260102/assets/app.js" are
// "assets/app.js". At most three parts of the path stay.
std::string normalize_file(std::string_view file);

// The last part of a path, without its content hash.
std::string normalize_basename(std::string_view file);

std::string normalize_function(std::string_view function);

// A placeholder for a function without a name has none: "?", "<anonymous>", "anonymous".
bool is_anonymous(std::string_view function);

}  // namespace arris::errors
