#pragma once
// Typed JSON: a C++ struct, described once with Boost.Describe, is read with precise errors,
// written, and described as JSON Schema.

#include "core/result.h"
#include "json/object.h"
#include "json/query.h"

namespace arris::json {

// Refuses unknown, repeated and missing fields and values of another type, range or length, all at
// once with their pointers (Code::invalid); malformed JSON with the place in bytes
// (Code::bad_request). Views in the value point into the text or the arena.
template <class T>
Result<T> decode(std::string_view text, Arena& arena) {
  Reader reader(text, arena);
  Faults faults("#");
  T out{};
  Codec<T>::read(reader, out, faults);
  if (!reader.at_end()) {
    std::string detail = "The body is not valid JSON at byte ";
    write_integer(detail, static_cast<std::int64_t>(reader.position()));
    return Error{Code::bad_request, std::move(detail)};
  }
  if (!faults.empty()) return invalid(faults.take());
  return out;
}

template <class T>
void encode(std::string& out, const T& value) {
  Codec<T>::write(out, value);
}

template <class T>
void schema(std::string& out) {
  Codec<T>::schema(out);
}

template <class T>
void collect_schemas(SchemaSet& schemas) {
  Codec<T>::collect(schemas);
}

}  // namespace arris::json
