#include <doctest/doctest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <future>

#include "effects/fetcher.h"
#include "effects/test_server.h"

using namespace arris;
using namespace arris::effects;
using effect::Failure;

namespace {

namespace fs = std::filesystem;

// An HTTPS server whose certificate is its own authority, made anew, for the name secure.test.
struct TlsServer {
  TlsServer() {
    std::string name = (fs::temp_directory_path() / "arris_tls_XXXXXX").string();
    ::close(::mkstemp(name.data()));
    ca_file = name;
    key = EVP_EC_gen("P-256");
    certificate = X509_new();
    fill();
    FILE* file = std::fopen(ca_file.c_str(), "w");
    REQUIRE(PEM_write_X509(file, certificate) == 1);
    std::fclose(file);
    context = SSL_CTX_new(TLS_server_method());
    REQUIRE(SSL_CTX_use_certificate(context, certificate) == 1);
    REQUIRE(SSL_CTX_use_PrivateKey(context, key) == 1);
  }
  ~TlsServer() {
    server.reset();
    SSL_CTX_free(context);
    X509_free(certificate);
    EVP_PKEY_free(key);
    fs::remove(ca_file);
  }

  void fill() {
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_NAME* subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    X509_set_pubkey(certificate, key);
    add(NID_basic_constraints, "critical,CA:TRUE");
    add(NID_subject_alt_name, "DNS:secure.test");
    REQUIRE(X509_sign(certificate, key, EVP_sha256()) > 0);
  }
  void add(int kind, const char* value) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
  }
  void talk(Peer& peer) {
    SSL* ssl = SSL_new(context);
    SSL_set_fd(ssl, peer.socket());
    char request[4096];
    if (SSL_accept(ssl) == 1 && SSL_read(ssl, request, sizeof request) > 0) {
      ++requests;
      constexpr std::string_view page = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
      SSL_write(ssl, page.data(), static_cast<int>(page.size()));
      SSL_shutdown(ssl);
    }
    SSL_free(ssl);
  }

  std::string ca_file;
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
  SSL_CTX* context = nullptr;
  std::atomic<int> requests = 0;
  std::optional<TestServer> server{std::in_place, [this](Peer& peer) { talk(peer); }};
};

Failure get(const TlsServer& tls, const std::string& host, const std::string& ca_file) {
  const auto port = tls.server->port();
  Fetcher fetcher({.allow_private_hosts = {"*.test"},
                   .ca_file = ca_file,
                   .fixed_addresses = {host + ":" + port + ":127.0.0.1"}});
  const auto scope = fetcher.scope({"*"});
  const auto url = "https://" + host + ":" + port + "/";
  std::promise<Answer> promise;
  scope->fetch({.method = "GET", .url = url},
               [&promise](Answer answer) { promise.set_value(std::move(answer)); });
  return promise.get_future().get().failure;
}

}  // namespace

TEST_CASE("fetch: a certificate that nobody vouches for, or of another name, is refused") {
  TlsServer tls;
  CHECK(get(tls, "secure.test", "") == Failure::unavailable);
  CHECK(get(tls, "other.test", tls.ca_file) == Failure::unavailable);
  CHECK(tls.requests == 0);
  CHECK(get(tls, "secure.test", tls.ca_file) == Failure::none);
  CHECK(tls.requests == 1);
}
