#pragma once
// What `arris` does, one function per command. Each returns the exit code, or throws StartError,
// which becomes one line on standard error and exit code 2.

#include <string>
#include <vector>

#include "wasmtime/host.h"
#include "wasmtime/settings.h"

namespace arris::wasmtime {

inline constexpr std::string_view version = "0.1.0";

int serve(const Settings& settings, HostParts parts = {});
// Throws StartError when nothing can listen where the settings say.
void check_address(const Settings& settings);
int migrate(const Settings& settings);
int list_routes(const Settings& settings);
int print_openapi(const Settings& settings);
int list_outbox(const Settings& settings, const std::string& state);
// An empty id replays every dead delivery.
int replay_outbox(const Settings& settings, const std::string& id);
// A copy of the data in a new folder; the server may be running.
int backup(const Settings& settings, const std::string& to);
// Into an empty data folder.
int restore(const Settings& settings, const std::string& from);
int list_mail(const Settings& settings, const std::string& to);
int show_mail(const Settings& settings, const std::string& id);
int doctor(const Settings& settings);
int rotate_root(const Settings& settings);
int replay(const Settings& settings, const std::string& file);

struct CallArguments {
  std::string method, target, body;
  std::vector<std::string> headers;  // "name: value"
};
int call(const Settings& settings, const CallArguments& arguments);

}  // namespace arris::wasmtime
