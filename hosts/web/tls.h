#pragma once
// TLS as the server speaks it: 1.2 or newer, HTTP/1.1 as the only application protocol.

#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "web/server.h"

namespace arris::web {

// Throws std::system_error, naming the file, when the certificate or the key can't be used.
std::unique_ptr<boost::asio::ssl::context> make_tls_context(const Options& options);

}  // namespace arris::web
