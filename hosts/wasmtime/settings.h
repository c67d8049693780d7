#pragma once
// Everything that an operator may set: by a flag, an ARRIS_* variable, or arris.toml, in this
// order. A row of the table in settings.cpp is a setting: its flag, its variable and its key
// follow.
//
// Every mistake is found at once, and each comes with its fix.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace arris::wasmtime {

struct Settings {
  std::string host_address = "127.0.0.1";
  std::uint32_t port = 8787;
  std::string data = "data";
  std::string modules = "build/wasm/modules";
  std::string migrations = "migrations";
  std::string pages;
  std::string base_url;            // where people reach the product; empty for where it listens
  std::string sign_up = "closed";  // or "open": whether anybody may make an account and an org
  bool dev = false;
  bool without_limits = false;  // what tests need that send more than any caller may
  std::string tls_cert, tls_key;
  std::uint32_t threads = 0;  // 0: as many as there are cores
  std::string record;
  std::uint32_t step_deadline_ms = 50;
  std::uint32_t request_deadline_ms = 10'000;
  std::uint32_t instances_max = 2000;
  std::uint32_t outbox_attempts_max = 16;
  std::uint32_t outbox_retry_ms = 1000;
  std::vector<std::string> allow_private_hosts;
  std::vector<std::string> trusted_proxies;  // networks, as web::TrustedProxies takes them
  std::string smtp_url, smtp_from, smtp_username, smtp_password;
  std::string root_key;
  std::string metrics_token;              // who shows it may read /metrics from anywhere
  std::string otlp_endpoint;              // spans of requests go there; empty for nowhere
  std::vector<std::string> otlp_headers;  // each name=value, the value percent-encoded
  std::string otlp_service_name = "arris";
  // Set by benchmarks alone, never by an operator: a module may then run forever.
  bool measured_without_epochs = false;
};

enum class SettingKind : std::uint8_t { text, number, flag, list };

struct SettingRow {
  std::string_view name;  // as a flag: --host-address; as a variable: ARRIS_HOST_ADDRESS
  SettingKind kind;
  std::string_view help;
  std::uint32_t min = 0, max = 0;  // of a number
  std::string_view standard{};     // a variable of others that says it, where nothing of ours does
};

std::span<const SettingRow> setting_rows();
// What holds when nobody says anything; empty for nothing.
std::string default_text(const SettingRow& row);

// What was said where, by the names of the rows.
using SettingValues = std::map<std::string, std::string, std::less<>>;

// Throws StartError with every mistake. `toml` is the path of a file that may be missing.
Settings read_settings(const SettingValues& flags, const char* const* environment,
                       const std::string& toml);

// Also as a socket of both families tells of it, ::ffff:127.0.0.1.
bool is_loopback(std::string_view address);
// One line for each thing that is fine on a laptop and not in production.
std::vector<std::string> unsafe_settings(const Settings& settings);
// Where this machine reaches the server: of a server that listens on every address, the loopback.
std::string own_url(const Settings& settings, unsigned short port);

}  // namespace arris::wasmtime
