#pragma once
// A web server and a fetcher for tests: pages are scripts, and a fetch waits for its answer.

#include <algorithm>
#include <functional>
#include <future>
#include <map>

#include "effects/fetcher.h"
#include "effects/test_server.h"

namespace arris::effects {

using effect::Failure;

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

inline WebServer::Page page(std::string text) {
  return [text](Peer& peer) { peer.send(text); };
}

inline WebServer::Page plain(std::string body) {
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

inline std::string header_of(const Reply& reply, std::string_view name) {
  for (const auto& header : reply.answer.headers) {
    if (header.name == name) return std::string(header.value);
  }
  return "(none)";
}

}  // namespace arris::effects
