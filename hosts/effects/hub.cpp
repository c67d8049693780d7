#include "effects/hub.h"

#include <algorithm>

namespace arris::effects {
namespace {

constexpr std::size_t overhead_bytes = 200;  // of a kept message, about

std::size_t size_of(const Message& message) {
  return message.channel.size() + message.event.size() + message.id.size() + message.data.size() +
         overhead_bytes;
}

bool has_line_break(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos;
}

}  // namespace

Hub::Subscription::~Subscription() {
  if (hub_ == nullptr) return;
  std::lock_guard lock(hub_->mutex_);
  hub_->remove(number_);
}

Answer Hub::perform(const effect::Publish& effect) {
  if (effect.channel.empty() || has_line_break(effect.event) || has_line_break(effect.id))
    return Answer::failed(effect::Failure::invalid, "not an event that a stream can carry");
  auto message = std::make_shared<Message>();
  message->channel = effect.channel;
  message->event = effect.event;
  message->id = effect.id;
  message->data = effect.data.data;
  if (size_of(*message) > settings_.message_max_bytes)
    return Answer::failed(effect::Failure::too_large, "the message is too large for a channel");
  std::lock_guard lock(mutex_);
  message->sequence = ++sequence_;
  Channel& channel = channels_[message->channel];
  if (!message->id.empty()) keep(channel, message);
  deliver(channel, message);
  erase_if_unused(message->channel);
  return Answer::of(effect::EmptyAnswer{});
}

void Hub::keep(Channel& channel, const MessagePointer& message) {
  channel.kept.push_back(kept_.insert(kept_.end(), message));
  kept_bytes_ += size_of(*message);
  if (channel.kept.size() > settings_.kept_per_channel) forget_oldest_of(channel);
  while (kept_bytes_ > settings_.kept_bytes) {
    const std::string name = kept_.front()->channel;
    forget_oldest_of(channels_[name]);
    if (name != message->channel) erase_if_unused(name);
  }
}

void Hub::forget_oldest_of(Channel& channel) {
  const auto oldest = channel.kept.front();
  channel.kept.pop_front();
  kept_bytes_ -= size_of(**oldest);
  kept_.erase(oldest);
}

void Hub::deliver(const Channel& channel, const MessagePointer& message) {
  std::vector<std::uint64_t> slow;
  for (const auto number : channel.subscribers) {
    if (entries_.at(number).subscriber(message) == Delivery::dropped) slow.push_back(number);
  }
  dropped_ += slow.size();
  for (const auto number : slow) remove(number);
}

Hub::Subscription Hub::subscribe(const std::vector<std::string>& channels,
                                 std::string_view last_event_id, Subscriber subscriber) {
  std::vector<std::string> names = channels;
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  names.resize(std::min(names.size(), settings_.channels_per_subscriber));

  Subscription subscription;
  std::lock_guard lock(mutex_);
  for (const auto& message : missed(names, last_event_id, subscription.resume_)) {
    if (subscriber(message) == Delivery::accepted) continue;
    ++dropped_;
    return subscription;
  }
  subscription.hub_ = this;
  subscription.number_ = ++number_;
  for (const auto& name : names) channels_[name].subscribers.push_back(number_);
  entries_.emplace(number_, Entry{std::move(names), std::move(subscriber)});
  return subscription;
}

// What the channels keep after the message with that id, in the order of publishing.
std::vector<Hub::MessagePointer> Hub::missed(const std::vector<std::string>& channels,
                                             std::string_view last_event_id,
                                             Subscription::Resume& resume) {
  std::vector<MessagePointer> messages;
  if (last_event_id.empty()) return messages;
  resume = Subscription::Resume::partial;
  std::uint64_t seen = 0;
  for (const auto& name : channels) {
    const auto channel = channels_.find(name);
    if (channel == channels_.end()) continue;
    for (const auto& kept : channel->second.kept) {
      messages.push_back(*kept);
      if ((*kept)->id == last_event_id) seen = (*kept)->sequence;
    }
  }
  if (seen != 0) resume = Subscription::Resume::complete;
  std::erase_if(messages, [seen](const auto& message) { return message->sequence <= seen; });
  std::ranges::sort(messages, {}, &Message::sequence);
  return messages;
}

void Hub::remove(std::uint64_t number) {
  const auto entry = entries_.find(number);
  if (entry == entries_.end()) return;
  for (const auto& name : entry->second.channels) {
    std::erase(channels_[name].subscribers, number);
    erase_if_unused(name);
  }
  entries_.erase(entry);
}

void Hub::erase_if_unused(const std::string& name) {
  const auto channel = channels_.find(name);
  if (channel == channels_.end()) return;
  if (channel->second.kept.empty() && channel->second.subscribers.empty()) channels_.erase(channel);
}

std::size_t Hub::subscribers() const {
  std::lock_guard lock(mutex_);
  return entries_.size();
}
std::size_t Hub::channels() const {
  std::lock_guard lock(mutex_);
  return channels_.size();
}
std::uint64_t Hub::dropped() const {
  std::lock_guard lock(mutex_);
  return dropped_;
}

}  // namespace arris::effects
