#include "errors/normalize.h"

#include <algorithm>

#include "errors/parameterize.h"
#include "redact/scan.h"

namespace arris::errors {

using namespace redact;
namespace {

using namespace scan;

constexpr std::size_t kept_parts = 3;

// 6 or more letters and digits, some of each kind, or 8 and more digits alone: no person names a
// file so.
bool is_hash(std::string_view part) {
  if (part.size() < 6 || !std::ranges::all_of(part, is_alnum)) return false;
  const auto count = std::ranges::count_if(part, is_digit);
  const bool hexadecimal = std::ranges::all_of(part, is_hex);
  if (hexadecimal) return count > 0 && (count < std::ssize(part) || part.size() >= 8);
  return part.size() >= 8 && count >= 2 && std::ranges::any_of(part, is_upper);
}

// "app.3f2a9c1b.js" and "app-3f2a9c1b.js" are "app.js".
std::string without_hash(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find_first_of(".-_", at), name.size());
    const std::string_view part = name.substr(at, end - at);
    if (!(at > 0 && is_hash(part))) {
      if (at > 0) out.push_back(name[at - 1]);
      out.append(part);
    }
    at = end + 1;
  }
  return out;
}

std::string_view without_origin(std::string_view file) {
  file = file.substr(0, file.find_first_of("?#"));
  if (const std::size_t scheme = file.find("://"); scheme != std::string_view::npos) {
    const std::size_t path = file.find('/', scheme + 3);
    file = path == std::string_view::npos ? std::string_view() : file.substr(path + 1);
  }
  return file;
}

// A folder that a deployment made: a date, a number, a hash, a UUID.
bool is_made(std::string_view folder) {
  if (folder.empty() || folder == "." || folder == ".." || is_hash(folder)) return true;
  return std::ranges::any_of(folder, is_digit) && parameterize(folder).starts_with('<');
}

std::string_view take_last_part(std::string_view& path) {
  const std::size_t slash = path.find_last_of("/\\");
  const std::string_view part = slash == std::string_view::npos ? path : path.substr(slash + 1);
  path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  return part;
}

bool is_rust_hash(std::string_view tail) {
  return tail.size() == 19 && tail.starts_with("::h") &&
         std::ranges::all_of(tail.substr(3), is_hex);
}

}  // namespace

std::string normalize_basename(std::string_view file) {
  file = without_origin(file);
  return without_hash(take_last_part(file));
}

std::string normalize_file(std::string_view file) {
  file = without_origin(file);
  std::string out = without_hash(take_last_part(file));
  for (std::size_t parts = 1; parts < kept_parts && !file.empty();) {
    const std::string_view folder = take_last_part(file);
    if (is_made(folder)) continue;
    out.insert(0, 1, '/').insert(0, folder);
    ++parts;
  }
  return out;
}

bool is_anonymous(std::string_view function) {
  return function.empty() || function == "?" || function == "<anonymous>" ||
         function == "anonymous" || function == "<unknown>" || function == "??";
}

std::string normalize_function(std::string_view function) {
  if (is_anonymous(function)) return {};
  if (function.starts_with("async ")) function.remove_prefix(6);
  if (function.size() > 19 && is_rust_hash(function.substr(function.size() - 19))) {
    function.remove_suffix(19);
  }
  if (const std::size_t lambda = function.find("$$Lambda"); lambda != std::string_view::npos) {
    function = function.substr(0, lambda + 8);
  }
  std::string out;
  for (std::size_t at = 0; at < function.size(); ++at) {
    const bool numbered = is_digit(function[at]) && (char_before(function, at) == '$');
    if (!numbered) {
      out.push_back(function[at]);
      continue;
    }
    at = run_end(function, at, is_digit) - 1;
  }
  return out;
}

}  // namespace arris::errors
