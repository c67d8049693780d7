#include "web/loop.h"

#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "web/connection.h"

namespace arris::web {
namespace {

using boost::system::error_code;
using std::chrono::milliseconds;

constexpr std::string_view busy_answer =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n";

using ReusePort = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

// A tenth of the shortest timeout, so that a deadline is missed by little.
milliseconds sweep_period(const Options& options) {
  const auto shortest =
      std::min({options.header_timeout_ms, options.body_timeout_ms, options.idle_timeout_ms,
                options.write_timeout_ms, options.drain_timeout_ms});
  return milliseconds(std::clamp(shortest / 10, 10u, 500u));
}

}  // namespace

std::int64_t coarse_now_ms() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
  return static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

// Sockets are used by one thread alone; only posting crosses threads.
Loop::Loop(std::shared_ptr<Shared> shared)
    : shared_(std::move(shared)),
      context_(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO),
      acceptor_(context_),
      sweep_timer_(context_),
      accept_timer_(context_) {}

unsigned short Loop::listen(const boost::asio::ip::tcp::endpoint& endpoint) {
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(boost::asio::socket_base::reuse_address(true));
  acceptor_.set_option(ReusePort(true));
  acceptor_.bind(endpoint);
  acceptor_.listen(1024);
  return acceptor_.local_endpoint().port();
}

void Loop::run() {
  auto companion = options().companion ? options().companion(context_) : nullptr;
  accept();
  start_sweep();
  context_.run();
  ended_ = true;
  companion.reset();
  context_.restart();
  context_.poll();  // operations that closing ended, tasks posted meanwhile
}

void Loop::accept() {
  acceptor_.async_accept(context_, [this](const error_code& error, Socket socket) {
    if (draining_ || error == boost::asio::error::operation_aborted) return;
    if (error) return pause_then_accept();
    adopt(std::move(socket));
    accept();
  });
}

// Out of file descriptors, most likely: trying again at once would only burn the processor.
void Loop::pause_then_accept() {
  accept_timer_.expires_after(milliseconds(100));
  accept_timer_.async_wait([this](const error_code& error) {
    if (!error && !draining_) accept();
  });
}

void Loop::adopt(Socket socket) {
  if (shared_->connections >= shared_->options.connections_max) {
    error_code ignored;
    socket.non_blocking(true, ignored);
    if (!shared_->tls) socket.write_some(boost::asio::buffer(busy_answer), ignored);
    return;
  }
  const auto connection = std::make_shared<Connection>(shared_from_this(), std::move(socket));
  connections_.insert(connection);
  ++shared_->connections;
  connection->open();
}

void Loop::forget(const std::shared_ptr<Connection>& connection) {
  shared_->connections -= connections_.erase(connection);
  end_when_empty();
}

void Loop::start_sweep() {
  sweep_timer_.expires_after(sweep_period(options()));
  sweep_timer_.async_wait([this](const error_code& error) {
    if (error) return;
    sweep();
    if (!draining_ || !connections_.empty()) start_sweep();
  });
}

void Loop::sweep() {
  const auto now_ms = coarse_now_ms();
  const bool is_over = draining_ && now_ms >= drain_until_ms_;
  const std::vector<std::shared_ptr<Connection>> all(connections_.begin(), connections_.end());
  for (const auto& connection : all) {
    is_over ? connection->drop() : connection->expire(now_ms);
  }
}

void Loop::drain() {
  perform([self = shared_from_this()] {
    if (self->draining_) return;
    self->draining_ = true;
    self->drain_until_ms_ = coarse_now_ms() + self->options().drain_timeout_ms;
    error_code ignored;
    self->acceptor_.close(ignored);
    const auto& set = self->connections_;
    const std::vector<std::shared_ptr<Connection>> all(set.begin(), set.end());
    for (const auto& connection : all) connection->drain();
    self->end_when_empty();
  });
}

void Loop::end_when_empty() {
  if (!draining_ || !connections_.empty()) return;
  sweep_timer_.cancel();
  accept_timer_.cancel();
  context_.stop();  // timers of handlers may still wait
}

}  // namespace arris::web
