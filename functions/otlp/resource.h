#pragma once
// What all three signals share: lists of resources, each with lists of scopes, each with lists of things.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/microseconds.h"
#include "json/reader.h"
#include "otlp/cleaner.h"

namespace arris::otlp {

// Of the resource and the scope around a thing; `attributes` is a JSON object.
struct Origin {
  std::string_view service, environment, scope;
  std::string_view attributes = "{}";
};

// Is given each thing of a request, the reader standing before it.
class Things {
 public:
  virtual void take(json::Reader& reader, const Origin& origin) = 0;

 protected:
  ~Things() = default;
};

struct Names {
  std::string_view resources, scopes, things;
};
inline constexpr Names span_names{"resourceSpans", "scopeSpans", "spans"};
inline constexpr Names log_names{"resourceLogs", "scopeLogs", "logRecords"};
inline constexpr Names metric_names{"resourceMetrics", "scopeMetrics", "metrics"};

// False when the text is not JSON, no object, or one whose resources, scopes or things are none. Members that are not
// known are passed over.
bool read_request(std::string_view json, const Names& names, Arena& arena, Cleaner& cleaner,
                  Things& things);

// Why a thing is refused; what is taken has none.
struct Refused {
  std::int64_t count = 0;
  std::string_view why;  // the first of them

  void add(std::string_view reason) {
    if (count++ == 0) why = reason;
  }
};

// Clocks differ; a time that is further ahead is none of them.
constexpr std::int64_t latest_us_at(std::int64_t now_ms) { return us_of_ms(now_ms) + day_us; }

// Lower-case hexadecimal of so many digits that are not all zero; "" for anything else.
std::string_view read_id(json::Reader& reader, std::size_t digits);

}  // namespace arris::otlp
