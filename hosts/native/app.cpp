#include "native/app.h"

#include <doctest/doctest.h>

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

App::App(std::vector<const http::Function*> functions) : functions_(std::move(functions)) {}

std::string App::event_frame(std::string_view method, std::string_view target,
                             std::string_view body, const Headers& headers) {
  const auto question = std::min(target.find('?'), target.size());
  effect::RequestEvent request{method,
                               target.substr(0, question),
                               target.substr(std::min(question + 1, target.size())),
                               {},
                               body};
  for (const auto& [name, value] : headers) request.headers.push_back({name, value});
  const auto entropy = world.entropy();
  std::string frame;
  effect::encode(frame,
                 effect::Event{world.now_ms, entropy, "request-1", "192.0.2.1", "", request});
  return frame;
}

Response App::request(std::string_view method, std::string_view target, std::string_view body,
                      const Session& session, const Headers& headers) {
  Headers all{{"x-arris-base-url", "http://arris.test"}};
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
    if (!http::match(function->routes, method, path, arena).allowed.empty()) chosen = function;
  }
  return run(*chosen, frame);
}

Response App::run(const http::Function& function, const std::string& event) {
  const http::Exchanges exchanges(function);
  effect::Machine machine(exchanges);
  world.sql_calls = 0;
  std::deque<std::string> frames;
  std::string outcome_frame(machine.begin(event));
  for (;;) {
    const auto outcome = effect::decode_outcome(outcome_frame);
    REQUIRE(outcome);
    if (outcome->done == effect::Done::yes) {
      Response response;
      response.status = outcome->head->status;
      for (const auto& header : outcome->head->headers)
        response.headers.emplace_back(header.name, header.value);
      response.body = outcome->chunk.data;
      response.sql_calls = world.sql_calls;
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
