#include <netdb.h>
#include <pthread.h>

#include <csignal>
#include <cstdio>
#include <system_error>
#include <thread>

#include "wasmtime/commands.h"
#include "wasmtime/front.h"
#include "wasmtime/json_text.h"

namespace arris::wasmtime {
namespace {

// Signals wait for a thread of their own, so that draining needs no care of what may be done in a
// handler. Made before any other thread, which inherits the mask.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    for (const int signal : {SIGTERM, SIGINT, SIGUSR2}) sigaddset(&set_, signal);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  // Calls `drain` at each signal, until `stop`.
  void watch(std::function<void()> drain) {
    thread_ = std::thread([this, drain = std::move(drain)] {
      for (int signal = 0; sigwait(&set_, &signal) == 0 && signal != SIGUSR2;) drain();
    });
  }
  void stop() {
    if (!thread_.joinable()) return;
    pthread_kill(thread_.native_handle(), SIGUSR2);
    thread_.join();
  }
  ~Signals() { stop(); }

 private:
  sigset_t set_;
  std::thread thread_;
};

web::Options options_of(const Settings& settings) {
  web::Options options;
  options.address = settings.host_address == "localhost" ? "127.0.0.1" : settings.host_address;
  options.port = static_cast<unsigned short>(settings.port);
  options.threads =
      settings.threads > 0 ? settings.threads : std::max(1u, std::thread::hardware_concurrency());
  options.tls_cert_file = settings.tls_cert;
  options.tls_key_file = settings.tls_key;
  return options;
}

std::string url_of(const Settings& settings, unsigned short port) {
  const bool is_v6 = settings.host_address.find(':') != std::string::npos;
  const auto host = is_v6 ? "[" + settings.host_address + "]" : settings.host_address;
  return (settings.tls_cert.empty() ? "http://" : "https://") + host + ":" + std::to_string(port);
}

void print_ready(const Settings& settings, Host& host, unsigned short port) {
  const auto url = url_of(settings, port);
  std::string line = "{\"ready\":true,\"url\":";
  append_json(line, url);
  if (const auto token = host.setup_token(); !token.empty()) {
    line += ",\"setup_url\":";
    append_json(line, url + "/setup#token=" + token);
  }
  line += "}\n";
  std::fputs(line.c_str(), stdout);
  std::fflush(stdout);
}

std::unique_ptr<web::Server> listen(const Settings& settings, web::Handler handler) {
  try {
    return std::make_unique<web::Server>(options_of(settings), std::move(handler));
  } catch (const std::system_error& error) {
    const auto where = settings.host_address + " port " + std::to_string(settings.port);
    if (error.code() == std::errc::address_in_use)
      throw StartError(where + " is in use: stop what listens there, or give another --port");
    throw StartError("can't listen on " + where + ": " + error.what());
  } catch (const std::exception& error) {
    throw StartError("can't listen: " + std::string(error.what()));
  }
}

}  // namespace

int serve(const Settings& settings) {
  Signals signals;
  Host host(settings);
  Front front(host);
  const auto server = listen(
      settings, [&front](std::shared_ptr<web::Exchange> exchange) { front.handle(exchange); });
  front.set_connections([&] { return server->connections(); });
  for (const auto& line : unsafe_settings(settings))
    std::fprintf(stderr, "not safe for production: %s\n", line.c_str());
  signals.watch([&] {
    server->drain();
    front.drain();
  });
  print_ready(settings, host, server->port());
  server->run();
  signals.stop();
  host.log().write(LogLine("info", "stopped"));
  return 0;
}

}  // namespace arris::wasmtime
