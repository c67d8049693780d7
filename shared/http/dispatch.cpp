#include "http/dispatch.h"

#include "http/router.h"

namespace arris::http {

void PreparedTask::start(effect::TaskState& state) {
  promise_->state = &state;
  frame_.resume();
}

Prepared PreparedTask::take() {
  const auto [parts, body, raw] = find_(promise_->value);
  Prepared prepared{parts->status_value,     {},
                    std::move(parts->batch), parts->version_value,
                    parts->content_value,    std::move(parts->headers),
                    std::move(parts->live),  std::move(parts->feed),
                    std::move(parts->sequel)};
  if (raw) prepared.body = std::move(*raw);
  if (body_) body_->write(prepared.body, body, *body_);
  return prepared;
}

effect::Outcome Exchange::begin(const effect::Event& event) {
  state_.now_ms = event.now_ms;
  state_.entropy = event.entropy;
  state_.request_id = event.request_id;
  state_.client_address = event.client_address;
  state_.ids = IdSource(event.now_ms, as_bytes(event.entropy));
  state_.statements = function_.statements;
  if (event.entropy.size() != 64) return fail(internal("an event carries 64 bytes of entropy"));
  if (const auto* request = std::get_if<effect::RequestEvent>(&event.detail)) {
    state_.request = *request;
    return begin_request();
  }
  if (const auto* cron = std::get_if<effect::CronEvent>(&event.detail)) return begin_cron(*cron);
  return begin_message(std::get<effect::MessageEvent>(event.detail));
}

effect::Outcome Exchange::begin_request() {
  auto matched =
      match(function_.routes, state_.request.method, state_.request.path, state_.task.arena);
  route_ = matched.route;
  writer_.answer_for(matched);
  if (matched.allowed.empty()) return writer_.refuse_address(not_found(), {});
  if (state_.request.method == "OPTIONS")
    return writer_.end(204, {{"allow", state_.task.arena.keep(matched.allowed)}});
  if (!route_) return writer_.refuse_address(Error(Code::method_not_allowed), matched.allowed);
  if (state_.request.body.size() > route_->options.body_max_bytes)
    return fail(Error(Code::too_large));
  if (const auto refused = refused_by_host()) return fail(Error(*refused));
  path_values_ = std::move(matched.values);
  const auto key = shown_key(state_, route_->options.protocol);
  if (key.empty() || route_->allow.kind == Allow::Kind::anyone) return start();
  return identify(key);
}

// What a host does not take it lets the route refuse, for that knows the protocol's words and who may read it.
std::optional<Code> Exchange::refused_by_host() const {
  if (!route_->options.protocol && !is_cross_origin(*route_)) return std::nullopt;
  return code_of(state_.header("x-arris-refused"));
}

effect::Outcome Exchange::identify(std::string_view key) {
  if (route_->allow.kind == Allow::Kind::session)
    return fail({Code::insufficient_scope, "This is for people: no key may do it"});
  auto effects = caller_key_.begin(state_, key);
  if (!effects) return fail(std::move(effects.error()));
  stage_ = Stage::identifying;
  effect::Outcome outcome;
  outcome.effects = std::move(effects).value();
  return outcome;
}

effect::Outcome Exchange::identified(std::span<const effect::EffectResult> results) {
  effect::Outcome outcome;
  auto step = caller_key_.settle(state_, results, outcome.effects);
  if (!step) return fail(std::move(step.error()));
  if (step.value() == CallerKey::Step::ask) return outcome;
  stage_ = Stage::handling;
  return start();
}

effect::Outcome Exchange::begin_cron(const effect::CronEvent& event) {
  for (const Cron& cron : function_.crons) {
    if (cron.schedule != event.schedule) continue;
    cron_.emplace(cron.run(Context(state_)));
    cron_->start(state_.task);
    return advance();
  }
  return fail(internal("no job has this schedule"));
}

effect::Outcome Exchange::begin_message(const effect::MessageEvent& event) {
  for (const Listener& listener : function_.listeners) {
    if (text_of(listener.topic) != event.topic) continue;
    state_.who.org = {event.org_id};
    message_ = {event.id};
    listener_.emplace(listener.run(Context(state_), Message{{event.org_id},
                                                            {event.id},
                                                            event.topic,
                                                            event.payload.data,
                                                            event.created_at_ms,
                                                            event.attempt,
                                                            event.base_url}));
    listener_->start(state_.task);
    return advance();
  }
  return fail(internal("this function does not listen to this topic"));
}

// The end of the delivery comes first, so that a message that comes again conflicts with nothing.
effect::Outcome Exchange::end_message(Change change) {
  storage::Batch batch;
  batch.add(end_delivery(state_.who.org, message_, function_.name)).or_fail(Code::already_running);
  batch.append(std::move(change.batch));
  prepared_ = Prepared{.status = 204, .batch = std::move(batch), .live = std::move(change.live)};
  return commit();
}

effect::Outcome Exchange::start() {
  if (auto status = preflight_.prepare(state_, *route_); !status)
    return fail(std::move(status.error()));
  auto task = route_->start(Context(state_), path_values_);
  std::optional<Error> refusal;
  if (!task) refusal = std::move(task.error());
  preflight_.read_inputs(state_, refusal);
  if (refusal) return preflight_alone(std::move(*refusal));
  task_.emplace(std::move(task).value());
  task_->start(state_.task);
  return advance();
}

// A refusal of the input waits until the caller is known to be allowed here.
effect::Outcome Exchange::preflight_alone(Error refusal) {
  if (!preflight_.pending()) return fail(std::move(refusal));
  preflight_.refuse(std::move(refusal));
  return wait({});
}

effect::Outcome Exchange::advance() {
  if (state_.task.failure) {
    *state_.task.failure = state_.meanings.of(std::move(*state_.task.failure));
    if (preflight_.pending() && route_) return preflight_alone(std::move(*state_.task.failure));
    return fail(std::move(*state_.task.failure));
  }
  if (cron_)
    return cron_->finished() ? writer_.end(state_.job_end == JobEnd::done ? 204 : 202)
                             : wait(std::exchange(state_.task.pending, {}));
  if (listener_)
    return listener_->finished() ? end_message(listener_->take())
                                 : wait(std::exchange(state_.task.pending, {}));
  if (!task_->finished()) return wait(std::exchange(state_.task.pending, {}));
  prepared_ = task_->take();
  if (prepared_->status == 0) prepared_->status = route_->options.status;
  // A handler that wrote by itself, or nothing: its answer is kept all the same.
  if (!prepared_->batch.empty() || keeps_answer()) return commit();
  if (preflight_.pending()) return wait({});
  return publish(std::move(prepared_->live));
}

bool Exchange::keeps_answer() const {
  const auto& key = preflight_.key();
  return key && (key->retry != Retry::shown_once || !notes_.claimed());
}

effect::Outcome Exchange::wait(std::vector<effect::Effect> effects) {
  const bool claims = preflight_.key() && route_->options.retry != Retry::repeats;
  if (stage_ == Stage::handling && claims && notes_.claim_is_due())
    notes_.claim(state_, *preflight_.key(), effects);
  const bool first = preflight_.pending() && route_;
  if (first) preflight_.guard(state_, effects);
  if (!preflight_.refusal()) count_use(effects);
  if (notes_.presence_is_due() && route_ && !state_.who.session.text.empty())
    notes_.note_presence(state_, effects);
  effect::Outcome outcome;
  outcome.effects = std::move(effects);
  return outcome;
}

effect::Outcome Exchange::commit() {
  stage_ = Stage::committing;
  storage::Batch batch;
  // The key comes first, so that a retry finds it taken before its writes conflict with those of
  // the first try.
  if (keeps_answer()) {
    const auto& key = preflight_.key();
    const auto write = notes_.claimed() ? settle : keep;
    write(batch, state_, *key, *prepared_, writer_.etag_of(*prepared_));
  }
  batch.append(prepared_->batch);
  std::vector<effect::Effect> effects;
  effects.push_back({storage::Database(state_.statements).write(batch).sql});
  return wait(std::move(effects));
}

effect::Outcome Exchange::resume(std::span<const effect::EffectResult> results) {
  if (stage_ == Stage::identifying) return identified(results);
  notes_.settle(state_, results);
  if (preflight_.pending() && route_) {
    auto settled = preflight_.settle(state_, results);
    if (!settled) return fail(std::move(settled.error()));
    if (settled.value()) return answer(std::move(*settled.value()));
    if (auto& refusal = preflight_.refusal()) return fail(std::move(*refusal));
  }
  if (notes_.claim_refused(results)) return look_up_again();
  if (stage_ == Stage::replaying) return replayed(results.front());
  if (stage_ == Stage::going_on) {
    if (results.empty()) return fail(effect::results_do_not_match());
    return with_use(sequel_->resume(results.front()));
  }
  // What is published is a hint: a channel that did not take it does not undo the commit.
  if (stage_ == Stage::publishing) return answer(std::move(*prepared_));
  if (stage_ == Stage::committing) {
    if (results.empty()) return fail(internal("a commit has one result"));
    return committed(results.front());
  }
  if (prepared_) return publish(std::move(prepared_->live));
  state_.task.resume(results);
  return advance();
}

effect::Outcome Exchange::committed(const effect::EffectResult& result) {
  const auto* failed = std::get_if<effect::Failed>(&result);
  if (!failed) {
    if (!std::holds_alternative<effect::Succeeded>(result)) return fail(effect::error_of(result));
    return publish(std::move(prepared_->live));
  }
  if (failed->failure == effect::Failure::raised &&
      failed->message == text_of(Code::already_running))
    return listener_ ? writer_.end(204) : look_up_again();
  return fail(prepared_->batch.meanings().of(effect::error_of(result)));
}

effect::Outcome Exchange::publish(std::vector<LiveEvent> events) {
  if (events.empty()) return answer(std::move(*prepared_));
  stage_ = Stage::publishing;
  std::vector<effect::Effect> effects;
  for (const LiveEvent& live : events)
    effects.push_back({effect::Publish{live.channel, live.event, live.id, {live.data}}});
  return wait(std::move(effects));
}

// A twin of this request was committed between the look-up and this commit.
effect::Outcome Exchange::look_up_again() {
  stage_ = Stage::replaying;
  std::vector<effect::Effect> effects;
  effects.push_back(
      {effect::Sql{effect::Mode::read,
                   {storage::on_wire(state_.statements, look_up(state_, *preflight_.key()))}}});
  return wait(std::move(effects));
}

effect::Outcome Exchange::replayed(const effect::EffectResult& result) {
  auto rows = storage::sql_answer(result);
  if (!rows) return fail(std::move(rows.error()));
  auto kept = replay(rows->statements.front(), *preflight_.key(), state_.task.arena);
  if (!kept) return fail(std::move(kept.error()));
  if (!kept.value()) return fail(Error(Code::already_running));
  return answer(std::move(*kept.value()));
}

effect::Outcome Exchange::fail(Error error) { return writer_.refuse(error); }

effect::Outcome Exchange::answer(Prepared prepared) {
  auto outcome = writer_.answer(prepared);
  if (outcome.head->status == 304) prepared.sequel.reset();
  if (outcome.subscription) return outcome;
  return go_on(std::move(outcome), std::move(prepared.sequel));
}

// What follows the answer: the route's own work, or else the note that the caller was here.
effect::Outcome Exchange::go_on(effect::Outcome answer, std::unique_ptr<Sequel> sequel) {
  if (!sequel && state_.idle && notes_.presence_is_due())
    sequel = write_after(Context(state_), presence(state_));
  if (!sequel) return answer;
  sequel_ = std::move(sequel);
  stage_ = Stage::going_on;
  return with_use(sequel_->begin(std::move(answer)));
}

// A handler that writes nothing before its answer has its key's use counted with what is written behind it.
effect::Outcome Exchange::with_use(effect::Outcome outcome) {
  const auto& effects = outcome.effects;
  const bool writes = !effects.empty() && std::holds_alternative<effect::Sql>(effects[0].payload);
  if (writes) count_use(outcome.effects);
  return outcome;
}

void Exchange::count_use(std::vector<effect::Effect>& effects) {
  if (!state_.key.counted && !state_.key.hash.empty()) notes_.count_use(state_, *route_, effects);
}

std::optional<std::size_t> Exchange::kept_bytes() const {
  return sequel_ ? sequel_->kept_bytes() : std::nullopt;
}

}  // namespace arris::http
