#pragma once
// What the host gives each request before anybody looks at it: an id, random bytes, a trace.

#include <string>
#include <string_view>

namespace arris::wasmtime {

// Random bytes of the system, drawn in larger pieces. No byte is given twice.
std::string draw_entropy(std::size_t size_bytes);

// A UUIDv7 of now.
std::string make_request_id();

// What the caller sent when it is well-formed (W3C Trace Context), else the start of a new trace.
std::string trace_parent_of(std::string_view sent);
// The trace's id within it.
std::string_view trace_id_of(std::string_view trace_parent);

}  // namespace arris::wasmtime
