#include "native/app.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>

#include "http/dispatch.h"
#include "http/router.h"

namespace arris::native {
namespace {

effect::EffectResult as_result(const effects::Answer& answer) {
  if (answer.failure == effect::Failure::none) return effect::Succeeded{{answer.bytes}};
  return effect::Failed{answer.failure, answer.statement, answer.bytes};
}

bool closes(const effect::Effect& effect, const effects::Answer& answer) {
  if (effect.gate == effect::Gate::no) return false;
  if (answer.failure != effect::Failure::none) return true;
  if (std::holds_alternative<effect::Sql>(effect.payload)) return false;
  return answer.bytes.empty() || answer.bytes[0] == 0;
}

OpenFeed feed_of(const effect::Subscription& subscription, std::size_t published_before,
                 const http::Function& function) {
  OpenFeed feed;
  feed.channels.assign(subscription.channels.begin(), subscription.channels.end());
  feed.last_event_id = subscription.last_event_id;
  feed.published_before = published_before;
  feed.function = &function;
  effect::Outcome check;
  if (!subscription.check.empty())
    check.effects.push_back({effect::Sql{effect::Mode::read, subscription.check}});
  effect::encode(feed.check, check);
  return feed;
}

}  // namespace

std::string Response::header(std::string_view name) const {
  for (const auto& [known, value] : headers) {
    if (known == name) return value;
  }
  return {};
}

nlohmann::json Response::json() const { return nlohmann::json::parse(body); }

const Response& Response::expect(int wanted) const {
  INFO(body);
  REQUIRE(status == wanted);
  return *this;
}

const Response& Response::expect(int wanted, std::string_view body_wanted) const {
  expect(wanted);
  CHECK(body == body_wanted);
  return *this;
}

App::App(std::vector<const http::Function*> functions) : functions_(std::move(functions)) {
  subscribe_listeners();
}

void App::subscribe_listeners() {
  for (const auto* function : functions_) {
    for (const auto& listener : function->listeners)
      world.database.run("INSERT INTO subscribers (topic, function) VALUES ('" +
                         std::string(text_of(listener.topic)) + "', '" +
                         std::string(function->name) + "')");
  }
}

std::string App::frame_of(decltype(effect::Event::detail) detail) {
  const auto entropy = world.entropy();
  std::string frame;
  effect::encode(
      frame, effect::Event{world.now_ms, entropy, "request-1", "192.0.2.1", "", std::move(detail)});
  return frame;
}

Delivered App::deliver() {
  const auto due = rows(
      "SELECT d.function, d.message_id, m.topic, d.org_id, m.payload, d.attempts, m.created_at_ms "
      "FROM deliveries d JOIN outbox m ON m.org_id = d.org_id AND m.id = d.message_id "
      "WHERE d.state = 'waiting' AND d.next_at_ms <= " +
      std::to_string(world.now_ms) + " ORDER BY m.created_at_ms, m.id, d.function");
  Delivered delivered;
  for (const auto& row : due) {
    const auto to = std::ranges::find(functions_, row[0], &http::Function::name);
    const auto attempt = static_cast<std::uint32_t>(std::stoul(row[5])) + 1;
    const auto response = run(
        **to,
        frame_of(effect::MessageEvent{
            row[1], row[2], row[3], {row[4]}, attempt, std::stoll(row[6]), "http://arris.test"}));
    ++(response.status == 204 ? delivered.done : delivered.failed);
    world.database.run("UPDATE deliveries SET attempts = attempts + 1, next_at_ms = " +
                       std::to_string(world.now_ms + 1000) + " WHERE message_id = '" + row[1] +
                       "' AND function = '" + row[0] + "'");
  }
  return delivered;
}

int App::tick(std::string_view cron_name) {
  int status = 0;
  for (const auto* function : functions_) {
    for (const auto& cron : function->crons) {
      if (cron.name == cron_name)
        status = std::max(
            status,
            run(*function, frame_of(effect::CronEvent{cron.schedule, world.now_ms})).status);
    }
  }
  if (status == 0) FAIL("no job has this name");
  return status;
}

std::vector<PublishedEvent> App::events(const Response& stream) {
  REQUIRE(stream.feed);
  const OpenFeed& feed = *stream.feed;
  const auto outcome = effect::decode_outcome(feed.check);
  REQUIRE(outcome);
  for (const auto& effect : outcome->effects) {
    if (world.perform(*feed.function, effect.payload).failure != effect::Failure::none) return {};
  }
  std::vector<PublishedEvent> events;
  for (auto i = feed.published_before; i < world.published.size(); ++i) {
    if (std::ranges::count(feed.channels, world.published[i].channel) > 0)
      events.push_back(world.published[i]);
  }
  return events;
}

std::string App::event_frame(std::string_view method, std::string_view target,
                             std::string_view body, const Headers& headers) {
  const auto question = std::min(target.find('?'), target.size());
  effect::RequestEvent request{method,
                               target.substr(0, question),
                               target.substr(std::min(question + 1, target.size())),
                               {},
                               body};
  for (const auto& [name, value] : headers) request.headers.push_back({name, value});
  return frame_of(std::move(request));
}

Response App::request(std::string_view method, std::string_view target, std::string_view body,
                      const Session& session, const Headers& headers) {
  Headers all{{"x-arris-base-url", "http://arris.test"}, {"x-arris-sign-up", "open"}};
  if (!session.token.empty()) all.emplace_back("authorization", "Bearer " + session.token);
  if (!body.empty()) all.emplace_back("content-type", "application/json");
  for (const auto& header : headers) {
    std::erase_if(all, [&](const auto& known) { return known.first == header.first; });
    all.push_back(header);
  }
  const auto frame = event_frame(method, target, body, all);
  const auto path = target.substr(0, target.find('?'));
  Arena arena;
  const http::Function* chosen = functions_.front();
  for (const auto* function : functions_) {
    const auto found = http::match(function->routes, method, path, arena);
    if (!found.allowed.empty() || found.protocol) chosen = function;
  }
  return run(*chosen, frame);
}

namespace {

void take_head(Response& response, const effect::Head& head) {
  response.status = head.status;
  for (const auto& header : head.headers) response.headers.emplace_back(header.name, header.value);
}

}  // namespace

Response App::run(const http::Function& function, const std::string& event) {
  const http::Exchanges exchanges(function);
  effect::Machine machine(exchanges);
  world.sql_calls = 0;
  std::optional<int> answered_after;
  Response response;
  std::deque<std::string> frames;
  std::string outcome_frame(machine.begin(event));
  for (;;) {
    const auto outcome = effect::decode_outcome(outcome_frame);
    REQUIRE(outcome);
    if (outcome->head) take_head(response, *outcome->head);
    response.body += outcome->chunk.data;
    for (const auto& log : outcome->logs) response.logs.emplace_back(log.message);
    if (outcome->done == effect::Done::answered) answered_after = world.sql_calls;
    if (outcome->done == effect::Done::yes) {
      response.sql_calls = answered_after.value_or(world.sql_calls);
      if (outcome->subscription)
        response.feed = feed_of(*outcome->subscription, world.published.size(), function);
      return response;
    }
    std::deque<effects::Answer> answers;
    effect::Results results;
    bool closed = false;
    for (const auto& effect : outcome->effects) {
      if (closed) {
        results.list.push_back(effect::Skipped{});
        continue;
      }
      answers.push_back(world.perform(function, effect.payload));
      closed = closes(effect, answers.back());
      results.list.push_back(as_result(answers.back()));
    }
    effect::encode(frames.emplace_back(), results);
    outcome_frame = machine.resume(outcome->task, frames.back());
  }
}

}  // namespace arris::native
