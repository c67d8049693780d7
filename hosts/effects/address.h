#pragma once
// Which addresses a module may reach. Only what is globally routable unicast by the IANA registries
// passes, so the machine itself, its network, its cloud's metadata and every tunnel that wraps an
// IPv4 address stay out.

#include <sys/socket.h>

#include <string_view>

namespace arris::effects {

bool is_public(const sockaddr& address);
// Of an address in text form; false for anything that is not one.
bool is_public(std::string_view text);

}  // namespace arris::effects
