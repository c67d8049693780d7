#pragma once
// What a module says about itself, read once when it is loaded. It comes from the module, so
// everything in it is checked before it is believed.

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace arris::manifest {

struct Route {
  std::string method, path;
  std::uint32_t body_max_bytes = 1u << 20;
  std::uint32_t deadline_ms = 0;  // until the answer begins; 0: the host's own
  std::string protocol;           // of others, which lives outside of /api; empty for the API's own
  bool cross_origin = false;      // pages of others may call it, and read its refusals
  // Of a protocol: the bodies of what a host refuses by itself, by their codes. `{request_id}` in them stands for the
  // request's id.
  std::map<std::string, std::string, std::less<>> refusals;
};
struct Statement {
  std::string name, sql;
};
struct Cron {
  std::string schedule, name;
};
struct Listener {
  std::string topic, name;
};
struct Capabilities {
  std::vector<std::string> effects, reads, writes, hosts, keys;
};

struct Manifest {
  std::string name;
  std::uint32_t abi = 0;
  std::vector<Route> routes;
  std::vector<Statement> statements;
  std::vector<Cron> crons;
  std::vector<Listener> listeners;  // each of another topic
  Capabilities capabilities;
  nlohmann::json document;  // all of it, for the OpenAPI document
};

// The message names every mistake, separated by "; ".
struct ManifestError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Manifest parse_manifest(std::string_view text);

// What a host refuses by itself, as JSON in the words of the route's protocol; empty when it has none.
std::string refusal_of(const Route& route, std::string_view code, std::string_view request_id);

}  // namespace arris::manifest
