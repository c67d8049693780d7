#pragma once
// A real TCP server on this machine for tests: a thread per connection runs the test's script. Ends
// with its scope: open connections are shut, so a script that waits for its peer returns.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace arris::effects {

class Peer {
 public:
  explicit Peer(int socket) : socket_(socket) {}

  // False once the other side is gone.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  // Up to and with `end`; what came when the other side closed.
  std::string read_until(std::string_view end) {
    std::size_t place;
    while ((place = buffer_.find(end)) == buffer_.npos) {
      if (!fill()) return std::exchange(buffer_, {});
    }
    return take(place + end.size());
  }
  std::string read(std::size_t count) {
    while (buffer_.size() < count && fill()) {
    }
    return take(std::min(count, buffer_.size()));
  }
  int socket() const { return socket_; }
  void close() { ::shutdown(socket_, SHUT_RDWR); }
  // Waits until the other side closes.
  void wait_for_close() {
    while (fill()) buffer_.clear();
  }

 private:
  bool fill() {
    char bytes[16 * 1024];
    const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }
  std::string take(std::size_t count) {
    std::string text = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return text;
  }

  int socket_;
  std::string buffer_;
};

class TestServer {
 public:
  using Script = std::function<void(Peer&)>;

  explicit TestServer(Script script) : script_(std::move(script)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, generic, length) != 0 || ::listen(listener_, 1024) != 0 ||
        ::getsockname(listener_, generic, &length) != 0)
      throw std::runtime_error("no port for the test's server");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::jthread([this] { accept(); });
  }
  ~TestServer() {
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    {
      std::lock_guard lock(mutex_);
      for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
    }
    connections_.clear();
    for (const int socket : sockets_) ::close(socket);
    ::close(listener_);
  }
  TestServer(const TestServer&) = delete;

  std::string port() const { return std::to_string(port_); }
  std::size_t connections() {
    std::lock_guard lock(mutex_);
    return sockets_.size();
  }

 private:
  void accept() {
    for (int socket; (socket = ::accept(listener_, nullptr, nullptr)) >= 0;) {
      std::lock_guard lock(mutex_);
      sockets_.push_back(socket);
      connections_.emplace_back([this, socket] {
        Peer peer(socket);
        script_(peer);
        ::shutdown(socket, SHUT_RDWR);
      });
    }
  }

  Script script_;
  int listener_ = -1;
  int port_ = 0;
  std::mutex mutex_;
  std::vector<int> sockets_;
  std::vector<std::jthread> connections_;
  std::jthread acceptor_;
};

}  // namespace arris::effects
