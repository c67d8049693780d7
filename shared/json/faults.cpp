#include "json/faults.h"

#include "core/text.h"

namespace arris::json {

Faults::Inside::Inside(Faults& faults, std::string_view segment)
    : faults_(faults), length_(faults.pointer_.size()) {
  if (faults.pointer_ != "?") faults.pointer_ += '/';
  for (const char c : clip_utf8(segment, 100)) {
    if (c == '~')
      faults.pointer_ += "~0";
    else if (c == '/')
      faults.pointer_ += "~1";
    else
      faults.pointer_ += c;
  }
}

Faults::Inside::Inside(Faults& faults, std::size_t index)
    : faults_(faults), length_(faults.pointer_.size()) {
  faults.pointer_ += '/';
  append_decimal(faults.pointer_, static_cast<std::int64_t>(index));
}

}  // namespace arris::json
