#pragma once
// URLs that an operator gives.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace arris::wasmtime {

// "https://host[:port]" as browsers write it, of such a URL with or without a slash at its end;
// nothing for one that has more, or is none.
std::optional<std::string> base_of(std::string_view url);

// smtp or smtps and a host.
bool is_mail_server(std::string_view url);

// http or https, a host, and perhaps a path.
bool is_collector(std::string_view url);

// "name=value" whose value is percent-encoded; nothing for what could be no header.
std::optional<std::pair<std::string, std::string>> header_of(std::string_view text);

}  // namespace arris::wasmtime
