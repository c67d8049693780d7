#include <doctest/doctest.h>

#include "support/allocated.h"
#include "web/test_peer.h"

namespace arris::web {
namespace {

// Answers with what it was sent.
void echo(std::shared_ptr<Exchange> exchange) {
  const auto& request = exchange->request();
  Response response{.headers = {{"x-method", request.method},
                                {"x-path", request.path},
                                {"x-query", request.query},
                                {"x-client", request.client_address},
                                {"x-scheme", request.scheme}},
                    .body = request.body};
  exchange->respond(std::move(response));
}

std::string numbered_request(int number) {
  const auto body = std::to_string(number);
  return "POST /n?" + body +
         " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

}  // namespace

TEST_CASE("web: a request reaches the handler as it was sent") {
  RunningServer server(echo);
  Peer peer(server->port());
  peer.send("PUT /a%2fb/../c?x=1?&y HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
  const auto answer = peer.answer();
  CHECK(answer.status() == 200);
  CHECK(answer.header("x-method") == "PUT");
  CHECK(answer.header("x-path") == "/a%2fb/../c");
  CHECK(answer.header("x-query") == "x=1?&y");
  CHECK(answer.header("x-client") == "127.0.0.1");
  CHECK(answer.header("x-scheme") == "http");
  CHECK(answer.header("Date").size() == 29);
  CHECK(answer.header("Connection") == "");
  CHECK(answer.body == "abc");
}

TEST_CASE("web: header names come in lower case, values as sent") {
  RunningServer server([](auto exchange) {
    const auto& request = exchange->request();
    exchange->respond({.body = std::string(request.header("x-some")) + "|" +
                               std::string(request.header("absent"))});
  });
  Peer peer(server->port());
  peer.send("GET / HTTP/1.1\r\nHost: a\r\nX-SOME:  A b \t\r\n\r\n");
  CHECK(peer.answer().body == "A b|");
}

TEST_CASE("web: pipelined requests are answered in order") {
  RunningServer server(echo);
  Peer peer(server->port());
  std::string all;
  for (int i = 0; i < 50; ++i) all += numbered_request(i);
  peer.send(all);
  for (int i = 0; i < 50; ++i) CHECK(peer.answer().body == std::to_string(i));
}

TEST_CASE("web: requests may be split at every byte") {
  RunningServer server(echo);
  const auto all = numbered_request(1) + "\r\n" + numbered_request(23) +
                   "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "2;a=\"b\"\r\nab\r\n1\r\nc\r\n0\r\nX: y\r\n\r\n";
  for (std::size_t at = 1; at < all.size(); ++at) {
    Peer peer(server->port());
    peer.send(all.substr(0, at));
    peer.send(all.substr(at));
    CHECK(peer.answer().body == "1");
    CHECK(peer.answer().body == "23");
    CHECK(peer.answer().body == "abc");
  }
  Peer peer(server->port());
  for (const char byte : all) peer.send({&byte, 1});
  CHECK(peer.answer().body == "1");
  CHECK(peer.answer().body == "23");
  CHECK(peer.answer().body == "abc");
}

TEST_CASE("web: an empty chunked body may be split at every byte") {
  RunningServer server(echo);
  Peer peer(server->port());
  for (const std::string_view end : {"0\r\n\r\n", "0\r\nX: y\r\n\r\n"}) {
    for (std::size_t at = 1; at < end.size(); ++at) {
      peer.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
          "Transfer-Encoding: chunked\r\n\r\n");
      peer.until("\r\n\r\n");
      peer.send(end.substr(0, at));
      peer.send(end.substr(at));
      CHECK(peer.answer().status() == 200);
    }
  }
}

TEST_CASE("web: 100-continue is sent to those who wait for it") {
  RunningServer server(echo);
  Peer peer(server->port());
  peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  CHECK(peer.until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  peer.send("abc");
  CHECK(peer.answer().body == "abc");
  peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc");
  CHECK(peer.answer().status() == 200);
}

TEST_CASE("web: HEAD is answered without a body but with its length") {
  RunningServer server([](auto exchange) { exchange->respond({.body = "12345"}); });
  Peer peer(server->port());
  peer.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(peer.answer("HEAD").header("Content-Length") == "5");
  CHECK(peer.answer().body == "12345");
}

TEST_CASE("web: HTTP/1.0 and Connection decide whether the connection stays") {
  RunningServer server(echo);
  Peer old(server->port());
  old.send("GET / HTTP/1.0\r\n\r\n");
  CHECK(old.answer().header("Connection") == "close");
  CHECK(old.until_closed() == "");
  Peer kept(server->port());
  for (int i = 0; i < 2; ++i) {
    kept.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(kept.answer().header("Connection") == "keep-alive");
  }
  Peer closing(server->port());
  closing.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n");
  CHECK(closing.answer().status() == 200);
  CHECK(closing.until_closed() == "");
}

TEST_CASE("web: a client that ends its side after the request gets its answer") {
  RunningServer server(
      [](auto exchange) { exchange->respond({.body = std::string(4 << 20, 'a')}); });
  Peer peer(server->port());
  peer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  peer.end_sending();
  CHECK(peer.answer().body.size() == 4 << 20);
}

TEST_CASE("web: a large body goes in and out") {
  RunningServer server(echo);
  Peer peer(server->port());
  std::string body(20 << 20, 'x');
  for (std::size_t i = 0; i < body.size(); i += 4096) body[i] = static_cast<char>('a' + i % 23);
  std::thread sender([&] {
    peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\n\r\n");
    peer.send(body);
  });
  sender.join();
  CHECK(peer.answer().body == body);
}

TEST_CASE("web: a connection gives the room of a body back") {
  constexpr std::size_t connections = 50;
  RunningServer server([](auto exchange) { exchange->respond({}); });
  const std::string body(200'000, 'b');
  const auto before = allocated_bytes();
  std::vector<std::unique_ptr<Peer>> peers;
  for (std::size_t i = 0; i < connections; ++i) {
    auto& peer = *peers.emplace_back(std::make_unique<Peer>(server->port()));
    peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" + body);
    CHECK(peer.answer().status() == 200);
  }
  CHECK((allocated_bytes() - before) / connections < 20'000);
}

TEST_CASE("web: an answer may come from another thread") {
  std::vector<std::jthread> threads;
  RunningServer server([&](auto exchange) {
    threads.emplace_back([exchange] { exchange->respond({.body = exchange->request().path}); });
  });
  Peer peer(server->port());
  peer.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(peer.answer().body == "/1");
  CHECK(peer.answer().body == "/2");
}

TEST_CASE("web: a handler that throws or forgets to answer costs a 500") {
  RunningServer server([](auto exchange) {
    if (exchange->request().path == "/throw") throw std::runtime_error("private");
  });
  Peer peer(server->port());
  for (const auto* path : {"/throw", "/forget"}) {
    peer.send("GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = peer.answer();
    CHECK(answer.status() == 500);
    CHECK(answer.body.find("private") == std::string::npos);
  }
}

TEST_CASE("web: headers of a handler can't break the framing") {
  RunningServer server([](auto exchange) {
    exchange->respond({.headers = {{"x-a", "1\r\nx-b: 2"},
                                   {"x c", "3"},
                                   {"Content-Length", "99"},
                                   {"transfer-encoding", "chunked"},
                                   {"x-ok", "4"}},
                       .body = "abc"});
  });
  Peer peer(server->port());
  peer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto answer = peer.answer();
  CHECK(answer.body == "abc");
  CHECK(answer.header("x-ok") == "4");
  for (const auto* name : {"x-a", "x-b", "x c", "transfer-encoding"}) {
    CHECK(answer.header(name) == "");
  }
}

TEST_CASE("web: the second request of a split port is served by any loop") {
  RunningServer server(echo, {.threads = 2});
  for (int i = 0; i < 20; ++i) {
    Peer peer(server->port());
    peer.send(numbered_request(i));
    CHECK(peer.answer().body == std::to_string(i));
  }
}

TEST_CASE("web: an address that is not ours is an error at once") {
  CHECK_THROWS_AS(Server({.address = "203.0.113.1"}, echo), std::system_error);
}

}  // namespace arris::web
