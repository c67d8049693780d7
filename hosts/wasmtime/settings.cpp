#include "wasmtime/settings.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <variant>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "core/text.h"
#include "wasmtime/fault.h"
#include "wasmtime/settings_urls.h"
#include "web/trusted_proxies.h"

namespace arris::wasmtime {
namespace {

using Member = std::variant<std::string Settings::*, std::uint32_t Settings::*, bool Settings::*,
                            std::vector<std::string> Settings::*>;

// To add a setting: a member of Settings, a row, and its member here, in the same order.
constexpr SettingRow rows[] = {
    {"host-address", SettingKind::text, "address to listen on"},
    {"port", SettingKind::number, "port to listen on; 0 picks a free one", 0, 65'535},
    {"data", SettingKind::text, "folder of the database, the keys and the mail"},
    {"modules", SettingKind::text, "folder of the modules (*.wasm)"},
    {"migrations", SettingKind::text, "folder of the migrations (*.sql)"},
    {"pages", SettingKind::text, "folder of the pages; empty for none"},
    {"base-url", SettingKind::text,
     "address under which people reach the product, for mails and DSNs"},
    {"sign-up", SettingKind::text,
     "open: anybody may make an account and an org; closed, the default: only who is invited"},
    {"dev", SettingKind::flag, "developing: the mail that was sent is shown at /_dev/mail"},
    {"without-limits", SettingKind::flag,
     "testing, with --dev alone: no rate limit is ever reached"},
    {"tls-cert", SettingKind::text, "certificate, a PEM file"},
    {"tls-key", SettingKind::text, "its key, a PEM file"},
    {"threads", SettingKind::number, "event loops; 0 for one per core", 0, 256},
    {"record", SettingKind::text, "folder in which every request is recorded; empty for none"},
    {"step-deadline-ms", SettingKind::number, "how long a module may compute at once", 5, 10'000},
    {"request-deadline-ms", SettingKind::number, "how long an answer may take", 100, 600'000},
    {"instances-max", SettingKind::number, "requests that run at once", 8, 10'000},
    {"outbox-attempts-max", SettingKind::number,
     "attempts to deliver a message before it is laid aside", 1, 30},
    {"outbox-retry-ms", SettingKind::number,
     "delay before the second attempt, of jobs 60 times it; it doubles", 1, 3'600'000},
    {"allow-private-hosts", SettingKind::list, "hosts that modules may reach at any address"},
    {"trusted-proxies", SettingKind::list,
     "networks whose X-Forwarded-For says who the client is, as 10.0.0.0/8,fd00::/8"},
    {"smtp-url", SettingKind::text, "mail server: smtp://host:587 or smtps://host:465"},
    {"smtp-from", SettingKind::text, "address that mail comes from"},
    {"smtp-username", SettingKind::text, "user name at the mail server"},
    {"smtp-password", SettingKind::text, "password at the mail server"},
    {"root-key", SettingKind::text, "the root key, 64 hexadecimal digits"},
    {"metrics-token", SettingKind::text,
     "who shows it as a bearer token may read /metrics; without one only this machine may"},
    {"otlp-endpoint", SettingKind::text,
     "where spans of requests go, as http://127.0.0.1:4318 of a collector", 0, 0,
     "OTEL_EXPORTER_OTLP_ENDPOINT"},
    {"otlp-headers", SettingKind::list, "what is sent with them, as authorization=Bearer%20KEY", 0,
     0, "OTEL_EXPORTER_OTLP_HEADERS"},
    {"otlp-service-name", SettingKind::text, "what they say that they are of", 0, 0,
     "OTEL_SERVICE_NAME"},
};
const Member members[] = {
    &Settings::host_address,
    &Settings::port,
    &Settings::data,
    &Settings::modules,
    &Settings::migrations,
    &Settings::pages,
    &Settings::base_url,
    &Settings::sign_up,
    &Settings::dev,
    &Settings::without_limits,
    &Settings::tls_cert,
    &Settings::tls_key,
    &Settings::threads,
    &Settings::record,
    &Settings::step_deadline_ms,
    &Settings::request_deadline_ms,
    &Settings::instances_max,
    &Settings::outbox_attempts_max,
    &Settings::outbox_retry_ms,
    &Settings::allow_private_hosts,
    &Settings::trusted_proxies,
    &Settings::smtp_url,
    &Settings::smtp_from,
    &Settings::smtp_username,
    &Settings::smtp_password,
    &Settings::root_key,
    &Settings::metrics_token,
    &Settings::otlp_endpoint,
    &Settings::otlp_headers,
    &Settings::otlp_service_name,
};
static_assert(std::size(rows) == std::size(members));

std::string variable_of(std::string_view name) {
  std::string variable = "ARRIS_";
  for (const char c : name)
    variable += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return variable;
}

std::string key_of(std::string_view name) {
  std::string key(name);
  std::ranges::replace(key, '-', '_');
  return key;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    if (!trim(part).empty()) parts.emplace_back(trim(part));
  }
  return parts;
}

class SettingsReader {
 public:
  // `said` is how the operator said it: --port, ARRIS_PORT, port in arris.toml.
  void set(std::size_t row, const std::string& said, const std::string& text) {
    std::visit([&](auto member) { set_member(member, rows[row], said, text); }, members[row]);
  }
  void mistake(const std::string& text) { (mistakes_ += mistakes_.empty() ? "" : "; ") += text; }
  Settings take() {
    check();
    if (!mistakes_.empty()) throw StartError(mistakes_);
    return std::move(settings_);
  }

 private:
  void set_member(std::string Settings::* member, const SettingRow&, const std::string&,
                  const std::string& text) {
    settings_.*member = text;
  }
  void set_member(std::vector<std::string> Settings::* member, const SettingRow&,
                  const std::string&, const std::string& text) {
    settings_.*member = split(text);
  }
  void set_member(std::uint32_t Settings::* member, const SettingRow& row, const std::string& said,
                  const std::string& text) {
    const auto value = parse_integer(text);
    if (value && *value >= row.min && *value <= row.max) {
      settings_.*member = static_cast<std::uint32_t>(*value);
      return;
    }
    mistake(said + " is \"" + text + "\": give a whole number from " + std::to_string(row.min) +
            " to " + std::to_string(row.max));
  }
  void set_member(bool Settings::* member, const SettingRow&, const std::string& said,
                  const std::string& text) {
    if (text != "true" && text != "false" && text != "1" && text != "0")
      return mistake(said + " is \"" + text + "\": give true or false");
    settings_.*member = text == "true" || text == "1";
  }
  void check() {
    if (settings_.tls_cert.empty() != settings_.tls_key.empty())
      mistake("TLS needs both --tls-cert and --tls-key: give the other one too");
    if (!settings_.smtp_url.empty() && settings_.smtp_from.empty())
      mistake("mail needs a sender: give --smtp-from");
    if (settings_.without_limits && !settings_.dev)
      mistake("--without-limits is for tests: it needs --dev");
    if (settings_.sign_up != "open" && settings_.sign_up != "closed")
      mistake("--sign-up is \"" + settings_.sign_up + "\": give open or closed");
    if (settings_.data.empty()) mistake("--data is empty: name a folder");
    check_urls();
    check_proxies();
    check_collector();
  }
  void check_collector() {
    auto& endpoint = settings_.otlp_endpoint;
    while (endpoint.ends_with('/')) endpoint.pop_back();
    if (!endpoint.empty() && !is_collector(endpoint))
      mistake("--otlp-endpoint is \"" + endpoint +
              "\": give http:// or https:// and a host, as https://collector.example.com:4318");
    for (const auto& header : settings_.otlp_headers) {
      if (!header_of(header))
        mistake("--otlp-headers holds what is no name=value: give as authorization=Bearer%20KEY");
    }
  }
  void check_proxies() {
    web::TrustedProxies proxies;
    for (const auto& network : settings_.trusted_proxies) {
      if (!proxies.add(network))
        mistake("--trusted-proxies holds \"" + network +
                "\": give networks, as 10.0.0.0/8 or fd00::/8");
    }
  }

  void check_urls() {
    auto& base = settings_.base_url;
    if (auto origin = base_of(base))
      base = std::move(*origin);
    else if (!base.empty())
      mistake("--base-url is \"" + base +
              "\": give http:// or https:// and a host, as https://arris.example.com");
    const auto& smtp = settings_.smtp_url;
    if (!smtp.empty() && !is_mail_server(smtp))
      mistake("--smtp-url is \"" + smtp +
              "\": give smtp:// or smtps:// and a host, as smtp://mail.example.com:587");
  }

  Settings settings_;
  std::string mistakes_;
};

std::string text_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  std::string list;
  if (const auto* array = node.as_array()) {
    for (const auto& one : *array) (list += list.empty() ? "" : ",") += text_of(one);
  }
  return list;
}

void read_toml(const std::string& path, SettingsReader& reader) {
  if (!std::filesystem::exists(path)) return;
  const auto parsed = toml::parse_file(path);
  if (!parsed)
    return reader.mistake(path + " line " + std::to_string(parsed.error().source().begin.line) +
                          " is not TOML: " + std::string(parsed.error().description()));
  for (const auto& [key, node] : parsed.table()) {
    const auto found = std::ranges::find_if(
        rows, [&](const SettingRow& row) { return key_of(row.name) == key.str(); });
    if (found == std::end(rows))
      reader.mistake(path + " sets \"" + std::string(key.str()) +
                     "\", which is no setting: remove it");
    else
      reader.set(static_cast<std::size_t>(found - rows), std::string(key.str()) + " in " + path,
                 text_of(node));
  }
}

std::optional<std::string> find_variable(const char* const* environment, std::string_view name) {
  for (; environment != nullptr && *environment != nullptr; ++environment) {
    const std::string_view entry = *environment;
    if (entry.starts_with(name) && entry.substr(name.size()).starts_with('='))
      return std::string(entry.substr(name.size() + 1));
  }
  return std::nullopt;
}

}  // namespace

bool is_loopback(std::string_view address) {
  constexpr std::string_view mapped = "::ffff:";
  if (address.starts_with(mapped)) address.remove_prefix(mapped.size());
  return address.starts_with("127.") || address == "::1" || address == "localhost";
}

std::span<const SettingRow> setting_rows() { return rows; }

std::string default_text(const SettingRow& row) {
  const Settings settings;
  const auto& member = members[&row - rows];
  if (const auto* text = std::get_if<std::string Settings::*>(&member)) return settings.**text;
  if (const auto* number = std::get_if<std::uint32_t Settings::*>(&member))
    return std::to_string(settings.**number);
  return {};
}

Settings read_settings(const SettingValues& flags, const char* const* environment,
                       const std::string& toml) {
  SettingsReader reader;
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    if (rows[i].standard.empty()) continue;
    if (const auto text = find_variable(environment, rows[i].standard); text && !text->empty())
      reader.set(i, std::string(rows[i].standard), *text);
  }
  read_toml(toml, reader);
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    const auto variable = variable_of(rows[i].name);
    if (const auto text = find_variable(environment, variable)) reader.set(i, variable, *text);
    if (const auto flag = flags.find(rows[i].name); flag != flags.end())
      reader.set(i, "--" + flag->first, flag->second);
  }
  return reader.take();
}

std::string own_url(const Settings& settings, unsigned short port) {
  std::string host = settings.host_address;
  if (host == "0.0.0.0") host = "127.0.0.1";
  if (host == "::") host = "::1";
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return (settings.tls_cert.empty() ? "http://" : "https://") + host + ":" + std::to_string(port);
}

std::vector<std::string> unsafe_settings(const Settings& settings) {
  std::vector<std::string> lines;
  if (settings.dev) lines.push_back("--dev shows every mail that was sent to whoever asks");
  if (settings.without_limits) lines.push_back("--without-limits lets everybody ask without end");
  if (!is_loopback(settings.host_address) && settings.tls_cert.empty())
    lines.push_back(
        "requests from other machines come without TLS, over which no browser keeps a session: "
        "give --tls-cert and --tls-key, or put a proxy in front and name it with "
        "--trusted-proxies");
  if (!is_loopback(settings.host_address) && settings.base_url.empty())
    lines.push_back(
        "links in mails and DSNs name an address that only this machine may reach: give "
        "--base-url");
  if (settings.smtp_url.empty()) lines.push_back("mail stays in the local outbox: give --smtp-url");
  if (settings.root_key.empty())
    lines.push_back(
        "the root key lies beside the data: keep it apart and give it as ARRIS_ROOT_KEY");
  if (!settings.record.empty())
    lines.push_back("--record writes every request to the disk, with its secrets");
  return lines;
}

}  // namespace arris::wasmtime
