#include "effects/hub.h"

#include <doctest/doctest.h>

#include <thread>

using namespace arris;
using namespace arris::effects;
using Resume = Hub::Subscription::Resume;

namespace {

struct Listener {
  std::vector<std::string> ids;
  std::size_t room = 1000;

  Subscriber subscriber() {
    return [this](std::shared_ptr<const Message> message) {
      if (ids.size() >= room) return Delivery::dropped;
      ids.push_back(message->id);
      return Delivery::accepted;
    };
  }
};

void publish(Hub& hub, std::string_view channel, std::string_view id) {
  CHECK(hub.perform({channel, "issue", id, {"{}"}}).failure == effect::Failure::none);
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("hub: what would forge a stream or fill it is refused") {
  Hub hub;
  using effect::Failure;
  CHECK(hub.perform({"", "issue", "1", {"{}"}}).failure == Failure::invalid);
  CHECK(hub.perform({"org", "issue\ndata: x", "1", {"{}"}}).failure == Failure::invalid);
  CHECK(hub.perform({"org", "issue", "1\r", {"{}"}}).failure == Failure::invalid);
  CHECK(hub.perform({"org", "issue", std::string_view("\0", 1), {"{}"}}).failure ==
        Failure::invalid);
  const std::string large(65 * 1024, 'x');
  CHECK(hub.perform({"org", "issue", "1", {large}}).failure == Failure::too_large);
  CHECK(hub.channels() == 0);
}

TEST_CASE("hub: a message reaches the subscribers of its channel and nobody else") {
  Hub hub;
  Listener one, both, other;
  const auto first = hub.subscribe({"org 1"}, "", one.subscriber());
  const auto second = hub.subscribe({"org 1", "org 2", "org 1"}, "", both.subscriber());
  const auto third = hub.subscribe({"org 3"}, "", other.subscriber());
  publish(hub, "org 1", "a");
  publish(hub, "org 2", "b");
  CHECK(one.ids == Ids{"a"});
  CHECK(both.ids == Ids{"a", "b"});
  CHECK(other.ids.empty());
}

TEST_CASE("hub: an ended subscription hears nothing, and nothing of it is left") {
  Hub hub;
  Listener listener;
  {
    auto subscription = hub.subscribe({"org"}, "", listener.subscriber());
    auto moved = std::move(subscription);
    CHECK(hub.subscribers() == 1);
  }
  CHECK(hub.perform({"org", "tick", "", {"{}"}}).failure == effect::Failure::none);
  CHECK(listener.ids.empty());
  CHECK(hub.subscribers() == 0);
  CHECK(hub.channels() == 0);
}

TEST_CASE("hub: a slow subscriber is dropped, and the others still hear") {
  Hub hub;
  Listener slow{.room = 2}, quick;
  const auto first = hub.subscribe({"org"}, "", slow.subscriber());
  const auto second = hub.subscribe({"org"}, "", quick.subscriber());
  for (const char* id : {"a", "b", "c", "d"}) publish(hub, "org", id);
  CHECK(slow.ids == Ids{"a", "b"});
  CHECK(quick.ids == Ids{"a", "b", "c", "d"});
  CHECK(hub.subscribers() == 1);
  CHECK(hub.dropped() == 1);
}

TEST_CASE("hub: a subscriber that can't take its replay is not subscribed") {
  Hub hub;
  for (const char* id : {"a", "b", "c"}) publish(hub, "org", id);
  Listener slow{.room = 1};
  const auto subscription = hub.subscribe({"org"}, "a", slow.subscriber());
  CHECK(slow.ids == Ids{"b"});
  CHECK(hub.subscribers() == 0);
}

TEST_CASE("hub: after a broken connection nothing is lost and nothing comes twice") {
  Hub hub;
  publish(hub, "org 1", "a");
  publish(hub, "org 2", "b");
  publish(hub, "org 3", "c");
  publish(hub, "org 1", "d");
  Listener listener;
  const auto subscription = hub.subscribe({"org 2", "org 1"}, "a", listener.subscriber());
  publish(hub, "org 2", "e");
  CHECK(listener.ids == Ids{"b", "d", "e"});
  CHECK(subscription.resume() == Resume::complete);
}

TEST_CASE("hub: an id that is forgotten or unknown replays what is kept, and says so") {
  Hub hub({.kept_per_channel = 2});
  for (const char* id : {"a", "b", "c"}) publish(hub, "org", id);
  Listener forgotten, fresh;
  CHECK(hub.subscribe({"org"}, "a", forgotten.subscriber()).resume() == Resume::partial);
  CHECK(forgotten.ids == Ids{"b", "c"});
  CHECK(hub.subscribe({"org"}, "", fresh.subscriber()).resume() == Resume::fresh);
  CHECK(fresh.ids.empty());
}

TEST_CASE("hub: what is kept is bounded over all channels") {
  Hub hub({.kept_bytes = 10'000});
  for (int i = 0; i < 10'000; ++i) publish(hub, "org " + std::to_string(i), std::to_string(i));
  CHECK(hub.channels() < 50);
  Listener listener;
  const auto subscription = hub.subscribe({"org 9999"}, "none", listener.subscriber());
  CHECK(listener.ids == Ids{"9999"});
}

TEST_CASE("hub: a thousand reconnects beside a publisher lose and repeat nothing") {
  Hub hub({.kept_per_channel = 100'000});
  publish(hub, "org", "0");
  std::jthread publisher([&hub] {
    for (int i = 1; i <= 20'000; ++i) hub.perform({"org", "tick", std::to_string(i), {"{}"}});
  });
  Listener listener{.room = 1'000'000};
  listener.ids.push_back("0");
  for (int i = 0; i < 1000; ++i) {
    const std::string last = listener.ids.back();
    const auto subscription = hub.subscribe({"org"}, last, listener.subscriber());
    CHECK(subscription.resume() == Resume::complete);
  }
  publisher.join();
  const std::string last = listener.ids.back();
  const auto subscription = hub.subscribe({"org"}, last, listener.subscriber());
  REQUIRE(listener.ids.size() == 20'001);
  for (int i = 0; i <= 20'000; ++i) REQUIRE(listener.ids[i] == std::to_string(i));
}
