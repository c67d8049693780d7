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
  faults_.emplace_back(pointer, code, detail);
}

void Faults::add_new(std::string_view code, std::string_view detail) {
  if (!tells_of_this()) add(code, detail);
}

void Faults::add_at(std::string_view member, std::string_view code, std::string_view detail) {
  const Inside inside(*this, member);
  add_new(code, detail);
}

bool Faults::tells_of(std::string_view member) {
  const Inside inside(*this, member);
  return tells_of_this();
}

bool Faults::tells_of_this() const {
  if (faults_.empty()) return false;
  std::string here;
  append_pointer(here, innermost_);
  for (const Fault& fault : faults_) {
    const std::string_view told = fault.pointer;
    if (told.starts_with(here) && (told.size() == here.size() || told[here.size()] == '/'))
      return true;
  }
  return false;
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
