#include "native/world.h"

#include "core/hash.h"
#include "effects/destination.h"

namespace arris::native {
namespace {

using effect::Failure;
using effects::Answer;

crypto::RootKey test_root() {
  return crypto::RootKey::from_hex(
             "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
      .value();
}

}  // namespace

World::World()
    : database(std::filesystem::path(ARRIS_SOURCE) / "migrations"),
      keyring(test_root()),
      crypto_(keyring),
      password_(keyring, {.memory_kib = 64, .passes = 1}),
      limiter_({.clock = [this] { return now_ms; }}),
      cache_({.clock = [this] { return now_ms; }}) {}

std::string World::entropy() {
  std::string bytes;
  for (int i = 0; i < 2; ++i)
    bytes += Hash128{}.add("entropy").add(std::to_string(drawn_++)).to_hex();
  return bytes;
}

Answer World::perform(const http::Function& function, const effect::Payload& payload) {
  struct Perform {
    World& world;
    const http::Function& function;
    Answer operator()(const effect::Sql& sql) const {
      if (++world.sql_calls == world.failing_sql_call)
        return Answer::failed(Failure::unavailable, "failed on demand");
      if (const auto other = world.before_sql_call.find(world.sql_calls);
          other != world.before_sql_call.end())
        other->second();
      return world.database.perform(function, sql);
    }
    Answer operator()(const effect::Crypto& request) const {
      return world.crypto_.perform(request);
    }
    Answer operator()(const effect::Password& request) const {
      return world.password_.perform(request);
    }
    Answer operator()(const effect::Limit& request) const {
      return world.limiter_.perform(function.name, request);
    }
    Answer operator()(const effect::Mail& mail) const {
      if (mail.to == world.refused_recipient)
        return Answer::failed(Failure::refused, "550 no such mailbox");
      world.mails.push_back({std::string(mail.to), std::string(mail.subject),
                             std::string(mail.text), std::string(mail.unsubscribe_url)});
      return Answer::of(effect::EmptyAnswer{});
    }
    Answer operator()(const effect::Publish& event) const {
      world.published.push_back({std::string(event.channel), std::string(event.event),
                                 std::string(event.id), std::string(event.data.data)});
      return Answer::of(effect::EmptyAnswer{});
    }
    Answer operator()(const effect::Fetch& request) const {
      world.shown_secret.clear();
      if (request.credential) {
        auto secret = world.crypto_.open(*request.credential, effects::origin_of(request.url));
        if (!secret) return Answer::failed(Failure::refused, "the credential does not open");
        world.shown_secret = std::string(request.credential->prefix) + *secret;
      }
      if (const auto refusal = world.refuses(request.url))
        return Answer::failed(refusal->failure, refusal->message);
      if (request.mode == effect::FetchMode::check) return Answer::of(effect::FetchAnswer{});
      world.fetched.push_back({std::string(request.url), std::string(request.body.data), {}});
      for (const auto& [name, value] : request.headers)
        world.fetched.back().headers.emplace(name, value);
      if (auto& first = world.first[std::string(request.url)]; !first.empty()) {
        const auto answer = std::move(first.front());
        first.erase(first.begin());
        return world.answer_once(request, answer);
      }
      const auto canned = world.fetches.find(std::string(request.url));
      if (canned == world.fetches.end())
        return Answer::failed(Failure::unavailable, "no such address");
      if (request.mode == effect::FetchMode::stream)
        return world.begin_stream(canned->second.first, canned->second.second);
      return Answer::of(effect::FetchAnswer{
          static_cast<std::uint16_t>(canned->second.first), {}, {canned->second.second}, 0});
    }
    Answer operator()(const effect::Cache& request) const {
      return world.cache_.perform(function.name, request);
    }
    Answer operator()(const effect::ReadStream& read) const {
      return world.next_piece(read.handle);
    }
    Answer operator()(const effect::Wait& wait) const {
      if (wait.ms > effect::wait_max_ms) return Answer::failed(Failure::invalid, "too long a wait");
      world.waits_ms.push_back(wait.ms);
      world.now_ms += wait.ms;
      return Answer::of(effect::EmptyAnswer{});
    }
  };
  return std::visit(Perform{*this, function}, payload);
}

Answer World::answer_once(const effect::Fetch& request, const PassingAnswer& answer) {
  if (answer.status == 0) return Answer::failed(Failure::timeout, "no answer in time");
  effect::FetchAnswer given{static_cast<std::uint16_t>(answer.status)};
  for (const auto& [name, value] : answer.headers) given.headers.push_back({name, value});
  if (request.mode == effect::FetchMode::stream) {
    streams_.push_back(answer.body);
    given.handle = static_cast<std::uint32_t>(streams_.size());
  } else {
    given.body = {answer.body};
  }
  return Answer::of(given);
}

Answer World::begin_stream(int status, std::string body) {
  streams_.push_back(std::move(body));
  return Answer::of(effect::FetchAnswer{static_cast<std::uint16_t>(status),
                                        {{"content-type", "text/event-stream"}},
                                        {},
                                        static_cast<std::uint32_t>(streams_.size())});
}

Answer World::next_piece(std::uint32_t handle) {
  if (handle == 0 || handle > streams_.size()) return Answer::failed(Failure::invalid, "no stream");
  if (pieces_until_gone-- == 0) return Answer::failed(Failure::gone, "the caller has left");
  if (pieces_until_cut-- == 0) return Answer::failed(Failure::unavailable, "the stream broke");
  auto& left = streams_[handle - 1];
  const auto piece = left.substr(0, piece_bytes);
  left.erase(0, piece.size());
  return Answer::of(effect::ReadAnswer{static_cast<std::uint8_t>(left.empty()), {piece}});
}

std::optional<effects::Refusal> World::refuses(std::string_view url) const {
  const std::vector<std::string> hosts = {"*"}, anywhere;
  effects::Destination destination;
  return effects::resolve(url, {hosts, anywhere}, destination);
}

}  // namespace arris::native
