#pragma once
// One event loop: a thread's io_context, its listening socket and its connections. Everything but
// post-like calls happens on that thread, so nothing here is locked.

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <unordered_set>

#include "web/answer_head.h"
#include "web/server.h"

namespace arris::web {

using Socket =
    boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp,
                                                    boost::asio::io_context::executor_type>;

// Milliseconds of a coarse clock that never goes back.
std::int64_t coarse_now_ms();

// What all loops of a server have in common; constant once it runs, but for the count.
struct Shared {
  Options options;
  Handler handler;
  std::unique_ptr<boost::asio::ssl::context> tls;
  std::atomic<std::size_t> connections = 0;
};

class Loop : public std::enable_shared_from_this<Loop> {
 public:
  explicit Loop(std::shared_ptr<Shared> shared);

  // Listens; returns the port.
  unsigned short listen(const boost::asio::ip::tcp::endpoint& endpoint);
  void run();
  void drain();

  // Performs `task` on the loop: now when already there, later otherwise, never once it ended.
  template <class Task>
  void perform(Task&& task) {
    if (context_.get_executor().running_in_this_thread()) return task();
    if (!ended_) boost::asio::post(context_, std::forward<Task>(task));
  }

  Shared& shared() { return *shared_; }
  const Options& options() const { return shared_->options; }
  boost::asio::io_context& context() { return context_; }
  std::string_view date() { return date_.now(); }
  bool draining() const { return draining_; }
  void forget(const std::shared_ptr<Connection>& connection);

 private:
  void accept();
  void adopt(Socket socket);
  void pause_then_accept();
  void start_sweep();
  void sweep();
  void end_when_empty();

  std::shared_ptr<Shared> shared_;
  boost::asio::io_context context_;
  Acceptor acceptor_;
  boost::asio::steady_timer sweep_timer_;
  boost::asio::steady_timer accept_timer_;
  std::unordered_set<std::shared_ptr<Connection>> connections_;
  DateText date_;
  std::int64_t drain_until_ms_ = 0;
  bool draining_ = false;
  std::atomic<bool> ended_ = false;
};

}  // namespace arris::web
