#include "wasmtime/settings.h"

#include <doctest/doctest.h>

#include "wasmtime/fault.h"

namespace arris::wasmtime {
namespace {

std::string refusal(const SettingValues& flags) {
  try {
    (void)read_settings(flags, nullptr, "");
  } catch (const StartError& error) {
    return error.what();
  }
  return {};
}

TEST_CASE("settings: what is shown of a server on every address can be reached") {
  const auto url = [](const char* address) {
    return own_url(read_settings({{"host-address", address}}, nullptr, ""), 8787);
  };
  CHECK(url("0.0.0.0") == "http://127.0.0.1:8787");
  CHECK(url("::") == "http://[::1]:8787");
  CHECK(url("::1") == "http://[::1]:8787");
  CHECK(url("192.0.2.1") == "http://192.0.2.1:8787");
  CHECK(url("localhost") == "http://localhost:8787");
}

TEST_CASE("settings: this machine is known by each of its addresses, and no other is") {
  for (const auto* here : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "localhost"})
    CHECK(is_loopback(here));
  for (const auto* other : {"10.0.0.1", "::", "::2", "::ffff:10.0.0.1", "12.7.0.0", ""})
    CHECK_FALSE(is_loopback(other));
}

TEST_CASE("settings: sign-up is closed unless it is opened") {
  CHECK(read_settings({}, nullptr, "").sign_up == "closed");
  CHECK(read_settings({{"sign-up", "open"}}, nullptr, "").sign_up == "open");
  const char* const opened[] = {"ARRIS_SIGN_UP=open", nullptr};
  CHECK(read_settings({}, opened, "").sign_up == "open");
  CHECK(refusal({{"sign-up", "yes"}}) == "--sign-up is \"yes\": give open or closed");
}

TEST_CASE("a base URL is an origin, or is refused") {
  for (const char* url :
       {"nonsense", "://", "https://", "example.com", "//example.com", "ftp://example.com",
        "https://exa mple.com", "https://example.com/arris", "https://example.com//",
        "https://example.com?a", "https://example.com#a", "https://ann@example.com",
        "https://example.com:0", "https://example.com:70000", "https://b\xc3\xbc.example"}) {
    CAPTURE(url);
    CHECK(refusal({{"base-url", url}}) ==
          "--base-url is \"" + std::string(url) +
              "\": give http:// or https:// and a host, as https://arris.example.com");
  }
  const auto base_url = [](const char* url) {
    return read_settings({{"base-url", url}}, nullptr, "").base_url;
  };
  CHECK(base_url("").empty());
  CHECK(base_url("https://arris.example.com") == "https://arris.example.com");
  CHECK(base_url("https://Arris.example.com:443/") == "https://arris.example.com");
  CHECK(base_url("http://127.0.0.1:8787") == "http://127.0.0.1:8787");
  CHECK(base_url("http://[::1]:8787/") == "http://[::1]:8787");
}

TEST_CASE(
    "settings: a collector is named by our words, or by OpenTelemetry's where we say nothing") {
  const char* const standard[] = {"OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318/",
                                  "OTEL_EXPORTER_OTLP_HEADERS=a=b, Authorization=Bearer%20k",
                                  "OTEL_SERVICE_NAME=shop", nullptr};
  const auto theirs = read_settings({}, standard, "");
  CHECK(theirs.otlp_endpoint == "http://collector:4318");
  CHECK(theirs.otlp_headers == std::vector<std::string>{"a=b", "Authorization=Bearer%20k"});
  CHECK(theirs.otlp_service_name == "shop");
  const auto ours = read_settings({{"otlp-endpoint", "https://a.example/otlp"}}, standard, "");
  CHECK(ours.otlp_endpoint == "https://a.example/otlp");
  CHECK(read_settings({}, nullptr, "").otlp_endpoint.empty());
  CHECK(read_settings({}, nullptr, "").otlp_service_name == "arris");
  for (const char* url :
       {"nonsense", "collector:4317", "ftp://a", "http://", "https://a.example?b"})
    CHECK(refusal({{"otlp-endpoint", url}}).starts_with("--otlp-endpoint is \""));
  for (const char* header : {"nonsense", "=a", "a b=c", "a=%0d%0ab", "a=%"})
    CHECK(refusal({{"otlp-headers", header}}).starts_with("--otlp-headers holds"));
}

TEST_CASE("a mail server has a scheme and a host, or is refused") {
  for (const char* url : {"nonsense", "mail.example.com:587", "http://mail.example.com", "smtp://",
                          "smtp:mail.example.com", "smtp://mail.example.com:70000"}) {
    CAPTURE(url);
    CHECK(refusal({{"smtp-url", url}, {"smtp-from", "a@example.com"}}) ==
          "--smtp-url is \"" + std::string(url) +
              "\": give smtp:// or smtps:// and a host, as smtp://mail.example.com:587");
  }
  for (const char* url : {"smtp://127.0.0.1:2525", "smtps://mail.example.com:465", "smtp://[::1]"})
    CHECK(refusal({{"smtp-url", url}, {"smtp-from", "a@example.com"}}).empty());
}

TEST_CASE("limits are lifted where tests run alone") {
  CHECK(refusal({{"without-limits", "true"}}) == "--without-limits is for tests: it needs --dev");
  CHECK(read_settings({{"without-limits", "true"}, {"dev", "true"}}, nullptr, "").without_limits);
  CHECK_FALSE(read_settings({{"dev", "true"}}, nullptr, "").without_limits);
}

TEST_CASE("trusted proxies are networks, or are refused") {
  CHECK(refusal({{"trusted-proxies", "10.0.0.0/8, proxy, fd00::/129"}}) ==
        "--trusted-proxies holds \"proxy\": give networks, as 10.0.0.0/8 or fd00::/8; "
        "--trusted-proxies holds \"fd00::/129\": give networks, as 10.0.0.0/8 or fd00::/8");
  const char* const environment[] = {"ARRIS_TRUSTED_PROXIES=10.0.0.0/8,192.168.1.7", nullptr};
  CHECK(read_settings({}, environment, "").trusted_proxies ==
        std::vector<std::string>{"10.0.0.0/8", "192.168.1.7"});
}

}  // namespace
}  // namespace arris::wasmtime
