#pragma once
// A connection that a module subscribed: what is published to its channels is written to it as
// Server-Sent Events, until the client leaves, does not keep up, or the host drains.

#include <memory>
#include <mutex>
#include <vector>

#include "effects/hub.h"
#include "web/server.h"

namespace arris::wasmtime {

class EventStream : public std::enable_shared_from_this<EventStream> {
 public:
  explicit EventStream(std::shared_ptr<web::Exchange> exchange) : exchange_(std::move(exchange)) {}

  // REQUIRES: the hub outlives the exchange
  void open(effects::Hub& hub, const std::vector<std::string>& channels,
            std::string_view last_event_id, std::string_view first);
  // Asks every few seconds, and closes when the answer is no, or after a quarter of an hour: a
  // client that comes back is authorised anew.
  void recheck(std::function<bool()> still_allowed);
  void close();
  bool is_open();

 private:
  void send(const effects::Message& message);

  std::shared_ptr<web::Exchange> exchange_;
  effects::Hub::Subscription subscription_;
  std::mutex mutex_;
};

// The open streams, to be closed when the host drains; a stream has no end of its own.
class EventStreams {
 public:
  void add(const std::shared_ptr<EventStream>& stream);
  void close_all();

 private:
  std::mutex mutex_;
  std::vector<std::weak_ptr<EventStream>> streams_;
  std::size_t sweep_at_ = 64;
};

}  // namespace arris::wasmtime
