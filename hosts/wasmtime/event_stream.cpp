#include "wasmtime/event_stream.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <utility>

#include "web/sse.h"

namespace arris::wasmtime {
namespace {

using Timer = boost::asio::steady_timer;

constexpr auto recheck_period = std::chrono::seconds(3);
constexpr std::string_view end_of_stream = "end";  // an event of this name is the last one
constexpr int rechecks_max = 300;                  // a quarter of an hour

void recheck_later(std::shared_ptr<Timer> timer, std::weak_ptr<EventStream> weak,
                   EventStream::Check still_allowed, int left) {
  timer->expires_after(recheck_period);
  timer->async_wait([=, still_allowed = std::move(still_allowed)](const auto& error) mutable {
    const auto stream = weak.lock();
    if (error || !stream || !stream->is_open()) return;
    if (left == 0 || !still_allowed()) return stream->close();
    recheck_later(timer, weak, std::move(still_allowed), left - 1);
  });
}

}  // namespace

// What was published and not written yet. One check lets all of it pass, for it began after them.
class EventStream::Arrived {
 public:
  // True for the first since `take`.
  bool add(std::shared_ptr<const effects::Message> message) {
    std::lock_guard lock(mutex_);
    messages_.push_back(std::move(message));
    return messages_.size() == 1;
  }
  Messages take() {
    std::lock_guard lock(mutex_);
    return std::exchange(messages_, {});
  }

 private:
  std::mutex mutex_;
  Messages messages_;
};

bool EventStream::is_open() {
  std::lock_guard lock(mutex_);
  return exchange_ != nullptr;
}

void EventStream::open(effects::Hub& hub, const std::vector<std::string>& channels,
                       std::string_view last_event_id, std::string_view first,
                       Check still_allowed) {
  still_allowed_ = std::move(still_allowed);
  const auto self = shared_from_this();
  // A client that leaves meanwhile takes exchange_ away.
  std::shared_ptr<web::Exchange> exchange;
  {
    std::lock_guard lock(mutex_);
    exchange = exchange_;
  }
  if (!exchange) return;
  exchange->on_gone([self] { self->close(); });
  web::keep_sse_alive(exchange);
  // Clients come back after three seconds.
  exchange->write("retry: 3000\n\n" + std::string(first), [] {});
  auto subscription = hub.subscribe(
      channels, last_event_id,
      [weak = weak_from_this(), executor = exchange->executor(),
       arrived = std::make_shared<Arrived>()](std::shared_ptr<const effects::Message> message) {
        if (!arrived->add(std::move(message))) return effects::Delivery::accepted;
        // The hub is locked now, and a write may find that the client is gone, which
        // unsubscribes.
        boost::asio::post(executor, [weak, arrived] {
          const auto messages = arrived->take();
          if (const auto stream = weak.lock()) stream->send(messages);
        });
        return effects::Delivery::accepted;
      });
  std::lock_guard lock(mutex_);
  if (!exchange_) return;
  subscription_ = std::move(subscription);
  if (still_allowed_)
    recheck_later(std::make_shared<Timer>(exchange_->executor()), weak_from_this(), still_allowed_,
                  rechecks_max);
}

void EventStream::send(const Messages& messages) {
  std::shared_ptr<web::Exchange> exchange;
  {
    std::lock_guard lock(mutex_);
    exchange = exchange_;
  }
  if (!exchange) return;
  if (still_allowed_ && !still_allowed_()) return close();
  std::string events;
  for (const auto& message : messages)
    events += web::sse_event(message->id, message->event, message->data);
  const bool ends = std::ranges::any_of(
      messages, [](const auto& message) { return message->event == end_of_stream; });
  exchange->write(std::move(events), [] {});
  if (ends) close();
}

void EventStream::close() {
  std::shared_ptr<web::Exchange> exchange;
  effects::Hub::Subscription subscription;
  {
    std::lock_guard lock(mutex_);
    exchange.swap(exchange_);
    subscription = std::move(subscription_);
  }
  if (exchange) exchange->finish();
}

void EventStreams::add(const std::shared_ptr<EventStream>& stream) {
  std::lock_guard lock(mutex_);
  if (streams_.size() >= sweep_at_) {
    std::erase_if(streams_, [](const auto& one) { return one.expired(); });
    sweep_at_ = 2 * streams_.size() + 64;
  }
  streams_.push_back(stream);
}

void EventStreams::close_all() {
  std::vector<std::weak_ptr<EventStream>> streams;
  {
    std::lock_guard lock(mutex_);
    streams.swap(streams_);
  }
  for (const auto& weak : streams) {
    if (const auto stream = weak.lock()) stream->close();
  }
}

}  // namespace arris::wasmtime
