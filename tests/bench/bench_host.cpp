// Rows W2, W7, H1, S2, P95: `arris serve` with one difference at a time. --guest native runs the bench
// function as it is linked here, instead of its module; --epochs off lets a module run forever.
// --limits off answers however often the same caller asks.
// Usage: bench_host --guest wasm|native --epochs on|off --limits on|off --data DIR --modules DIR --migrations DIR

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "bench/bench.h"
#include "http/dispatch.h"
#include "wasmtime/front.h"
#include "wasmtime/linked_instance.h"
#include "web/server.h"

namespace {

using namespace arris;
using namespace arris::wasmtime;

using Arguments = std::map<std::string, std::string>;

Arguments read(int count, char** arguments) {
  Arguments given{{"--guest", "wasm"}, {"--epochs", "on"}, {"--limits", "on"}};
  for (int i = 1; i + 1 < count; i += 2) given[arguments[i]] = arguments[i + 1];
  return given;
}

Settings settings_of(const Arguments& given) {
  Settings settings;
  settings.port = 0;
  settings.threads = 1;
  settings.data = given.at("--data");
  settings.modules = given.at("--modules");
  settings.migrations = given.at("--migrations");
  settings.allow_private_hosts = {"127.0.0.1"};
  settings.measured_without_epochs = given.at("--epochs") == "off";
  return settings;
}

std::unique_ptr<InstanceFactory> linked(std::string_view module) {
  static const http::Exchanges jobs(bench::function);
  return module == "bench" ? std::make_unique<LinkedFactory>(jobs) : nullptr;
}

std::int64_t each_time_an_hour_later() {
  static std::atomic<std::int64_t> now_ms = 0;
  return now_ms += 3'600'000;
}

int run(const Arguments& given) {
  Front* behind = nullptr;
  web::Options options;
  options.threads = 1;
  options.companion = [&](boost::asio::io_context& context) { return behind->companion(context); };
  web::Server server(options,
                     [&](std::shared_ptr<web::Exchange> exchange) { behind->handle(exchange); });
  HostParts parts;
  if (given.at("--guest") == "native") parts.instances_of = linked;
  if (given.at("--limits") == "off") parts.limiter_clock = each_time_an_hour_later;
  Host host(settings_of(given), parts);
  Front front(host, std::nullopt);
  behind = &front;
  std::printf("{\"ready\":true,\"url\":\"http://127.0.0.1:%d\",\"setup_token\":\"%s\"}\n",
              server.port(), host.setup_token().c_str());
  std::fflush(stdout);
  server.run();
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run(read(count, arguments));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_host: %s\n", error.what());
    return 2;
  }
}
