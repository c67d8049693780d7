#include "manifest/manifest.h"

#include <algorithm>
#include <array>
#include <set>

#include "manifest/schedule.h"

namespace arris::manifest {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 5> methods = {"GET", "POST", "PUT", "PATCH", "DELETE"};
constexpr std::array<std::string_view, 9> effects = {
    "sql", "fetch", "crypto", "password", "mail", "publish", "limit", "cache", "wait"};
constexpr std::size_t items_max = 65'534;  // indices are 16 bits wide, and the last one means none

bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

// Reads a document and collects what is wrong with it.
class Parser {
 public:
  explicit Parser(const json& document) : document_(document) {}

  Manifest parse() {
    Manifest manifest;
    manifest.name = text(document_, "name", "the manifest");
    if (!is_word(manifest.name)) fault("name is not a word of a-z, 0-9, _ and -");
    manifest.abi = number(document_, "abi", 0);
    for (const auto& one : list(document_, "routes")) manifest.routes.push_back(route(one));
    for (const auto& one : list(document_, "statements"))
      manifest.statements.push_back(
          {text(one, "name", "a statement"), text(one, "sql", "a statement")});
    for (const auto& one : list(document_, "cron"))
      manifest.crons.push_back({text(one, "schedule", "a cron"), text(one, "name", "a cron")});
    for (const auto& one : list(document_, "listeners"))
      manifest.listeners.push_back(
          {text(one, "topic", "a listener"), text(one, "name", "a listener")});
    manifest.capabilities = capabilities();
    check_unique(manifest);
    return manifest;
  }
  const std::string& faults() const { return faults_; }

 private:
  void fault(const std::string& message) { (faults_ += faults_.empty() ? "" : "; ") += message; }

  std::string text(const json& from, const char* key, const std::string& of) {
    const auto found = from.is_object() ? from.find(key) : from.end();
    if (from.is_object() && found != from.end() && found->is_string())
      return found->get<std::string>();
    fault(of + " has no text \"" + key + "\"");
    return {};
  }
  std::uint32_t number(const json& from, const char* key, std::uint32_t otherwise) {
    const auto found = from.find(key);
    if (found == from.end()) return otherwise;
    if (found->is_number_unsigned() && found->get<std::uint64_t>() <= 0xffff'ffffu)
      return found->get<std::uint32_t>();
    fault(std::string("\"") + key + "\" is not a number");
    return otherwise;
  }
  const json& list(const json& from, const char* key) {
    static const json none = json::array();
    const auto found = from.find(key);
    if (found == from.end()) return none;
    if (found->is_array() && found->size() <= items_max) return *found;
    fault(std::string("\"") + key + "\" is not a list");
    return none;
  }
  std::vector<std::string> texts(const json& from, const char* key) {
    std::vector<std::string> all;
    for (const auto& one : list(from, key)) {
      if (one.is_string())
        all.push_back(one.get<std::string>());
      else
        fault(std::string("\"") + key + "\" holds something that is not a text");
    }
    return all;
  }

  Route route(const json& from) {
    Route route{text(from, "method", "a route"), text(from, "path", "a route"), 0};
    if (!from.is_object()) return route;
    route.body_max_bytes = number(from, "body_max_bytes", 1u << 20);
    if (from.contains("protocol")) route.protocol = text(from, "protocol", "a route");
    route.cross_origin = from.contains("cross_origin") && from["cross_origin"] == true;
    route.deadline_ms = number(from, "deadline_ms", 0);
    route.refusals = refusals(from);
    if (std::ranges::find(methods, route.method) == methods.end())
      fault("route " + route.path + " has the unknown method " + route.method);
    if (!is_path(route.path)) fault("\"" + route.path + "\" is not a route's path");
    return route;
  }
  std::map<std::string, std::string, std::less<>> refusals(const json& from) {
    std::map<std::string, std::string, std::less<>> all;
    const auto found = from.find("refusals");
    if (found == from.end()) return all;
    for (const auto& [code, body] : found->items())
      all[code] = text(*found, code.c_str(), "a refusal");
    return all;
  }
  static bool is_path(std::string_view path) {
    if (path.empty() || path.front() != '/' || path.size() > 256) return false;
    for (std::size_t at = 1; at <= path.size();) {
      const auto end = std::min(path.find('/', at), path.size());
      const auto segment = path.substr(at, end - at);
      if (segment.empty() && end != path.size()) return false;
      if (segment.find_first_of("{}") != segment.npos &&
          (!segment.starts_with('{') || segment.find('}') == 1 ||
           segment.find('}') == segment.npos))
        return false;
      at = end + 1;
    }
    return true;
  }

  Capabilities capabilities() {
    const auto found = document_.find("capabilities");
    if (found == document_.end() || !found->is_object()) {
      fault("there are no \"capabilities\"");
      return {};
    }
    Capabilities all{texts(*found, "effects"), texts(*found, "reads"), texts(*found, "writes"),
                     texts(*found, "hosts"), texts(*found, "keys")};
    for (const auto& effect : all.effects) {
      if (std::ranges::find(effects, effect) == effects.end())
        fault("\"" + effect + "\" is not an effect");
    }
    return all;
  }
  void check_unique(const Manifest& manifest) {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const auto& route : manifest.routes) {
      if (!seen.emplace(route.method, route.path).second)
        fault("route " + route.method + " " + route.path + " appears twice");
    }
    for (const auto& cron : manifest.crons) {
      if (!Schedule::parse(cron.schedule))
        fault("\"" + cron.schedule + "\" is not a schedule of five fields");
    }
    std::set<std::string_view> topics;
    for (const auto& listener : manifest.listeners) {
      if (!topics.insert(listener.topic).second)
        fault("the topic " + listener.topic + " is listened to twice");
    }
  }

  const json& document_;
  std::string faults_;
};

}  // namespace

Manifest parse_manifest(std::string_view text) {
  auto document = json::parse(text, nullptr, false);
  if (document.is_discarded()) throw ManifestError("the manifest is not JSON");
  if (!document.is_object()) throw ManifestError("the manifest is not an object");
  Parser parser(document);
  auto manifest = parser.parse();
  if (!parser.faults().empty()) throw ManifestError(parser.faults());
  manifest.document = std::move(document);
  return manifest;
}

std::string refusal_of(const Route& route, std::string_view code, std::string_view request_id) {
  constexpr std::string_view place = "{request_id}";
  const auto found = route.refusals.find(code);
  if (found == route.refusals.end()) return {};
  std::string body = found->second;
  const auto at = body.find(place);
  if (at != body.npos) body.replace(at, place.size(), request_id);
  return body;
}

}  // namespace arris::manifest
