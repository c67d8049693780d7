// Rows W2, W7, H1, S2: `arris serve` with one difference at a time. --guest native runs the bench
// function as it is linked here, instead of its module; --epochs off lets a module run forever.
// Usage: native_host --guest wasm|native --epochs on|off --data DIR --modules DIR --migrations DIR

#include <cstdio>
#include <cstdlib>
#include <deque>
#include <map>
#include <string>

#include "bench/bench.h"
#include "http/dispatch.h"
#include "wasmtime/front.h"
#include "web/server.h"

namespace {

using namespace arris;
using namespace arris::wasmtime;

// Copies each frame as a module's memory does, with the room that a scan wants behind it.
class NativeInstance final : public Instance {
 public:
  explicit NativeInstance(const effect::JobFactory& jobs) : machine_(jobs) {}

  Frame begin(std::string_view event) override { return machine_.begin(keep(event)); }
  Frame resume(std::uint32_t task, std::string_view results) override {
    return machine_.resume(task, keep(results));
  }
  void cancel(std::uint32_t task) override { machine_.cancel(task); }

 private:
  std::string_view keep(std::string_view frame) {
    auto& kept = frames_.emplace_back();
    kept.reserve(frame.size() + 32);
    return kept.assign(frame);
  }

  std::deque<std::string> frames_;
  effect::Machine machine_;
};

class NativeFactory final : public InstanceFactory {
 public:
  std::expected<std::unique_ptr<Instance>, arris::wasmtime::Fault> make() const override {
    return std::make_unique<NativeInstance>(jobs_);
  }

 private:
  const http::Exchanges jobs_{bench::function};
};

using Arguments = std::map<std::string, std::string>;

Arguments read(int count, char** arguments) {
  Arguments given{{"--guest", "wasm"}, {"--epochs", "on"}};
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
  settings.measured_without_epochs = given.at("--epochs") == "off";
  return settings;
}

void link_natively(Host& host) {
  for (auto& served : host.served()) {
    if (served.module->name() == "bench")
      served.module->factory = std::make_unique<NativeFactory>();
  }
}

int run(const Arguments& given) {
  Front* behind = nullptr;
  web::Options options;
  options.threads = 1;
  web::Server server(options,
                     [&](std::shared_ptr<web::Exchange> exchange) { behind->handle(exchange); });
  Host host(settings_of(given));
  if (given.at("--guest") == "native") link_natively(host);
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
    std::fprintf(stderr, "native_host: %s\n", error.what());
    return 2;
  }
}
