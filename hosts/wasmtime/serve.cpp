#include <netdb.h>
#include <pthread.h>
#include <sys/resource.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
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

// The process holds the root of all keys, and opened secrets for as long as a call takes.
void forbid_core_dumps() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
}

// Each connection is one, and so is each call of another server.
void allow_many_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

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

void print_ready(const Settings& settings, Host& host, unsigned short port) {
  const auto url = own_url(settings, port);
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

[[noreturn]] void refuse_address(const Settings& settings, const std::system_error& error) {
  const auto where = settings.host_address + " port " + std::to_string(settings.port);
  if (error.code() == std::errc::address_in_use)
    throw StartError(where + " is in use: stop what listens there, or give another --port");
  throw StartError("can't listen on " + where + ": " + error.what());
}

// REQUIRES: no request comes before `front` points at one
std::unique_ptr<web::Server> listen(const Settings& settings, Front* const& front) {
  check_address(settings);
  try {
    auto options = options_of(settings);
    options.body_limit = [&front](const web::Request& request) {
      return front->body_limit(request);
    };
    options.companion = [&front](boost::asio::io_context& context) {
      return front->companion(context);
    };
    options.hands_refusal = [&front](const web::Request& request) {
      return front->hands_refusal(request);
    };
    options.complete_refusal = [&front](const web::Request& request, web::Response& response) {
      front->complete_refusal(request, response);
    };
    return std::make_unique<web::Server>(
        std::move(options),
        [&front](const std::shared_ptr<web::Exchange>& exchange) { front->handle(exchange); });
  } catch (const std::system_error& error) {
    refuse_address(settings, error);
  } catch (const StartError&) {
    throw;
  } catch (const std::exception& error) {
    throw StartError("can't listen: " + std::string(error.what()));
  }
}

}  // namespace

// The loops share a port, so they would share it with another process too.
void check_address(const Settings& settings) {
  const auto options = options_of(settings);
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(options.address, error);
  if (error) throw StartError("--host-address is \"" + options.address + "\": give an IP address");
  boost::asio::io_context context;
  const boost::asio::ip::tcp::endpoint endpoint(address, options.port);
  boost::asio::ip::tcp::acceptor probe(context);
  probe.open(endpoint.protocol());
  probe.set_option(boost::asio::socket_base::reuse_address(true));
  if (probe.bind(endpoint, error))
    refuse_address(settings, std::system_error(std::error_code(error)));
}

int serve(const Settings& settings, HostParts parts) {
  forbid_core_dumps();
  allow_many_descriptors();
  Signals signals;
  auto pages = open_pages(settings.pages);
  // The port comes first: what can't listen changes no database.
  Front* behind = nullptr;
  auto server = listen(settings, behind);
  Host host(settings, std::move(parts));
  const auto base_url =
      settings.base_url.empty() ? own_url(settings, server->port()) : settings.base_url;
  host.start_courier(base_url);
  Front front(host, std::move(pages));
  behind = &front;
  front.set_base_url(base_url);
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
  server.reset();  // what still waits in a loop refers to the host
  host.log().write(LogLine("info", "stopped"));
  return 0;
}

}  // namespace arris::wasmtime
