#pragma once
// Values that are kept as they are written. Whoever reads them later finds what the sender meant: no
// key twice in an object, no number that a double can't hold.

#include "json/faults.h"
#include "json/reader.h"

namespace arris::json {

// Passes any value and returns it as written; empty when the text is not JSON. Linear time.
std::string_view read_raw(Reader& reader, Faults& faults);

}  // namespace arris::json
