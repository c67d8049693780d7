#include <doctest/doctest.h>

#include <atomic>
#include <vector>

#include "web/test_peer.h"

namespace arris::web {
namespace {

struct Hostile {
  const char* what;
  std::string bytes;
  unsigned status;
};

std::string get(std::string_view headers) {
  return "GET / HTTP/1.1\r\n" + std::string(headers) + "\r\n";
}

std::string post(std::string_view headers, std::string_view body = "") {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

std::string repeated(int count, std::string_view text) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

std::vector<Hostile> hostile_requests() {
  using namespace std::string_literals;
  return {
      {"no request line", "hello\r\n\r\n", 400},
      {"no version", "GET /\r\n\r\n", 400},
      {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"version 0.9", "GET / HTTP/0.9\r\n\r\n", 400},
      {"two blanks", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"bare LF in the headers", get("Host: a\nX: b\r\n"), 400},
      {"bare CR", get("Host: a\r\nX: a\rb\r\n"), 400},
      {"NUL in a value", get("Host: a\r\nX: a\0b\r\n"s), 400},
      {"control in a value", get("Host: a\r\nX: a\x01\r\n"), 400},
      {"DEL in a value", get("Host: a\r\nX: a\x7f\r\n"), 400},
      {"NUL in the target", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"s, 400},
      {"raw UTF-8 in the target", "GET /\xc3\xa4 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"fragment in the target", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"target without a slash", "GET index HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"asterisk for GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"foreign scheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"folded header", get("Host: a\r\nX: a\r\n b\r\n"), 400},
      {"folded empty header", get("Host: a\r\nX:\r\n b\r\n"), 400},
      {"header folded into nothing", get("Host: a\r\nX: a\r\n  \r\n"), 400},
      {"blank before the colon", get("Host: a\r\nContent-Length : 5\r\n"), 400},
      {"blank before the first header", get(" Host: a\r\n"), 400},
      {"header without a name", get("Host: a\r\n: b\r\n"), 400},
      {"header without a colon", get("Host: a\r\nabc\r\n"), 400},
      {"no host", get("Accept: */*\r\n"), 400},
      {"two hosts", get("Host: a\r\nHost: a\r\n"), 400},
      {"empty host", get("Host:\r\n"), 400},
      {"host with a path", get("Host: a/b\r\n"), 400},
      {"host with a user", get("Host: u@a\r\n"), 400},
      {"list of hosts", get("Host: a, b\r\n"), 400},
      {"two equal lengths", post("Content-Length: 1\r\nContent-Length: 1\r\n", "a"), 400},
      {"two lengths", post("Content-Length: 1\r\nContent-Length: 2\r\n", "ab"), 400},
      {"list of lengths", post("Content-Length: 1, 1\r\n", "a"), 400},
      {"signed length", post("Content-Length: +1\r\n", "a"), 400},
      {"negative length", post("Content-Length: -1\r\n", "a"), 400},
      {"hexadecimal length", post("Content-Length: 0x1\r\n", "a"), 400},
      {"empty length", post("Content-Length:\r\n"), 400},
      {"length beyond 64 bits", post("Content-Length: 18446744073709551617\r\n", "a"), 400},
      {"length and coding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"coding and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
      {"two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"coding gzip", post("Transfer-Encoding: gzip\r\n"), 400},
      {"coding gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n"), 400},
      {"coding with a vertical tab",
       post("Transfer-Encoding: \x0b"
            "chunked\r\n"),
       400},
      {"coding in HTTP/1.0",
       "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"chunk size that is no number", post("Transfer-Encoding: chunked\r\n", "g\r\n"), 400},
      {"chunk size with a sign", post("Transfer-Encoding: chunked\r\n", "+1\r\na\r\n"), 400},
      {"chunk size beyond 64 bits",
       post("Transfer-Encoding: chunked\r\n", "10000000000000001\r\na\r\n"), 400},
      {"chunk longer than its size", post("Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n"),
       400},
      {"chunk that ends with LF", post("Transfer-Encoding: chunked\r\n", "1\na\r\n0\r\n\r\n"), 400},
      {"length in a trailer",
       post("Transfer-Encoding: chunked\r\n", "0\r\nContent-Length: 4\r\n\r\n"), 400},
      {"TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"method in lower case", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"unknown expectation", post("Expect: more\r\nContent-Length: 1\r\n"), 417},
      {"long target", "GET /" + std::string(17 << 10, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"endless target", "GET /" + std::string(60 << 10, 'a'), 414},
      {"long header", get("Host: a\r\nX: " + std::string(33 << 10, 'a') + "\r\n"), 431},
      {"long headers", get("Host: a\r\n" + repeated(40, "X: " + std::string(1000, 'a') + "\r\n")),
       431},
      {"too many headers", get("Host: a\r\n" + repeated(100, "X: a\r\n")), 431},
      {"too large a body", post("Content-Length: 25165825\r\n"), 413},
      {"too large a body, announced", post("Content-Length: 25165825\r\nExpect: 100-continue\r\n"),
       413},
      {"too large a chunk", post("Transfer-Encoding: chunked\r\n", "1800001\r\n"), 413},
      {"endless chunk extension",
       post("Transfer-Encoding: chunked\r\n", "1;" + std::string(60 << 10, 'a')), 431},
  };
}

}  // namespace

TEST_CASE("web: hostile requests are refused before the handler, and the connection ends") {
  std::atomic<int> handled = 0;
  RunningServer server([&](auto exchange) {
    ++handled;
    exchange->respond({});
  });
  for (const auto& [what, bytes, status] : hostile_requests()) {
    INFO(std::string(what));
    Peer peer(server->port());
    peer.send(bytes);
    const auto answer = peer.answer();
    CHECK(answer.status() == status);
    CHECK(answer.header("Connection") == "close");
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(answer.body.find("\"request_id\":\"") != std::string::npos);
    CHECK(peer.until_closed() == "");
  }
  CHECK(handled == 0);
}

TEST_CASE("web: a refusal says what is wrong in the form of every other error") {
  RunningServer server([](auto exchange) { exchange->respond({}); });
  Peer peer(server->port());
  peer.send(get(""));
  const auto answer = peer.answer();
  const auto& body = answer.body;
  const auto id = body.find(R"(","request_id":")");
  CHECK(body.substr(id + 16, 36) == answer.header("x-request-id"));
  CHECK(body.substr(0, id) ==
        R"({"type":"about:blank","title":"The request is malformed","status":400,)"
        R"("detail":"Host is missing.","code":"bad_request)");
  CHECK(body.size() == id + 16 + 36 + 2);
}

TEST_CASE("web: a path may take less than the server") {
  const auto limit = [](const Request& request) { return request.path == "/small" ? 3 : 100; };
  RunningServer server([](auto exchange) { exchange->respond({.body = exchange->request().body}); },
                       {.body_max_bytes = 8, .body_limit = limit});
  const auto status_of = [&](std::string_view path, std::string_view rest) {
    Peer peer(server->port());
    peer.send("POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(rest));
    return peer.answer().status();
  };
  CHECK(status_of("/small", "Content-Length: 4\r\n\r\n") == 413);
  CHECK(status_of("/small", "Content-Length: 3\r\n\r\nabc") == 200);
  CHECK(status_of("/small", "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n2\r\n") == 413);
  CHECK(status_of("/small", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n") == 200);
  CHECK(status_of("/other", "Content-Length: 8\r\n\r\n12345678") == 200);
  CHECK(status_of("/other", "Content-Length: 9\r\n\r\n") == 413);
}

TEST_CASE("web: what is refused behind its headers may be the handler's to say") {
  Options options{.body_max_bytes = 8};
  options.hands_refusal = [](const Request& request) { return request.path == "/mine"; };
  RunningServer server(
      [](auto exchange) {
        const auto& refused = exchange->request().refused;
        const auto said = refused ? "refused: " + std::string(text_of(*refused)) : "taken: ";
        exchange->respond({.body = said + exchange->request().body});
      },
      options);
  const auto answer_to = [&](std::string_view path, std::string_view rest) {
    Peer peer(server->port());
    peer.send("POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(rest));
    return peer.answer();
  };
  CHECK(answer_to("/mine", "Content-Length: 3\r\n\r\nabc").body == "taken: abc");
  const auto announced = answer_to("/mine", "Content-Length: 9\r\n\r\n");
  CHECK(announced.body == "refused: too_large");
  CHECK(announced.header("Connection") == "close");
  CHECK(answer_to("/mine", "Transfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n").body ==
        "refused: too_large");
  CHECK(answer_to("/mine", "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc").body ==
        "refused: bad_request");
  CHECK(answer_to("/mine", "Content-Encoding: zstd\r\nContent-Length: 3\r\n\r\nabc").body ==
        "refused: unsupported_media_type");
  CHECK(answer_to("/other", "Content-Length: 9\r\n\r\n").status() == 413);
  CHECK(answer_to("/mine", "broken\r\n\r\n").status() == 400);
}

TEST_CASE("web: what no handler answers is completed before it is sent") {
  std::string seen;
  Options options;
  options.complete_refusal = [&](const Request& request, Response& response) {
    seen += request.method + " " + request.path + " " + std::to_string(response.status) + "\n";
    response.lines = "x-added: yes\r\n";
  };
  RunningServer server(
      [](const auto& exchange) {
        if (exchange->request().path == "/thrown") throw 1;
      },
      options);
  for (const std::string_view request :
       {"GET /no-host HTTP/1.1\r\n\r\n", "GET /thrown HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /dropped HTTP/1.1\r\nHost: a\r\n\r\n"}) {
    Peer peer(server->port());
    peer.send(request);
    CHECK(peer.answer().header("x-added") == "yes");
  }
  CHECK(seen == "GET /no-host 400\nGET /thrown 500\n  500\n");
}

TEST_CASE("web: what follows a refused request is never served") {
  std::atomic<int> handled = 0;
  RunningServer server([&](auto exchange) {
    ++handled;
    exchange->respond({});
  });
  Peer peer(server->port());
  peer.send(post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n") +
            get("Host: a\r\n"));
  CHECK(peer.answer().status() == 400);
  CHECK(peer.until_closed() == "");
  CHECK(handled == 0);
}

}  // namespace arris::web
