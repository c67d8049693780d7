#pragma once
// Which headers of a module's request travel, and in what form, and which of an answer's come back.

#include <optional>
#include <string_view>
#include <vector>

#include "effects/curl.h"
#include "effects/destination.h"

namespace arris::effects {

// GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS.
bool is_method(std::string_view method);

// Refuses what could forge a request. Leaves out what belongs to the connection and not to the
// module: host, lengths, encodings, connection, proxies.
std::optional<Refusal> add_headers(const std::vector<effect::Header>& headers, CurlList& lines);

// Of an answer: what describes the transfer, which the host has undone, and not the content.
bool is_about_transfer(std::string_view name);

}  // namespace arris::effects
