#pragma once
// A protocol of others that some routes speak: they are found where its clients look for them, outside of /api, and
// refuse in its words.

#include <string>
#include <string_view>

#include "core/error.h"

namespace arris::http {

struct RequestState;

using WriteError = void (*)(std::string& out, const Error& error, std::string_view request_id);

struct Protocol;

// What the manifest says of a route by its protocol: the name, and what a host refuses by itself when the module can't
// speak, the bodies by their codes. `{request_id}` in them stands for the request's id.
void describe(std::string& out, const Protocol& protocol);

struct Protocol {
  std::string_view name;
  // The body of a refusal, as JSON.
  WriteError write_error;
  // The same for a request whose body is of another type than JSON, if the protocol knows one.
  std::string_view other_type{};
  WriteError write_other_error = nullptr;
  // By way of a pointer, so that modules without a protocol hold none of it.
  void (*describe)(std::string& out, const Protocol& protocol) = &http::describe;
  // The key that its clients show beside the usual headers; empty when there is none.
  std::string_view (*find_key)(const RequestState& state) = nullptr;
};

}  // namespace arris::http
