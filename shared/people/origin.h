#pragma once
// Whether a browser may have been made to send a request by another site. SameSite keeps our
// cookies away from such requests; this holds where a browser doesn't.

#include <string_view>

namespace arris::people {

struct Sender {
  std::string_view origin, fetch_site, host, base_url;  // headers; empty when absent
};

// False when the browser says so, or when the origin is neither the request's host nor our own
// address. A sender that names no origin is no browser of today.
bool is_own_site(const Sender& sender);

}  // namespace arris::people
