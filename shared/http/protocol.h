#pragma once
// A protocol of others that some routes speak: they are found where its clients look for them, outside of /api, and
// refuse in its words.

#include <string>
#include <string_view>

#include "core/error.h"

namespace arris::http {

struct Protocol {
  std::string_view name;
  // The body of a refusal, as JSON.
  void (*write_error)(std::string& out, const Error& error, std::string_view request_id);
};

}  // namespace arris::http
