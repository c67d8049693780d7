#include "web/server.h"

#include <boost/asio/ip/address.hpp>
#include <thread>

#include "web/loop.h"
#include "web/tls.h"

namespace arris::web {

struct Server::State {
  std::shared_ptr<Shared> shared = std::make_shared<Shared>();
  std::vector<std::shared_ptr<Loop>> loops;
  unsigned short port = 0;

  void listen() {
    const auto address = boost::asio::ip::make_address(shared->options.address);
    for (unsigned made = 0; made < std::max(1u, shared->options.threads); ++made) {
      loops.push_back(std::make_shared<Loop>(shared));
      port = loops.back()->listen({address, port});
    }
  }
};

Server::Server(Options options, Handler handler) : state_(std::make_unique<State>()) {
  auto& shared = *state_->shared;
  if (!options.tls_cert_file.empty()) shared.tls = make_tls_context(options);
  state_->port = options.port;
  shared.options = std::move(options);
  shared.handler = std::move(handler);
  try {
    state_->listen();
  } catch (const boost::system::system_error& error) {
    throw std::system_error(error.code(), "listening on " + state_->shared->options.address);
  }
}

Server::~Server() = default;

unsigned short Server::port() const { return state_->port; }
std::size_t Server::connections() const { return state_->shared->connections; }

void Server::run() {
  std::vector<std::jthread> threads;
  for (std::size_t index = 1; index < state_->loops.size(); ++index) {
    threads.emplace_back([loop = state_->loops[index]] { loop->run(); });
  }
  state_->loops.front()->run();
}

void Server::drain() {
  for (const auto& loop : state_->loops) loop->drain();
}

}  // namespace arris::web
