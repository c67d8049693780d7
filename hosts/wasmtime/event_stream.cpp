#include "wasmtime/event_stream.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "web/sse.h"

namespace arris::wasmtime {
namespace {

using Timer = boost::asio::steady_timer;

constexpr auto recheck_period = std::chrono::seconds(3);
constexpr int rechecks_max = 300;  // a quarter of an hour

void recheck_later(std::shared_ptr<Timer> timer, std::weak_ptr<EventStream> weak,
                   std::function<bool()> still_allowed, int left) {
  timer->expires_after(recheck_period);
  timer->async_wait([=, still_allowed = std::move(still_allowed)](const auto& error) mutable {
    const auto stream = weak.lock();
    if (error || !stream || !stream->is_open()) return;
    if (left == 0 || !still_allowed()) return stream->close();
    recheck_later(timer, weak, std::move(still_allowed), left - 1);
  });
}

}  // namespace

void EventStream::recheck(std::function<bool()> still_allowed) {
  std::lock_guard lock(mutex_);
  if (!exchange_) return;
  recheck_later(std::make_shared<Timer>(exchange_->executor()), weak_from_this(),
                std::move(still_allowed), rechecks_max);
}

bool EventStream::is_open() {
  std::lock_guard lock(mutex_);
  return exchange_ != nullptr;
}

void EventStream::open(effects::Hub& hub, const std::vector<std::string>& channels,
                       std::string_view last_event_id, std::string_view first) {
  const auto self = shared_from_this();
  exchange_->on_gone([self] { self->close(); });
  web::keep_sse_alive(exchange_);
  // Clients come back after three seconds.
  exchange_->write("retry: 3000\n\n" + std::string(first), [] {});
  auto subscription =
      hub.subscribe(channels, last_event_id,
                    [weak = weak_from_this(), executor = exchange_->executor()](
                        std::shared_ptr<const effects::Message> message) {
                      // The hub is locked now, and a write may find that the client is gone, which
                      // unsubscribes.
                      boost::asio::post(executor, [weak, message = std::move(message)] {
                        if (const auto stream = weak.lock()) stream->send(*message);
                      });
                      return effects::Delivery::accepted;
                    });
  std::lock_guard lock(mutex_);
  if (exchange_) subscription_ = std::move(subscription);
}

void EventStream::send(const effects::Message& message) {
  std::shared_ptr<web::Exchange> exchange;
  {
    std::lock_guard lock(mutex_);
    exchange = exchange_;
  }
  if (exchange) exchange->write(web::sse_event(message.id, message.event, message.data), [] {});
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
