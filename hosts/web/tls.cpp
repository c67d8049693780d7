#include "web/tls.h"

#include <string_view>
#include <system_error>

namespace arris::web {
namespace {

using boost::asio::ssl::context;

void check(const boost::system::error_code& error, const std::string& file) {
  if (error)
    throw std::system_error(std::make_error_code(std::errc::invalid_argument),
                            file + ": " + error.message());
}

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_length,
                    const unsigned char* offered, unsigned offered_length, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* out = nullptr;
  const int result =
      SSL_select_next_proto(&out, chosen_length, ours, sizeof(ours) - 1, offered, offered_length);
  *chosen = out;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

std::unique_ptr<context> make_tls_context(const Options& options) {
  auto made = std::make_unique<context>(context::tls_server);
  SSL_CTX_set_min_proto_version(made->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_options(made->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(made->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(made->native_handle(), choose_protocol, nullptr);
  boost::system::error_code error;
  check(made->use_certificate_chain_file(options.tls_cert_file, error), options.tls_cert_file);
  check(made->use_private_key_file(options.tls_key_file, context::pem, error),
        options.tls_key_file);
  return made;
}

}  // namespace arris::web
