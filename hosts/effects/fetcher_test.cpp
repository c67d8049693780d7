#include <doctest/doctest.h>
#include <poll.h>
#include <zlib.h>

#include <chrono>
#include <future>

#include "effects/curl.h"
#include "effects/fetch_world.h"
#include "support/allocated.h"

using namespace arris;
using namespace arris::effects;

TEST_CASE("fetch: a redirect is an answer, and is not followed") {
  WebServer inside({{"/", plain("secret")}});
  WebServer web({{"/", page("HTTP/1.1 302 Found\r\nLocation: " + inside.url("/") +
                            "\r\nContent-Length: 0\r\n\r\n")}});
  World world(World::open());
  const auto reply = world.get(web.url("/"));
  CHECK(reply.answer.status == 302);
  CHECK(header_of(reply, "location") == inside.url("/"));
  CHECK(inside.server.connections() == 0);
}

TEST_CASE("fetch: a body over the bound is cut, however it comes") {
  const auto flood = [](Peer& peer) {
    peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    const std::string block(1 << 16, 'x');
    for (int i = 0; i < (1 << 14) && peer.send(block); ++i) {
    }
  };
  std::string packed(64 * 1024, '\0');
  const std::string zeros(16u << 20, '\0');
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zeros.data()));
  stream.avail_in = static_cast<uInt>(zeros.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(packed.size() - stream.avail_out);
  deflateEnd(&stream);

  WebServer web({{"/flood", flood},
                 {"/told", page("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\nx")},
                 {"/bomb", page("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                                std::to_string(packed.size()) + "\r\n\r\n" + packed)}});
  auto settings = World::open();
  settings.body_max_bytes = settings.stream_max_bytes = 1u << 20;
  World world(settings);
  for (const char* path : {"/flood", "/told", "/bomb"}) {
    CHECK_MESSAGE(world.get(web.url(path)).failure == Failure::too_large, path);
    const auto reply = world.get(web.url(path), effect::FetchMode::stream);
    if (reply.failure == Failure::none) {
      const auto all = world.read_all(reply.answer.handle);
      CHECK(all.failure == Failure::too_large);
      CHECK(all.bytes.size() <= 1u << 20);
    } else {
      CHECK(reply.failure == Failure::too_large);
    }
  }
}

TEST_CASE("fetch: a start is the head and a little, whatever follows") {
  const auto endless = [](Peer& peer) {
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
    const std::string block(1 << 16, 'x');
    while (peer.send(block)) {
    }
  };
  const auto halted = [](Peer& peer) {
    peer.send("HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\nabc");
    peer.wait_for_close();
  };
  WebServer web({{"/endless", endless},
                 {"/halted", halted},
                 {"/silent", [](Peer& peer) { peer.wait_for_close(); }},
                 {"/short", plain("abc")}});
  World world(World::open());
  const auto start = effect::FetchMode::start;
  const auto endless_start = world.get(web.url("/endless"), start);
  CHECK(endless_start.answer.status == 200);
  CHECK(endless_start.answer.body.data == std::string(4096, 'x'));
  const auto halted_start = world.get(web.url("/halted"), start, 100);
  CHECK(halted_start.answer.status == 202);
  CHECK(halted_start.answer.body.data == "abc");
  CHECK(halted_start.answer.duration_ms >= 100);
  CHECK(world.get(web.url("/short"), start).answer.body.data == "abc");
  CHECK(world.get(web.url("/silent"), start, 100).failure == Failure::timeout);
}

TEST_CASE("fetch: a check tells what the URL tells, and connects to nothing") {
  WebServer web({{"/", plain("inside")}});
  World guarded, open(World::open());
  const auto check = effect::FetchMode::check;
  CHECK(guarded.get(web.url("/"), check).failure == Failure::refused);
  CHECK(guarded.get("http://localhost/", check).failure == Failure::refused);
  CHECK(guarded.get("http://deep.in.localhost./", check).failure == Failure::refused);
  CHECK(guarded.get("https://public.example:25/", check).failure == Failure::refused);
  CHECK(guarded.get("https://user@public.example/", check).failure == Failure::invalid);
  CHECK(guarded.get("https://public.example/hook", check).failure == Failure::none);
  CHECK(guarded.get("https://not-localhost.example/", check).failure == Failure::none);
  CHECK(guarded.get("https:///public.example/", check).failure == Failure::invalid);
  CHECK(open.get(web.url("/"), check).answer.status == 0);
  CHECK(web.server.connections() == 0);
}

TEST_CASE("fetch: headers without end are cut") {
  WebServer web({{"/", [](Peer& peer) {
                    peer.send("HTTP/1.1 200 OK\r\n");
                    while (peer.send("x-filler: " + std::string(1000, 'x') + "\r\n")) {
                    }
                  }}});
  World world(World::open());
  CHECK(world.get(web.url("/")).failure == Failure::too_large);
}

TEST_CASE("fetch: a silent or dripping server is a timeout") {
  WebServer web({{"/silent", [](Peer& peer) { peer.wait_for_close(); }},
                 {"/drip",
                  [](Peer& peer) {
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                    while (peer.send("x"))
                      std::this_thread::sleep_for(std::chrono::milliseconds(5));
                  }},
                 {"/stall", [](Peer& peer) {
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    peer.wait_for_close();
                  }}});
  World world(World::open());
  using effect::FetchMode;
  CHECK(world.get(web.url("/silent"), FetchMode::whole, 100).failure == Failure::timeout);
  CHECK(world.get(web.url("/silent"), FetchMode::stream, 100).failure == Failure::timeout);
  CHECK(world.get(web.url("/drip"), FetchMode::whole, 200).failure == Failure::timeout);
  const auto reply = world.get(web.url("/stall"), FetchMode::stream, 200);
  REQUIRE(reply.failure == Failure::none);
  const auto all = world.read_all(reply.answer.handle);
  CHECK(all.failure == Failure::timeout);
  CHECK(all.bytes == "abc");
}

TEST_CASE("fetch: a stream may drip for longer than its timeout, but not for ever") {
  WebServer web({{"/", [](Peer& peer) {
                    peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                    while (peer.send("x"))
                      std::this_thread::sleep_for(std::chrono::milliseconds(5));
                  }}});
  auto settings = World::open();
  settings.stream_max_ms = 600;
  World world(settings);
  const auto started = std::chrono::steady_clock::now();
  const auto reply = world.get(web.url("/"), effect::FetchMode::stream, 300);
  REQUIRE(reply.failure == Failure::none);
  CHECK(world.read_all(reply.answer.handle).failure == Failure::timeout);
  CHECK(std::chrono::steady_clock::now() - started >= std::chrono::milliseconds(300));
}

TEST_CASE("fetch: an answer that breaks off is a failure, in a stream after what came") {
  WebServer web({{"/", [](Peer& peer) {
                    peer.send(
                        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nabc");
                    peer.close();
                  }}});
  World world(World::open());
  CHECK(world.get(web.url("/")).failure == Failure::unavailable);
  const auto reply = world.get(web.url("/"), effect::FetchMode::stream);
  REQUIRE(reply.failure == Failure::none);
  const auto all = world.read_all(reply.answer.handle);
  CHECK(all.bytes == "abc");
  CHECK(all.failure == Failure::unavailable);
  CHECK(world.read(reply.answer.handle).failure == Failure::invalid);
}

TEST_CASE("fetch: a server that is away is unavailable, and its address stays unsaid") {
  World world(World::open());
  const auto reply = world.get("http://127.0.0.1:1/");
  CHECK(reply.failure == Failure::unavailable);
  CHECK(reply.message.find("127.0.0.1") == std::string::npos);
}

TEST_CASE("fetch: a request arrives as it was meant, without what belongs to the connection") {
  WebServer web({{"/a/../b?q=1", plain("ok")}});
  World world(World::open());
  const auto reply = world.fetch({.method = "POST",
                                  .url = web.url("/a/../b?q=1"),
                                  .headers = {{"authorization", "Bearer x"},
                                              {"host", "evil.example"},
                                              {"content-length", "1"},
                                              {"transfer-encoding", "chunked"},
                                              {"connection", "upgrade"},
                                              {"proxy-authorization", "x"},
                                              {"x-empty", ""}},
                                  .body = {"hello"}});
  REQUIRE(reply.failure == Failure::none);
  CHECK(reply.answer.status == 200);
  CHECK(reply.answer.body.data == "ok");
  REQUIRE(web.heads.size() == 1);
  CHECK(web.heads[0] == "POST /a/../b?q=1 HTTP/1.1\r\nHost: 127.0.0.1:" + web.server.port() +
                            "\r\nUser-Agent: arris\r\nAccept: */*\r\nAccept-Encoding: gzip, br\r\n"
                            "authorization: Bearer x\r\nx-empty:\r\nContent-Length: 5\r\n\r\n");
  CHECK(web.bodies[0] == "hello");
}

TEST_CASE("fetch: every method goes out with the body that it has") {
  WebServer web({{"/", plain("ok")}});
  World world(World::open());
  for (const std::string_view method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    for (const std::string_view body : {"", "body"}) {
      web.heads.clear();
      web.bodies.clear();
      const auto reply = world.fetch({.method = method, .url = web.url("/"), .body = {body}});
      CHECK(reply.answer.body.data == "ok");
      REQUIRE(web.heads.size() == 1);
      CHECK(web.heads[0].starts_with(std::string(method) + " / HTTP/1.1\r\n"));
      CHECK(web.bodies[0] == body);
    }
  }
}

TEST_CASE("fetch: a head has no body, and the connection serves again") {
  WebServer web({{"/", page("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nETag: x\r\n\r\n")},
                 {"/after", plain("ok")}});
  World world(World::open());
  const auto reply = world.fetch({.method = "HEAD", .url = web.url("/")});
  CHECK(reply.answer.status == 200);
  CHECK(header_of(reply, "etag") == "x");
  CHECK(reply.answer.body.data == "");
  CHECK(world.get(web.url("/after")).answer.body.data == "ok");
  CHECK(web.server.connections() == 1);
}

TEST_CASE("fetch: an answer is without interim heads, trailers and what describes the transfer") {
  WebServer web({{"/", page("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"
                            "HTTP/1.1 201 Created\r\nX-Two:  a, b \r\nSet-Cookie: a=1\r\n"
                            "Set-Cookie: b=2\r\nTransfer-Encoding: chunked\r\nConnection: "
                            "keep-alive\r\n\r\n5\r\nhello\r\n0\r\nX-Trailer: t\r\n\r\n")}});
  World world(World::open());
  const auto reply = world.get(web.url("/"));
  CHECK(reply.answer.status == 201);
  CHECK(reply.answer.body.data == "hello");
  REQUIRE(reply.answer.headers.size() == 3);
  CHECK(header_of(reply, "x-two") == "a, b");
  CHECK(reply.answer.headers[2].value == "b=2");
}

TEST_CASE("fetch: a stream is read in order to its end, and waits for its reader") {
  constexpr std::size_t size = 8u << 20;
  std::atomic<std::size_t> sent = 0;
  WebServer web({{"/", [&sent](Peer& peer) {
                    peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                    std::string block(1 << 14, ' ');
                    for (std::size_t i = 0; i < size / block.size(); ++i) {
                      std::ranges::fill(block, static_cast<char>('a' + i % 26));
                      if (!peer.send(block)) return;
                      sent += block.size();
                    }
                    peer.close();
                  }}});
  auto settings = World::open();
  settings.window_bytes = 64 * 1024;
  World world(settings);
  const auto reply = world.get(web.url("/"), effect::FetchMode::stream);
  REQUIRE(reply.failure == Failure::none);
  CHECK(reply.answer.handle != 0);
  CHECK(reply.answer.body.data == "");
  std::size_t received = 0, largest = 0;
  for (bool last = false; !last;) {
    const auto chunk = world.read(reply.answer.handle);
    REQUIRE(chunk.failure == Failure::none);
    bool in_order = true;
    for (const char c : chunk.bytes)
      in_order = in_order && c == static_cast<char>('a' + received++ / (1 << 14) % 26);
    REQUIRE(in_order);
    largest = std::max(largest, chunk.bytes.size());
    last = chunk.last;
  }
  CHECK(received == size);
  CHECK(largest <= 64 * 1024 + CURL_MAX_WRITE_SIZE);
  CHECK(world.read(reply.answer.handle).failure == Failure::invalid);
}

TEST_CASE("fetch: a stream may begin while its request is still sent, which arrives whole") {
  const std::string body(8u << 20, 'b');
  std::string arrived;
  TestServer server([&](Peer& peer) {
    peer.read_until("\r\n\r\n");
    peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nat once");
    arrived = peer.read(body.size());
    peer.close();
  });
  World world(World::open());
  const auto url = "http://127.0.0.1:" + server.port();
  const auto reply = world.fetch(
      {.method = "POST", .url = url, .body = {body}, .mode = effect::FetchMode::stream});
  REQUIRE(reply.failure == Failure::none);
  CHECK(world.read_all(reply.answer.handle).bytes == "at once");
  CHECK(arrived == body);
}

TEST_CASE("fetch: an open stream keeps nothing of what was sent for it") {
  constexpr std::size_t streams = 8, piece_bytes = 1 << 14, pieces = 64;
  const std::string body(pieces * piece_bytes, 'b');
  TestServer server([&](Peer& peer) {
    peer.read_until("\r\n\r\n");
    for (std::size_t i = 0; i < pieces; ++i) peer.read(piece_bytes);
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    peer.read(1);
  });
  const auto url = "http://127.0.0.1:" + server.port();
  World world(World::open());
  const auto before = allocated_bytes();
  for (std::size_t i = 0; i < streams; ++i) {
    const auto reply = world.fetch(
        {.method = "POST", .url = url, .body = {body}, .mode = effect::FetchMode::stream});
    REQUIRE(reply.failure == Failure::none);
  }
  CHECK((allocated_bytes() - before) / streams < body.size() / 4);
}

TEST_CASE("fetch: a stream's handle means nothing to another request, nor to two readers at once") {
  WebServer web({{"/", [](Peer& peer) {
                    peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                    peer.wait_for_close();
                  }}});
  World world(World::open());
  const auto reply = world.get(web.url("/"), effect::FetchMode::stream);
  const auto other = world.fetcher.scope({"*"});
  std::promise<Answer> promise;
  other->read({reply.answer.handle}, [&](Answer answer) { promise.set_value(std::move(answer)); });
  CHECK(promise.get_future().get().failure == Failure::invalid);
  CHECK(world.read(0).failure == Failure::invalid);
  CHECK(world.read(99).failure == Failure::invalid);

  std::promise<Answer> waiting;
  world.scope->read({reply.answer.handle},
                    [&](Answer answer) { waiting.set_value(std::move(answer)); });
  CHECK(world.read(reply.answer.handle).failure == Failure::invalid);
  world.scope->cancel();
  CHECK(waiting.get_future().get().failure == Failure::unavailable);
}

TEST_CASE("fetch: when the request is gone, what it asked for is cut and answered once") {
  std::promise<void> closed;
  std::atomic<int> connections = 0;
  WebServer web({{"/", [&](Peer& peer) {
                    ++connections;
                    peer.wait_for_close();
                    closed.set_value();
                  }}});
  World world(World::open());
  std::promise<Answer> promise;
  const auto url = web.url("/");
  world.scope->fetch({.method = "GET", .url = url},
                     [&](Answer answer) { promise.set_value(std::move(answer)); });
  while (connections == 0) std::this_thread::yield();
  world.scope.reset();
  CHECK(promise.get_future().get().failure == Failure::unavailable);
  closed.get_future().get();
}

TEST_CASE("fetch: too many at once are refused, and a stop answers everyone") {
  WebServer web({{"/", [](Peer& peer) { peer.wait_for_close(); }}});
  std::atomic<int> answered = 0, refused = 0;
  {
    auto settings = World::open();
    settings.parallel_max = 3;
    World world(settings);
    const auto url = web.url("/");
    std::promise<void> over;
    for (int i = 0; i < 5; ++i) {
      world.scope->fetch({.method = "GET", .url = url}, [&](Answer answer) {
        CHECK(answer.failure == Failure::unavailable);
        ++answered;
        if (answer.bytes == "too many fetches at once" && ++refused == 2) over.set_value();
      });
    }
    over.get_future().get();
    CHECK(answered == 2);
  }
  CHECK(answered == 5);
}

TEST_CASE("fetch: a request has a bounded number of streams") {
  WebServer web({{"/", [](Peer& peer) {
                    peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                    peer.wait_for_close();
                  }}});
  auto settings = World::open();
  settings.streams_per_request_max = 2;
  World world(settings);
  for (int i = 0; i < 2; ++i)
    CHECK(world.get(web.url("/"), effect::FetchMode::stream).failure == Failure::none);
  CHECK(world.get(web.url("/"), effect::FetchMode::stream).failure == Failure::unavailable);
}

TEST_CASE("fetch: many requests at once are each answered with their own") {
  std::map<std::string, WebServer::Page> pages;
  for (int i = 0; i < 50; ++i) pages["/" + std::to_string(i)] = plain("page " + std::to_string(i));
  WebServer web(pages);
  World world(World::open());
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 200; ++i) {
    auto promise = std::make_shared<std::promise<Answer>>();
    answers.push_back(promise->get_future());
    const auto url = web.url("/" + std::to_string(i % 50));
    world.scope->fetch({.method = "GET", .url = url},
                       [promise](Answer answer) { promise->set_value(std::move(answer)); });
  }
  for (int i = 0; i < 200; ++i) {
    const auto answer = answers[i].get();
    REQUIRE(answer.failure == Failure::none);
    CHECK(effect::decode_answer<effect::FetchAnswer>(answer.bytes)->body.data ==
          "page " + std::to_string(i % 50));
  }
}

TEST_CASE("fetch: an event loop fetches on its own thread, with others for each thread") {
  WebServer web({{"/", plain("text")}});
  World world(World::open());
  std::thread loop([&] {
    FetchHere here(world.fetcher);
    const auto scope = world.fetcher.scope({"*"});
    std::atomic<bool> answered = false;
    const auto ask = [&] {
      answered = false;
      scope->fetch({.method = "GET", .url = web.url("/")},
                   [&, me = std::this_thread::get_id()](const Answer& answer) {
                     CHECK(answer.failure == Failure::none);
                     CHECK(std::this_thread::get_id() == me);
                     answered = true;
                   });
    };
    for (int round = 0; round < 3; ++round) {
      ask();
      while (!answered) {
        pollfd waiting{.fd = here.descriptor(), .events = POLLIN, .revents = 0};
        ::poll(&waiting, 1, 1000);
        here.turn();
      }
    }
  });
  CHECK(world.get(web.url("/")).answer.body.data == "text");
  loop.join();
  CHECK(web.server.connections() == 2);
}

TEST_CASE("fetch: what an event loop has in flight when it ends fails, and is answered once") {
  WebServer web({{"/", [](Peer& peer) { peer.wait_for_close(); }}});
  World world(World::open());
  std::vector<Failure> answers;
  const auto keep = [&](const Answer& answer) { answers.push_back(answer.failure); };
  std::unique_ptr<FetchScope> scope;
  std::thread([&] {
    FetchHere here(world.fetcher);
    scope = world.fetcher.scope({"*"});
    scope->fetch({.method = "GET", .url = web.url("/")}, keep);
    here.turn();
  }).join();
  CHECK(answers == std::vector{Failure::unavailable});
  scope->fetch({.method = "GET", .url = web.url("/")}, keep);
  CHECK(answers == std::vector{Failure::unavailable, Failure::unavailable});
}
