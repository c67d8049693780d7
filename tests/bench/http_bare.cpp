// H1, bare: processor time a request of our HTTP server against a bare epoll loop that sends the
// same bytes. Server and client are threads of one process; only the server's thread is measured.
// The request is once the one of a load generator and once that of a browser, because an epoll loop
// that does not parse pays nothing for headers.
// Usage: http_bare [ROUNDS [REQUESTS]]

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "web/server.h"

namespace {

using namespace arris::web;

constexpr int connections = 32;

const std::string& body() {
  static const std::string text = R"({"id":"018f3c2e","items":[)" + std::string(172, '1') + "]}";
  return text;
}

constexpr std::string_view short_request = "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n";

// What a browser sends: twelve headers.
constexpr std::string_view browser_request =
    "GET /api/v1/errors?range=24h HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: keep-alive\r\n"
    "sec-ch-ua: \"Chromium\";v=\"129\"\r\nsec-ch-ua-mobile: ?0\r\nsec-ch-ua-platform: \"Linux\"\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/129.0.0.0\r\n"
    "Accept: application/json\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n"
    "Sec-Fetch-Dest: empty\r\nReferer: http://127.0.0.1:8080/errors\r\n"
    "Accept-Language: en-US,en;q=0.9\r\n\r\n";

double thread_cpu_us() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(1);
}

int connect_to(unsigned short port) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(0x7f000001)}};
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) fail("connect");
  return fd;
}

void send_all(int fd, std::string_view bytes) {
  if (send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) {
    fail("send");
  }
}

// Keeps one request in flight on each connection until `requests` are answered.
void load(unsigned short port, std::string_view request, int requests) {
  std::array<int, connections> fds{};
  for (int& fd : fds) fd = connect_to(port);
  std::array<char, 4096> buffer;
  const auto receive = [&](int fd) {
    const auto count = recv(fd, buffer.data(), buffer.size(), 0);
    if (count <= 0 || buffer[static_cast<std::size_t>(count) - 1] != '}') fail("recv");
  };
  for (int sent = 0; sent < requests; sent += connections) {
    for (const int fd : fds) send_all(fd, request);
    for (const int fd : fds) receive(fd);
  }
  for (const int fd : fds) close(fd);
}

// The least that a server can do: find the end of the request, send fixed bytes.
class EpollLoop {
 public:
  EpollLoop() : listener_(socket(AF_INET, SOCK_STREAM, 0)), poll_(epoll_create1(0)) {
    sockaddr_in at{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(0x7f000001)}};
    if (bind(listener_, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0) fail("bind");
    listen(listener_, 128);
    socklen_t size = sizeof at;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
    answer_ =
        "HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 06:30:39 GMT\r\n"
        "content-type: application/json\r\nContent-Length: " +
        std::to_string(body().size()) + "\r\n\r\n" + body();
    watch(listener_);
  }
  ~EpollLoop() {
    close(listener_);
    close(poll_);
  }

  unsigned short port() const { return port_; }

  // Serves until every client that came has left.
  void run() {
    std::array<epoll_event, 64> events;
    for (bool started = false; !started || open_ > 0; started = true) {
      const int count = epoll_wait(poll_, events.data(), events.size(), -1);
      for (int i = 0; i < count; ++i) serve(events[static_cast<std::size_t>(i)].data.fd);
    }
  }

 private:
  void watch(int fd) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
    epoll_ctl(poll_, EPOLL_CTL_ADD, fd, &event);
  }
  void serve(int fd) {
    if (fd == listener_) {
      const int client = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
      const int on = 1;
      setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      watch(client);
      ++open_;
      return;
    }
    std::array<char, 4096> buffer;
    const auto count = recv(fd, buffer.data(), buffer.size(), 0);
    if (count <= 0) {
      close(fd);
      --open_;
      return;
    }
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
    if (bytes.ends_with("\r\n\r\n")) send_all(fd, answer_);
  }

  int listener_, poll_;
  unsigned short port_ = 0;
  int open_ = 0;
  std::string answer_;
};

double epoll_us(std::string_view request, int requests) {
  EpollLoop loop;
  double used = 0;
  std::thread server([&] {
    const double before = thread_cpu_us();
    loop.run();
    used = thread_cpu_us() - before;
  });
  load(loop.port(), request, requests);
  server.join();
  return used / requests;
}

double ours_us(std::string_view request, int requests) {
  Server server({}, [](const std::shared_ptr<Exchange>& exchange) {
    exchange->respond({.headers = {{"content-type", "application/json"}}, .body = body()});
  });
  double used = 0;
  std::thread thread([&] {
    const double before = thread_cpu_us();
    server.run();
    used = thread_cpu_us() - before;
  });
  load(server.port(), request, requests);
  server.drain();
  thread.join();
  return used / requests;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

struct Row {
  double ours, peer, ratio, low, high;
};

Row measure(std::string_view request, int rounds, int requests) {
  std::vector<double> bare, ours, ratios;
  for (int round = 0; round < rounds; ++round) {
    bare.push_back(epoll_us(request, requests));
    ours.push_back(ours_us(request, requests));
    ratios.push_back(bare.back() / ours.back());
  }
  return {median(ours), median(bare), median(ratios), std::ranges::min(ratios),
          std::ranges::max(ratios)};
}

}  // namespace

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::atoi(arguments[1]) : 5;
  const int requests = count > 2 ? std::atoi(arguments[2]) : 200'000;
  if (rounds < 1 || requests < connections) {
    std::fputs("usage: http_bare [ROUNDS [REQUESTS]]\n", stderr);
    return 2;
  }
  const auto [ours, peer, ratio, low, high] = measure(short_request, rounds, requests);
  const auto browser = measure(browser_request, rounds, requests);
  std::printf(R"({"goal":"H1","part":"bare","ours":%.3f,"peer":%.3f,"unit":"cpu us/request",)"
              R"("ratio":%.3f,"rounds":%d,"spread":[%.3f,%.3f],)"
              R"("browser":{"ours":%.3f,"peer":%.3f,"ratio":%.3f}})"
              "\n",
              ours, peer, ratio, rounds, low, high, browser.ours, browser.peer, browser.ratio);
}
