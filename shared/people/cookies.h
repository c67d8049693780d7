#pragma once
// The two cookies of a browser. Both have the __Host- prefix: only this host over a trustworthy
// connection sets them, for itself alone.

#include <string>
#include <string_view>

namespace arris::people {

inline constexpr std::string_view refresh_cookie = "__Host-arris_refresh";
// Ties a mailed link to the browser that asked for it.
inline constexpr std::string_view link_cookie = "__Host-arris_link";

inline constexpr int refresh_cookie_ttl_s = 7 * 24 * 3600;
inline constexpr int link_cookie_ttl_s = 10 * 60;

// The value in a Cookie header; empty when the name is absent or given twice.
std::string_view read_cookie(std::string_view header, std::string_view name);

// A Set-Cookie value. A ttl of 0 removes the cookie.
std::string set_cookie(std::string_view name, std::string_view value, int ttl_s);

}  // namespace arris::people
