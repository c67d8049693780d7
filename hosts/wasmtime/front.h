#pragma once
// What happens to a request that came over HTTP: it belongs to the host itself, to a module, or to
// the pages; or there is nothing at its path.

#include <optional>

#include "wasmtime/web_caller.h"
#include "web/static_files.h"
#include "web/trusted_proxies.h"

namespace arris::wasmtime {

// Nothing for an empty name. Throws StartError when the folder can't be read.
std::optional<web::StaticFiles> open_pages(const std::string& folder);

class Front {
 public:
  // REQUIRES: the host outlives it
  Front(Host& host, std::optional<web::StaticFiles> pages) : host_(host), pages_(std::move(pages)) {
    for (const auto& network : host.settings().trusted_proxies) proxies_.add(network);
  }

  void handle(const std::shared_ptr<web::Exchange>& exchange);
  // How large the body of a request may be, by its route.
  std::size_t body_limit(const web::Request& request) const;
  // Whether a route is to refuse what the server does not take: in the words of its protocol.
  bool hands_refusal(const web::Request& request) const;
  // Gives an answer that the server made by itself the headers and the log line of every other.
  void complete_refusal(const web::Request& request, web::Response& response);
  // What each event loop of the server has beside it.
  std::shared_ptr<void> companion(boost::asio::io_context& context) const;
  // Ends what has no end of its own.
  void drain() { streams_.close_all(); }
  // The address that mails and DSNs carry; without a slash at its end.
  void set_base_url(std::string url) { base_url_ = std::move(url); }
  void set_connections(std::function<std::size_t()> connections) {
    connections_ = std::move(connections);
  }

 private:
  std::optional<web::Response> own_answer(const web::Request& request, const Visit& visit);
  std::optional<web::Response> own_page(const web::Request& request, const Visit& visit);
  bool may_read_metrics(const web::Request& request) const;
  void run(const std::shared_ptr<web::Exchange>& exchange, Visit visit, manifest::Found found,
           std::string_view path);
  std::optional<manifest::Found> find_route(const web::Request& request) const;
  void respond(const std::shared_ptr<web::Exchange>& exchange, const Visit& visit,
               ModuleNumbers& numbers, web::Response response, Kind kind);

  Host& host_;
  std::string base_url_;
  EventStreams streams_;
  std::optional<web::StaticFiles> pages_;
  web::TrustedProxies proxies_;
  std::function<std::size_t()> connections_ = [] { return std::size_t{0}; };
};

}  // namespace arris::wasmtime
