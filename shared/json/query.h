#pragma once
// Query strings into described structs: each parameter at most once, none that is unknown.

#include "core/result.h"
#include "json/codec.h"

namespace arris::json {

// False, with the faults, when something is wrong.
bool read_query(std::string_view query, void* out, const Type& type, Arena& arena, Faults& faults);
void write_query_schema(std::string& out, const Type& type);

template <class T>
Result<T> decode_query(std::string_view query, Arena& arena) {
  Faults faults("?");
  T out{};
  if (!read_query(query, &out, type_of<T>, arena, faults)) return invalid(faults.take());
  return out;
}

// [{"name":...,"required":...,"schema":...},...]
template <class T>
void query_schema(std::string& out) {
  write_query_schema(out, type_of<T>);
}

}  // namespace arris::json
