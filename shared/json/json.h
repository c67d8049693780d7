#pragma once
// Typed JSON: a C++ struct, described once with Boost.Describe, is read with precise errors,
// written, and described as JSON Schema.

#include "core/result.h"
#include "json/codec.h"
#include "json/query.h"

namespace arris::json {

// Reads the whole text into a value of `type`; what is wrong, if anything is.
std::optional<Error> read_all(std::string_view text, void* out, const Type& type, Arena& arena,
                              std::int64_t now_ms = 0);

// Refuses unknown, repeated and missing fields and values of another type, range or length, all at
// once with their pointers (Code::invalid); malformed JSON with the place in bytes
// (Code::bad_request). Views in the value point into the text or the arena.
template <class T>
Result<T> decode(std::string_view text, Arena& arena) {
  T out{};
  if (auto error = read_all(text, &out, type_of<T>, arena)) return std::move(*error);
  return out;
}

template <class T>
void encode(std::string& out, const T& value) {
  type_of<T>.write(out, &value, type_of<T>);
}

template <class T>
void schema(std::string& out) {
  type_of<T>.schema(out, type_of<T>);
}

template <class T>
void collect_schemas(SchemaSet& schemas) {
  if (type_of<T>.collect) type_of<T>.collect(schemas, type_of<T>);
}

}  // namespace arris::json
