#pragma once
// A connection that a module subscribed: what is published to its channels is written to it as
// Server-Sent Events, until the client leaves, does not keep up, loses the right, or the host
// drains.
//
// Nothing is written that was published after the caller lost the right: it is asked for before
// each write, and every few seconds besides.

#include <memory>
#include <mutex>
#include <vector>

#include "effects/hub.h"
#include "web/server.h"

namespace arris::wasmtime {

class EventStream : public std::enable_shared_from_this<EventStream> {
 public:
  explicit EventStream(std::shared_ptr<web::Exchange> exchange) : exchange_(std::move(exchange)) {}

  // Whether the caller may go on listening. Empty: always.
  using Check = std::function<bool()>;

  // Closes after a quarter of an hour: a client that comes back is authorised anew.
  // REQUIRES: the hub outlives the exchange
  void open(effects::Hub& hub, const std::vector<std::string>& channels,
            std::string_view last_event_id, std::string_view first, Check still_allowed);
  void close();
  bool is_open();

 private:
  class Arrived;
  using Messages = std::vector<std::shared_ptr<const effects::Message>>;

  void send(const Messages& messages);

  std::shared_ptr<web::Exchange> exchange_;
  Check still_allowed_;
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
