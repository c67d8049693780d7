#include <doctest/doctest.h>

#include <future>
#include <mutex>

#include "support/allocated.h"
#include "web/test_peer.h"

namespace arris::web {
namespace {

constexpr std::string_view get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

std::string body_after(const std::string& all) { return all.substr(all.find("\r\n\r\n") + 4); }

}  // namespace

TEST_CASE("stream: chunks are framed, and the connection stays") {
  RunningServer server([](auto exchange) {
    exchange->start(201, {{"x-a", "b"}});
    exchange->write("one", nullptr);
    exchange->write("", nullptr);
    exchange->write(std::string(20, 'x'), nullptr);
    exchange->finish();
  });
  Peer peer(server->port());
  for (int i = 0; i < 2; ++i) {
    peer.send(get);
    const auto head = peer.until("\r\n\r\n");
    CHECK(head.starts_with("HTTP/1.1 201 Created\r\n"));
    CHECK(head.contains("x-a: b\r\n"));
    CHECK(head.contains("Transfer-Encoding: chunked\r\n"));
    CHECK(peer.until("0\r\n\r\n") == "3\r\none\r\n14\r\nxxxxxxxxxxxxxxxxxxxx\r\n0\r\n\r\n");
  }
}

TEST_CASE("stream: HTTP/1.0 gets raw bytes until the end, HEAD gets none") {
  RunningServer server([](auto exchange) {
    exchange->start(200, {});
    exchange->write("one", nullptr);
    exchange->write("two", nullptr);
    exchange->finish();
  });
  Peer old(server->port());
  old.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const auto all = old.until_closed();
  CHECK(all.contains("Connection: close\r\n"));
  CHECK(body_after(all) == "onetwo");
  Peer head(server->port());
  head.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(body_after(head.until_closed()) == "");
}

TEST_CASE("stream: an open one holds little, and its connection reads the next request whole") {
  constexpr std::size_t streams = 50;
  std::mutex mutex;
  std::vector<std::shared_ptr<Exchange>> open;
  RunningServer server([&](auto exchange) {
    std::lock_guard lock(mutex);
    open.push_back(exchange);
  });
  const auto wait_for = [&](std::size_t count) {
    for (std::unique_lock lock(mutex); open.size() < count; lock.lock()) {
      lock.unlock();
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  };
  const auto before = allocated_bytes();
  std::vector<std::unique_ptr<Peer>> peers;
  for (std::size_t i = 0; i < streams; ++i) {
    auto& peer = *peers.emplace_back(std::make_unique<Peer>(server->port()));
    peer.send(get);
    wait_for(i + 1);
    open[i]->start(200, {});
    open[i]->write("one", nullptr);
    CHECK(peer.until("one\r\n").contains("200 OK"));
  }
  CHECK((allocated_bytes() - before) / streams < 5'000);
  open[0]->finish();
  CHECK(peers[0]->until("0\r\n\r\n") == "0\r\n\r\n");
  const std::string long_header(3'000, 'h');
  peers[0]->send("GET /" + long_header + " HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_for(streams + 1);
  CHECK(open.back()->request().path == "/" + long_header);
  open.clear();
}

TEST_CASE("stream: a long one is written as it drains") {
  struct Source : std::enable_shared_from_this<Source> {
    std::shared_ptr<Exchange> exchange;
    int left = 300;
    void next() {
      if (left-- == 0) return exchange->finish();
      exchange->write(std::string(65'536, 'a'), [self = shared_from_this()] { self->next(); });
    }
  };
  RunningServer server([](auto exchange) {
    const auto source = std::make_shared<Source>();
    source->exchange = exchange;
    exchange->start(200, {});
    source->next();
  });
  Peer peer(server->port());
  peer.send(get);
  peer.until("\r\n\r\n");
  std::size_t count = 0;
  for (std::string chunk = peer.until("\r\n"); chunk == "10000\r\n"; chunk = peer.until("\r\n")) {
    count += peer.until("a\r\n").size() - 2;
  }
  CHECK(count == 300 * 65'536);
}

TEST_CASE("stream: a client that leaves is noticed, and later writes do nothing") {
  std::promise<void> gone;
  std::promise<std::shared_ptr<Exchange>> started;
  RunningServer server([&](auto exchange) {
    exchange->on_gone([&] { gone.set_value(); });
    exchange->start(200, {});
    started.set_value(exchange);
  });
  Peer peer(server->port());
  peer.send(get);
  const auto exchange = started.get_future().get();
  peer.until("\r\n\r\n");
  peer.leave();
  gone.get_future().wait();
  exchange->write("late", nullptr);
  exchange->finish();
  std::promise<void> told;
  exchange->on_gone([&] { told.set_value(); });
  told.get_future().wait();
  CHECK(server->connections() == 0);
}

TEST_CASE("stream: a client that leaves before any answer is noticed") {
  std::promise<void> gone;
  std::promise<std::shared_ptr<Exchange>> waiting;
  RunningServer server([&](auto exchange) {
    exchange->on_gone([&] { gone.set_value(); });
    waiting.set_value(exchange);
  });
  Peer peer(server->port());
  peer.send(get);
  const auto exchange = waiting.get_future().get();
  peer.leave();
  gone.get_future().wait();
  exchange->respond({});
}

TEST_CASE("stream: a client that does not read is dropped when the backlog is full") {
  std::promise<void> gone;
  RunningServer server([&](auto exchange) {
    exchange->on_gone([&] { gone.set_value(); });
    exchange->start(200, {});
    for (int i = 0; i < 300; ++i) exchange->write(std::string(100'000, 'a'), nullptr);
    exchange->finish();
  });
  Peer peer(server->port());
  peer.send(get);
  gone.get_future().wait();
  CHECK_FALSE(peer.until_closed().ends_with("0\r\n\r\n"));
}

TEST_CASE("stream: a stream that its handler drops is cut, not completed") {
  RunningServer server([](auto exchange) {
    exchange->start(200, {});
    exchange->write("half", nullptr);
  });
  Peer peer(server->port());
  peer.send(get);
  CHECK_FALSE(peer.until_closed().ends_with("0\r\n\r\n"));
}

TEST_CASE("timeouts: a request that stops arriving is refused, an idle connection closed") {
  RunningServer server([](auto exchange) { exchange->respond({}); },
                       {.header_timeout_ms = 50, .body_timeout_ms = 50, .idle_timeout_ms = 50});
  Peer header(server->port());
  header.send("GET / HTTP/1.1\r\nHost:");
  CHECK(header.answer().status() == 408);
  CHECK(header.until_closed() == "");
  Peer body(server->port());
  body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
  CHECK(body.answer().status() == 408);
  Peer silent(server->port());
  CHECK(silent.until_closed() == "");
  Peer idle(server->port());
  idle.send(get);
  CHECK(idle.answer().status() == 200);
  CHECK(idle.until_closed() == "");
}

TEST_CASE("timeouts: a body that trickles in is refused, however regular its bytes") {
  RunningServer server([](auto exchange) { exchange->respond({}); },
                       {.body_timeout_ms = 300, .body_min_bytes_per_s = 1'000'000});
  Peer peer(server->port());
  peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
  std::jthread sender([&](std::stop_token stop) {
    while (!stop.stop_requested() && peer.send("a")) usleep(20'000);
  });
  CHECK(peer.answer().status() == 408);
}

TEST_CASE("timeouts: a client that stops reading an answer is dropped") {
  std::promise<void> gone;
  RunningServer server(
      [&](auto exchange) {
        exchange->on_gone([&] { gone.set_value(); });
        exchange->start(200, {});
        exchange->write(std::string(32 << 20, 'a'), [exchange] { exchange->finish(); });
      },
      {.write_timeout_ms = 50});
  Peer peer(server->port());
  peer.send(get);
  gone.get_future().wait();
}

TEST_CASE("connections: one too many is turned away") {
  RunningServer server([](auto exchange) { exchange->respond({}); }, {.connections_max = 1});
  Peer first(server->port());
  first.send(get);
  CHECK(first.answer().status() == 200);
  Peer second(server->port());
  CHECK(second.until("\r\n\r\n").starts_with("HTTP/1.1 503 "));
  first.send(get);
  CHECK(first.answer().status() == 200);
}

TEST_CASE("drain: what is in flight is finished, nothing else begins") {
  std::promise<std::shared_ptr<Exchange>> waiting;
  RunningServer server([&](auto exchange) {
    if (exchange->request().path == "/slow") return waiting.set_value(exchange);
    exchange->respond({});
  });
  const auto port = server->port();
  Peer idle(port), busy(port);
  idle.send(get);
  CHECK(idle.answer().status() == 200);
  busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  auto exchange = waiting.get_future().get();
  server->drain();
  CHECK(idle.until_closed() == "");
  CHECK_FALSE(Peer(port).connected());
  exchange->respond({.body = "done"});
  const auto answer = busy.answer();
  CHECK(answer.body == "done");
  CHECK(answer.header("Connection") == "close");
  busy.leave();
  server.stop();
  CHECK(server->connections() == 0);
}

TEST_CASE("drain: what is not finished in time is dropped") {
  std::promise<std::shared_ptr<Exchange>> waiting;
  std::promise<void> gone;
  RunningServer server(
      [&](auto exchange) {
        exchange->on_gone([&] { gone.set_value(); });
        waiting.set_value(exchange);
      },
      {.drain_timeout_ms = 50});
  Peer peer(server->port());
  peer.send(get);
  auto exchange = waiting.get_future().get();
  server.stop();
  gone.get_future().wait();
  CHECK(peer.until_closed() == "");
  exchange->respond({});
}

}  // namespace arris::web
