#pragma once
// Performs the `publish` effect: brings what is published to a channel to the connections that
// subscribe to it, and keeps the latest messages, so that a connection that broke loses nothing
// when it comes back.
//
// (1) A subscriber gets the messages of all its channels in the order in which they were published.
// (2) Between the replay after a last event id and what follows there is neither a gap nor a
// repetition. (3) What is kept is bounded per channel and in total; a message without an id is not
// kept. (4) A subscriber that does not keep up says so, and is dropped; it comes back with its last
// event id.

#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "effects/answer.h"

namespace arris::effects {

struct Message {
  std::string channel, event, id, data;
  std::uint64_t sequence = 0;  // counts all messages of the hub
};

enum class Delivery { accepted, dropped };

// Called on the publisher's thread with the hub locked: it hands the message on and returns. It may
// not call the hub, nor destroy a subscription; to end its own it returns `dropped`.
using Subscriber = std::function<Delivery(std::shared_ptr<const Message>)>;

struct HubSettings {
  std::size_t kept_per_channel = 256;
  std::size_t kept_bytes = 64u << 20;
  std::size_t message_max_bytes = 64u << 10;
  std::size_t channels_per_subscriber = 64;
};

class Hub {
 public:
  // Ends when it is destroyed; from then on its subscriber is not called. REQUIRES: the hub still
  // exists.
  class Subscription {
   public:
    Subscription() = default;
    Subscription(Subscription&& other) noexcept { swap(other); }
    Subscription& operator=(Subscription&& other) noexcept {
      swap(other);
      return *this;
    }
    ~Subscription();

    // Whether the whole gap since the last event id was replayed. When not, the id is unknown or
    // too old, and everything that is kept was replayed.
    enum class Resume { fresh, complete, partial };
    Resume resume() const { return resume_; }

   private:
    friend class Hub;
    void swap(Subscription& other) {
      std::swap(hub_, other.hub_);
      std::swap(number_, other.number_);
      std::swap(resume_, other.resume_);
    }
    Hub* hub_ = nullptr;
    std::uint64_t number_ = 0;
    Resume resume_ = Resume::fresh;
  };

  explicit Hub(HubSettings settings = {}) : settings_(settings) {}
  Hub(const Hub&) = delete;

  // An event or id with a line break is invalid: it would forge lines of the stream.
  Answer perform(const effect::Publish& effect);

  // Replays what is kept after `last_event_id`, before it returns; an empty id replays nothing.
  // Channels over the bound are ignored.
  [[nodiscard]] Subscription subscribe(const std::vector<std::string>& channels,
                                       std::string_view last_event_id, Subscriber subscriber);

  std::size_t subscribers() const;
  std::size_t channels() const;
  std::uint64_t dropped() const;

 private:
  using MessagePointer = std::shared_ptr<const Message>;
  using Kept = std::list<MessagePointer>;
  struct Channel {
    std::deque<Kept::iterator> kept;
    std::vector<std::uint64_t> subscribers;
  };
  struct Entry {
    std::vector<std::string> channels;
    Subscriber subscriber;
  };

  void keep(Channel& channel, const MessagePointer& message);
  void forget_oldest_of(Channel& channel);
  void deliver(const Channel& channel, const MessagePointer& message);
  std::vector<MessagePointer> missed(const std::vector<std::string>& channels,
                                     std::string_view last_event_id, Subscription::Resume& resume);
  void remove(std::uint64_t number);
  void erase_if_unused(const std::string& name);

  const HubSettings settings_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Channel> channels_;
  std::unordered_map<std::uint64_t, Entry> entries_;
  Kept kept_;  // of all channels, the oldest first
  std::size_t kept_bytes_ = 0;
  std::uint64_t sequence_ = 0, number_ = 0, dropped_ = 0;
};

}  // namespace arris::effects
