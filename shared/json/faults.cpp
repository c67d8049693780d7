#include "json/faults.h"

#include "core/text.h"

namespace arris::json {
namespace {

void append_escaped(std::string& out, std::string_view segment) {
  for (const char c : clip_utf8(segment, 100)) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
}

}  // namespace

void Faults::add(std::string_view code, std::string_view detail) {
  if (faults_.size() >= faults_max) return;
  std::string pointer;
  append_pointer(pointer, innermost_);
  faults_.push_back({std::move(pointer), std::string(code), std::string(detail)});
}

void Faults::append_pointer(std::string& out, const Inside* place) const {
  if (place == nullptr) {
    out += root_;
    return;
  }
  append_pointer(out, place->outer_);
  if (out != "?") out += '/';
  if (place->segment_)
    append_escaped(out, *place->segment_);
  else
    append_decimal(out, static_cast<std::int64_t>(place->index_));
}

}  // namespace arris::json
