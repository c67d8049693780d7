#pragma once
// For the tests: a running server on a free port, and a client that speaks in raw bytes.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "web/server.h"

namespace arris::web {

// Long enough for a slow machine; a test that passes never waits for it.
constexpr int patience_ms = 20'000;

class RunningServer {
 public:
  explicit RunningServer(Handler handler, Options options = {})
      : server_(std::move(options), std::move(handler)), thread_([this] { server_.run(); }) {}
  ~RunningServer() { stop(); }

  Server& operator*() { return server_; }
  Server* operator->() { return &server_; }
  void stop() {
    server_.drain();
    if (thread_.joinable()) thread_.join();
  }

 private:
  Server server_;
  std::thread thread_;
};

class Peer {
 public:
  explicit Peer(unsigned short port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(0x7f000001)}};
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) leave();
  }
  ~Peer() { leave(); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  int fd() const { return fd_; }
  bool connected() const { return fd_ >= 0; }
  void leave() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }
  void end_sending() { ::shutdown(fd_, SHUT_WR); }

  // False when the server has closed in the meantime.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // Appends what comes to received(); false at the end of the stream.
  bool receive() {
    pollfd wait{.fd = fd_, .events = POLLIN};
    if (poll(&wait, 1, patience_ms) != 1) return false;
    char buffer[16384];
    const auto count = recv(fd_, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    received_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }
  const std::string& received() const { return received_; }
  std::string until_closed() {
    while (receive()) {
    }
    return std::exchange(received_, {});
  }
  std::string until(std::string_view end) {
    while (received_.find(end) == std::string::npos) {
      if (!receive()) return std::exchange(received_, {});
    }
    return take(received_.find(end) + end.size());
  }

  // One answer with a Content-Length: its head, and its body behind it.
  struct Answer {
    std::string head, body;
    unsigned status() const {
      return head.size() < 12 ? 0 : static_cast<unsigned>(std::stoul(head.substr(9, 3)));
    }
    // The value of a header, by its name as the server writes it.
    std::string header(std::string_view name) const {
      const auto at = head.find("\r\n" + std::string(name) + ": ");
      if (at == std::string::npos) return {};
      const auto from = at + name.size() + 4;
      return head.substr(from, head.find("\r\n", from) - from);
    }
  };
  Answer answer(std::string_view method = "GET") {
    Answer out{.head = until("\r\n\r\n"), .body = {}};
    const auto length = out.header("Content-Length");
    const std::size_t size = length.empty() || method == "HEAD" ? 0 : std::stoul(length);
    while (received_.size() < size && receive()) {
    }
    out.body = take(std::min(size, received_.size()));
    return out;
  }

 private:
  std::string take(std::size_t count) {
    auto out = received_.substr(0, count);
    received_.erase(0, count);
    return out;
  }

  int fd_;
  std::string received_;
};

}  // namespace arris::web
