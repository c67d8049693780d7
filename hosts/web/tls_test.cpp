#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "web/test_peer.h"

namespace arris::web {
namespace {

namespace fs = std::filesystem;

template <auto free>
struct Free {
  void operator()(auto* pointer) const { free(pointer); }
};

// A key and a certificate that vouches for itself, as PEM files that go with this object.
class SelfSigned {
 public:
  SelfSigned() {
    auto name = (fs::temp_directory_path() / "arris_tls_XXXXXX").string();
    folder_ = mkdtemp(name.data());
    const std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>> key(EVP_EC_gen("P-256"));
    const std::unique_ptr<X509, Free<X509_free>> certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    FILE* file = fopen(key_file().c_str(), "w");
    PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    fclose(file);
    file = fopen(cert_file().c_str(), "w");
    PEM_write_X509(file, certificate.get());
    fclose(file);
  }
  ~SelfSigned() { fs::remove_all(folder_); }
  std::string key_file() const { return folder_ / "key.pem"; }
  std::string cert_file() const { return folder_ / "cert.pem"; }
  Options options() const { return {.tls_cert_file = cert_file(), .tls_key_file = key_file()}; }

 private:
  fs::path folder_;
};

class TlsPeer {
 public:
  explicit TlsPeer(unsigned short port, int max_version = 0) : peer_(port) {
    SSL_CTX_set_max_proto_version(context_.get(), max_version);
    if (max_version != 0) SSL_CTX_set_min_proto_version(context_.get(), max_version);
    SSL_CTX_set_security_level(context_.get(), 0);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<const unsigned char*>("\x02h2\x08http/1.1"),
                        12);
    SSL_set_fd(ssl_.get(), peer_.fd());
    connected_ = SSL_connect(ssl_.get()) == 1;
  }
  bool connected() const { return connected_; }
  bool send(std::string_view bytes) {
    return SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  }
  std::string until_closed() {
    std::string out;
    char buffer[16384];
    for (int count; (count = SSL_read(ssl_.get(), buffer, sizeof buffer)) > 0;) {
      out.append(buffer, static_cast<std::size_t>(count));
    }
    closed_cleanly_ = SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN;
    return out;
  }
  bool closed_cleanly() const { return closed_cleanly_; }
  std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(ssl_.get(), &name, &size);
    return {reinterpret_cast<const char*>(name), size};
  }

 private:
  Peer peer_;
  std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>> context_{SSL_CTX_new(TLS_client_method())};
  std::unique_ptr<SSL, Free<SSL_free>> ssl_;
  bool connected_ = false;
  bool closed_cleanly_ = false;
};

void echo(std::shared_ptr<Exchange> exchange) {
  auto& request = exchange->request();
  exchange->respond({.headers = {{"x-scheme", request.scheme}}, .body = request.body});
}

}  // namespace

TEST_CASE("tls: versions below 1.2 and plain text are refused") {
  SelfSigned files;
  RunningServer server(echo, files.options());
  CHECK_FALSE(TlsPeer(server->port(), TLS1_1_VERSION).connected());
  Peer plain(server->port());
  plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK_FALSE(plain.until_closed().starts_with("HTTP/"));
}

TEST_CASE("tls: a certificate that can't be read is an error at once") {
  SelfSigned files;
  CHECK_THROWS_AS(Server({.tls_cert_file = "absent.pem", .tls_key_file = files.key_file()}, echo),
                  std::system_error);
  CHECK_THROWS_AS(
      Server({.tls_cert_file = files.cert_file(), .tls_key_file = files.cert_file()}, echo),
      std::system_error);
}

TEST_CASE("tls: requests are served as without it") {
  SelfSigned files;
  RunningServer server(echo, files.options());
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsPeer peer(server->port(), version);
    REQUIRE(peer.connected());
    CHECK(peer.protocol() == "http/1.1");
    const std::string body(3 << 20, 'b');
    CHECK(
        peer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nPOST / HTTP/1.1\r\nHost: a\r\n"
                  "Connection: close\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n"));
    CHECK(peer.send(body));
    const auto all = peer.until_closed();
    CHECK(all.contains("x-scheme: https\r\n"));
    CHECK(all.ends_with("\r\n\r\n" + body));
    CHECK(peer.closed_cleanly());
  }
}

}  // namespace arris::web
