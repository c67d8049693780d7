#pragma once
// URLs that an operator gives.

#include <optional>
#include <string>
#include <string_view>

namespace arris::wasmtime {

// "https://host[:port]" as browsers write it, of such a URL with or without a slash at its end;
// nothing for one that has more, or is none.
std::optional<std::string> base_of(std::string_view url);

// smtp or smtps and a host.
bool is_mail_server(std::string_view url);

}  // namespace arris::wasmtime
