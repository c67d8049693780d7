#include "web/sse.h"

#include <doctest/doctest.h>

#include "web/test_peer.h"

namespace arris::web {

TEST_CASE("sse: no part of an event can end its line") {
  CHECK(sse_event("1\nevent: x", "a\r\nb", "c") == "id: 1event: x\nevent: ab\ndata: c\n\n");
  CHECK(sse_event({"1\0", 2}, "", "") == "id: 1\ndata: \n\n");
}

TEST_CASE("sse: each line of the data is a data line") {
  CHECK(sse_event("", "", "a\nb\r\nc\rd\n") == "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
  CHECK(sse_event("7", "issue", R"({"id":1})") == "id: 7\nevent: issue\ndata: {\"id\":1}\n\n");
}

TEST_CASE("sse: a quiet stream is kept alive by comments") {
  std::shared_ptr<Exchange> kept;
  RunningServer server([&](auto exchange) {
    exchange->start(200, {{"content-type", "text/event-stream"}});
    keep_sse_alive(exchange, 5);
    kept = exchange;
  });
  Peer peer(server->port());
  peer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  peer.until("\r\n\r\n");
  for (int i = 0; i < 3; ++i) CHECK(peer.until(":\n\n\r\n") == "3\r\n:\n\n\r\n");
  kept->finish();
  CHECK(peer.until("0\r\n\r\n").ends_with("0\r\n\r\n"));
}

}  // namespace arris::web
