#include "effects/fetcher.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <chrono>
#include <future>
#include <map>

#include "effects/curl.h"
#include "effects/test_server.h"

using namespace arris;
using namespace arris::effects;
using effect::Failure;

namespace {

// An HTTP server whose pages are scripts; it keeps the heads and bodies of what it was asked.
struct WebServer {
  using Page = std::function<void(Peer&)>;
  std::map<std::string, Page> pages;
  std::mutex mutex;
  std::vector<std::string> heads, bodies;
  TestServer server{[this](Peer& peer) { talk(peer); }};

  explicit WebServer(std::map<std::string, Page> its_pages = {}) : pages(std::move(its_pages)) {}

  void talk(Peer& peer) {
    for (std::string head; !(head = peer.read_until("\r\n\r\n")).empty();) {
      std::string body = peer.read(length_of(head));
      const auto path = head.substr(head.find(' ') + 1, head.find(" HTTP") - head.find(' ') - 1);
      {
        std::lock_guard lock(mutex);
        heads.push_back(head);
        bodies.push_back(std::move(body));
      }
      const auto page = pages.find(path);
      if (page == pages.end())
        peer.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      else
        page->second(peer);
    }
  }
  static std::size_t length_of(std::string head) {
    for (char& c : head) c = static_cast<char>(std::tolower(c));
    const auto at = head.find("content-length: ");
    return at == head.npos ? 0 : std::stoul(head.substr(at + 16));
  }
  std::string url(std::string_view path) const {
    return "http://127.0.0.1:" + server.port() + std::string(path);
  }
};

WebServer::Page page(std::string text) {
  return [text](Peer& peer) { peer.send(text); };
}

WebServer::Page plain(std::string body) {
  return page("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
}

struct Reply {
  Failure failure;
  std::string message;
  effect::FetchAnswer answer;
  std::string bytes;  // what the answer's views look into
};

struct World {
  explicit World(FetchSettings settings = {}) : fetcher(std::move(settings)) {}

  static FetchSettings open() { return {.allow_private_hosts = {"127.0.0.1", "*.test"}}; }

  Reply fetch(effect::Fetch effect) {
    auto promise = std::make_shared<std::promise<Answer>>();
    scope->fetch(effect, [promise](Answer answer) { promise->set_value(std::move(answer)); });
    auto answer = promise->get_future().get();
    Reply reply{answer.failure, {}, {}, std::move(answer.bytes)};
    if (reply.failure != Failure::none)
      reply.message = reply.bytes;
    else
      reply.answer = *effect::decode_answer<effect::FetchAnswer>(reply.bytes);
    return reply;
  }
  Reply get(std::string_view url, effect::FetchMode mode = effect::FetchMode::whole,
            std::uint32_t timeout_ms = 10'000) {
    return fetch({.method = "GET", .url = url, .timeout_ms = timeout_ms, .mode = mode});
  }
  struct Chunk {
    Failure failure;
    bool last;
    std::string bytes;
  };
  Chunk read(std::uint32_t handle) {
    auto promise = std::make_shared<std::promise<Answer>>();
    scope->read({handle}, [promise](Answer answer) { promise->set_value(std::move(answer)); });
    const auto answer = promise->get_future().get();
    if (answer.failure != Failure::none) return {answer.failure, true, answer.bytes};
    const auto payload = effect::decode_answer<effect::ReadAnswer>(answer.bytes);
    return {Failure::none, payload->last == 1, std::string(payload->chunk.data)};
  }
  // The whole stream, and how it ended.
  Chunk read_all(std::uint32_t handle) {
    Chunk all{Failure::none, false, {}};
    while (!all.last) {
      const auto chunk = read(handle);
      if (chunk.failure == Failure::none) all.bytes += chunk.bytes;
      all.failure = chunk.failure;
      all.last = chunk.last;
    }
    return all;
  }

  Fetcher fetcher;
  std::unique_ptr<FetchScope> scope = fetcher.scope({"*"});
};

std::string header_of(const Reply& reply, std::string_view name) {
  for (const auto& header : reply.answer.headers) {
    if (header.name == name) return std::string(header.value);
  }
  return "(none)";
}

// PORT is that of a server which listens on every address of this machine's loopback.
const char* const forbidden_urls[] = {"http://127.0.0.1:PORT/",
                                      "http://127.0.0.1:PORT",
                                      "http://127.1:PORT/",
                                      "http://127.0.1:PORT/",
                                      "http://127.255.255.254:PORT/",
                                      "http://127.0.0.2:PORT/",
                                      "http://0x7f.1:PORT/",
                                      "http://0x7f000001:PORT/",
                                      "http://0x7f.0x0.0x0.0x1:PORT/",
                                      "http://0177.0.0.1:PORT/",
                                      "http://017700000001:PORT/",
                                      "http://2130706433:PORT/",
                                      "http://127.0.0.1.:PORT/",
                                      "http://%31%32%37.0.0.1:PORT/",
                                      "http://0.0.0.0:PORT/",
                                      "http://0:PORT/",
                                      "http://0x0:PORT/",
                                      "http://localhost:PORT/",
                                      "http://LOCALHOST:PORT/",
                                      "http://localhost.:PORT/",
                                      "http://a.localhost:PORT/",
                                      "http://[::1]:PORT/",
                                      "http://[::]:PORT/",
                                      "http://[0:0:0:0:0:0:0:1]:PORT/",
                                      "http://[::ffff:127.0.0.1]:PORT/",
                                      "http://[::ffff:7f00:1]:PORT/",
                                      "http://[::127.0.0.1]:PORT/",
                                      "http://[::ffff:10.0.0.1]/",
                                      "http://[::ffff:169.254.169.254]/",
                                      "http://[64:ff9b::7f00:1]:PORT/",
                                      "http://[64:ff9b::a9fe:a9fe]/",
                                      "http://[2002:7f00:1::]:PORT/",
                                      "http://[2001::1]/",
                                      "http://[fc00::1]/",
                                      "http://[fd00::1]/",
                                      "http://[fd00:ec2::254]/",
                                      "http://[fe80::1]/",
                                      "http://[fe80::1%25lo]:PORT/",
                                      "http://[fec0::1]/",
                                      "http://[ff02::1]/",
                                      "http://[ff05::1:3]/",
                                      "http://10.0.0.1/",
                                      "http://10.255.255.255/",
                                      "http://10.1/",
                                      "http://0xa000001/",
                                      "http://167772161/",
                                      "http://172.16.0.1/",
                                      "http://172.31.255.254/",
                                      "http://192.168.0.1/",
                                      "http://192.168.1.254:8080/",
                                      "http://3232235521/",
                                      "http://169.254.169.254/latest/meta-data/",
                                      "http://169.254.170.2/",
                                      "http://0xa9fea9fe/",
                                      "http://2852039166/",
                                      "http://0251.0376.0251.0376/",
                                      "http://100.64.0.1/",
                                      "http://100.100.100.200/",
                                      "http://192.0.0.192/",
                                      "http://168.63.129.16/",
                                      "http://198.18.0.1/",
                                      "http://192.0.2.1/",
                                      "http://198.51.100.1/",
                                      "http://203.0.113.1/",
                                      "http://224.0.0.1/",
                                      "http://239.255.255.250/",
                                      "http://240.0.0.1/",
                                      "http://255.255.255.255/",
                                      "http://0.1.2.3/",
                                      "http://user@127.0.0.1:PORT/",
                                      "http://user:word@127.0.0.1:PORT/",
                                      "http://public.example@127.0.0.1:PORT/",
                                      "http://public.example:80@127.0.0.1:PORT/",
                                      "http://127.0.0.1:PORT\\@public.example/",
                                      "http://127.0.0.1:PORT#@public.example/",
                                      "http://127.0.0.1:PORT?@public.example/",
                                      "http://"
                                      "\xe2\x93\x9b\xe2\x93\x9e\xe2\x93\x92\xe2\x93\x90\xe2\x93\x9b"
                                      "\xe2\x93\x97\xe2\x93\x9e\xe2\x93\xa2\xe2\x93\xa3:PORT/",
                                      "http://127\xe3\x80\x82"
                                      "0.0.1:PORT/",
                                      "http://\xef\xbc\x91"
                                      "27.0.0.1:PORT/",
                                      "http://rebind.example:PORT/",
                                      "http://both.example:PORT/",
                                      "http://six.example:PORT/",
                                      "http://metadata.example/",
                                      "http://inside.example/",
                                      "https://127.0.0.1:PORT/",
                                      "ftp://127.0.0.1:PORT/",
                                      "file:///etc/passwd",
                                      "gopher://127.0.0.1:PORT/_x",
                                      "http://public.example:25/",
                                      "http://public.example:22/",
                                      "http://public.example:6379/",
                                      "http://127.0.0.1:PORT/redirect"};

std::string with_port(std::string url, const std::string& port) {
  const auto at = url.find("PORT");
  return at == url.npos ? url : url.replace(at, 4, port);
}

}  // namespace

TEST_CASE("fetch: ninety ways into the machine and its network are refused, and nothing connects") {
  WebServer web({{"/", plain("inside")}});
  const auto port = web.server.port();
  World world(
      {.fixed_addresses = {
           "rebind.example:" + port + ":127.0.0.1", "both.example:" + port + ":127.0.0.1,10.0.0.1",
           "six.example:" + port + ":[::1]", "localhost.:" + port + ":127.0.0.1",
           "127.0.0.1.:" + port + ":127.0.0.1", "a.localhost:" + port + ":127.0.0.1",
           "metadata.example:80:169.254.169.254", "inside.example:80:192.168.7.7"}});
  CHECK(std::size(forbidden_urls) >= 90);
  for (const char* pattern : forbidden_urls) {
    const auto url = with_port(pattern, port);
    for (const auto mode : {effect::FetchMode::whole, effect::FetchMode::stream}) {
      const auto reply = world.get(url, mode, 2'000);
      CHECK_MESSAGE((reply.failure == Failure::refused || reply.failure == Failure::invalid), url,
                    " gave ", reply.message);
    }
  }
  CHECK(web.server.connections() == 0);
}

TEST_CASE("fetch: what would forge a request is invalid and nothing connects") {
  WebServer web;
  World world(World::open());
  const auto url = web.url("/");
  using Headers = std::vector<effect::Header>;
  for (const std::string_view method : {"", "get", "GET /", "CONNECT", "TRACE", "GET\r\nx: y"})
    CHECK(world.fetch({.method = method, .url = url}).failure == Failure::invalid);
  for (const Headers& headers :
       {Headers{{"", "x"}}, Headers{{"a b", "x"}}, Headers{{"a:", "x"}}, Headers{{"a\r\nb", "x"}},
        Headers{{"a", "x\r\nb: y"}}, Headers{{"a", "x\ny"}}, Headers{{"a", {"x\0y", 3}}}})
    CHECK(world.fetch({.method = "GET", .url = url, .headers = headers}).failure ==
          Failure::invalid);
  const std::string large(33 * 1024, 'x');
  CHECK(world.fetch({.method = "GET", .url = url, .headers = {{"a", large}}}).failure ==
        Failure::too_large);
  CHECK(web.server.connections() == 0);
}

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
