#include "web/content_coding.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "web/test_peer.h"

namespace arris::web {
namespace {

constexpr std::size_t limit_bytes = 1 << 20;

Request encoded(std::string coding, std::string body) {
  const auto size = std::to_string(body.size());
  return {.body = std::move(body),
          .headers = {{"content-encoding", std::move(coding)}, {"content-length", size}}};
}

unsigned status_of_decoding(Request request) {
  const auto refusal = decode_body(request, limit_bytes);
  return refusal ? refusal->status : 200;
}

}  // namespace

TEST_CASE("content_coding: bodies that can't be opened are refused") {
  const auto whole = gzip("some text");
  CHECK(status_of_decoding(encoded("gzip", "")) == 400);
  CHECK(status_of_decoding(encoded("gzip", "plain")) == 400);
  CHECK(status_of_decoding(encoded("gzip", whole.substr(0, whole.size() - 1))) == 400);
  CHECK(status_of_decoding(encoded("gzip", whole + "more")) == 400);
  CHECK(status_of_decoding(encoded("deflate", "")) == 400);
  CHECK(status_of_decoding(encoded("deflate", "\xff\xff\xff")) == 400);
  CHECK(status_of_decoding(encoded("br", "")) == 400);
  CHECK(status_of_decoding(encoded("br", brotli("some text") + "more")) == 400);
  CHECK(status_of_decoding(encoded("zstd", "a")) == 415);
  CHECK(status_of_decoding(encoded("gzip, gzip", gzip(whole))) == 415);
}

TEST_CASE("content_coding: a bomb is refused at the limit") {
  const std::string zeros(64 << 20, '\0');
  CHECK(status_of_decoding(encoded("gzip", gzip(zeros))) == 413);
  CHECK(status_of_decoding(encoded("br", brotli(zeros))) == 413);
  const std::string most(limit_bytes, 'a');
  CHECK(status_of_decoding(encoded("gzip", gzip(most))) == 200);
  CHECK(status_of_decoding(encoded("gzip", gzip(most + "a"))) == 413);
  CHECK(status_of_decoding(encoded("br", brotli(most))) == 200);
  CHECK(status_of_decoding(encoded("br", brotli(most + "a"))) == 413);
}

TEST_CASE("content_coding: an opened body hides that it was encoded") {
  for (auto request :
       {encoded("gzip", gzip("some text")), encoded("X-GZIP", gzip("some text")),
        encoded("gzip", gzip("some ") + gzip("text")), encoded("br", brotli("some text"))}) {
    CHECK_FALSE(decode_body(request, limit_bytes));
    CHECK(request.body == "some text");
    CHECK(request.header("content-encoding") == "");
    CHECK(request.header("content-length") == "9");
  }
}

TEST_CASE("content_coding: deflate is opened with and without zlib's header") {
  const std::string zlib = {'\x78', '\x9c', '\x4b', '\x4c', '\x4a', '\x06',
                            '\x00', '\x02', '\x4d', '\x01', '\x27'};
  for (auto request : {encoded("deflate", zlib), encoded("deflate", zlib.substr(2, 5))}) {
    CHECK_FALSE(decode_body(request, limit_bytes));
    CHECK(request.body == "abc");
  }
}

TEST_CASE("content_coding: the client's weights choose the coding") {
  const std::pair<const char*, Coding> cases[] = {
      {"", Coding::identity},
      {"identity", Coding::identity},
      {"zstd", Coding::identity},
      {"gzip", Coding::gzip},
      {"GZIP", Coding::gzip},
      {"gzip, deflate, br, zstd", Coding::brotli},
      {"br;q=0.5, gzip;q=0.8", Coding::gzip},
      {"br; q=0.001,gzip;q=0", Coding::brotli},
      {"br;q=0, gzip;q=0.0", Coding::identity},
      {"br;q=0, *", Coding::gzip},
      {"*", Coding::brotli},
      {"*;q=0", Coding::identity},
      {"gzip;q=nonsense", Coding::identity},
      {",,;,", Coding::identity},
  };
  for (const auto& [accepted, coding] : cases) {
    INFO(std::string(accepted));
    CHECK(choose_coding(accepted) == coding);
  }
}

TEST_CASE("content_coding: answers are compressed where it pays, over a socket") {
  std::string json = "[";
  while (json.size() < 10'000) json += "{\"name\":\"a rather repetitive value\"},";
  RunningServer server([&](auto exchange) {
    const auto& path = exchange->request().path;
    Response response{.headers = {{"content-type", "application/json"}}, .body = json};
    if (path == "/small") response.body = "{}";
    if (path == "/image") response.headers[0].value = "image/png";
    if (path == "/encoded") response.headers.push_back({"Content-Encoding", "zstd"});
    exchange->respond(std::move(response));
  });
  Peer peer(server->port());
  const auto get = [&](std::string path, std::string accepted) {
    peer.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: " + accepted + "\r\n\r\n");
    return peer.answer();
  };
  for (const auto& coding : {"gzip", "br"}) {
    const auto answer = get("/", coding);
    CHECK(answer.header("content-encoding") == coding);
    CHECK(answer.header("vary") == "Accept-Encoding");
    CHECK(answer.body.size() < json.size() / 10);
    auto opened = encoded(coding, answer.body);
    CHECK_FALSE(decode_body(opened, limit_bytes));
    CHECK(opened.body == json);
  }
  const auto plain = get("/", "identity");
  CHECK(plain.header("vary") == "Accept-Encoding");
  CHECK(plain.body == json);
  CHECK(get("/small", "gzip").body == "{}");
  CHECK(get("/image", "gzip").body == json);
  CHECK(get("/encoded", "gzip").body == json);
}

TEST_CASE("content_coding: a Vary that is there already is kept") {
  Response response{.headers = {{"Vary", "Origin"}, {"content-type", "text/plain"}},
                    .body = std::string(2000, 'a')};
  encode_body(response, Coding::gzip);
  CHECK(response.headers.front().value == "Origin, Accept-Encoding");
}

TEST_CASE("content_coding: a request's body is opened before the handler sees it") {
  RunningServer server([](auto exchange) { exchange->respond({.body = exchange->request().body}); },
                       {.body_max_bytes = 1000});
  const auto post = [&](const std::string& coding, const std::string& body) {
    Peer peer(server->port());
    peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: " + coding +
              "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return peer.answer();
  };
  CHECK(post("gzip", "plain").status() == 400);
  CHECK(post("compress", "plain").status() == 415);
  CHECK(post("gzip", gzip(std::string(100'000, 'a'))).status() == 413);
  CHECK(post("gzip", gzip("text")).body == "text");
  CHECK(post("br", brotli("text")).body == "text");
}

}  // namespace arris::web
