#include "seed/stage.h"

#include <sqlite3.h>

#include <nlohmann/json.hpp>

#include "core/text.h"
#include "sqlite/migrations.h"
#include "wasmtime/effect_run.h"
#include "wasmtime/fault.h"
#include "wasmtime/host.h"
#include "wasmtime/outbox_statements.h"
#include "wasmtime/outcome.h"

namespace arris::seed {

using effect::Failure;
using effects::Answer;
using wasmtime::OutboxStatement;
using wasmtime::StartError;

namespace {

constexpr std::uint32_t step_deadline_ms = 10'000;  // a slow machine is no fault
constexpr std::uint64_t writes_in_transaction = 2'000;
constexpr std::int64_t heard_at_once = 64, lease_ms = 60'000;
constexpr std::string_view base_url = "https://sample.invalid";
// A password that nobody has: no text makes this hash.
constexpr std::string_view nobodys_phc =
    "$argon2id$v=19$m=19456,t=2,p=1$c2FtcGxlIGRhdGE$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

void expect(const sqlite::SqlFailure& failure) {
  if (failure) throw StartError(failure.message);
}

std::unique_ptr<sqlite::Connection> open_scratch(const std::filesystem::path& path,
                                                 const std::string& migrations) {
  auto opened = sqlite::Connection::open(path.string());
  if (!opened) throw StartError(opened.error().cause);
  // It is thrown away when anything fails, so nothing of it has to be durable.
  expect(
      opened.value()->execute("PRAGMA synchronous=OFF; PRAGMA cache_size=-262144;"
                              "PRAGMA journal_mode=MEMORY; PRAGMA locking_mode=EXCLUSIVE"));
  if (auto done = sqlite::migrate(*opened.value(), migrations); !done)
    throw StartError(done.error().cause);
  return std::move(opened).value();
}

std::string text_of(const effect::Value& value) {
  const auto* text = std::get_if<std::string_view>(&value);
  return text ? std::string(*text) : std::string();
}

std::int64_t number_of(const effect::Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number ? *number : 0;
}

}  // namespace

Scratch::Scratch(std::filesystem::path path) : path_(std::move(path)) { remove(); }
Scratch::~Scratch() { remove(); }
void Scratch::remove() const {
  std::error_code ignored;
  for (const char* end : {"", "-journal", "-wal", "-shm"})
    std::filesystem::remove(path_.string() + end, ignored);
}

Stage::Stage(const wasmtime::Settings& settings, const std::filesystem::path& path,
             crypto::Keyring& keys, std::string_view chance)
    : engine_({.step_deadline_ms = step_deadline_ms}),
      cache_(engine_, keys, std::filesystem::path(settings.data) / "cache"),
      crypto_(keys, std::filesystem::path(settings.data) / "vault.key"),
      secrets_(*keys.find("sample_secrets")),
      connection_(open_scratch(path, settings.migrations)),
      chance_(chance) {
  load(settings);
  expect(connection_->step_kept(sqlite::HostCall::begin_write));
  subscribe();
}

void Stage::load(const wasmtime::Settings& settings) {
  for (const auto& path : wasmtime::list_modules(settings.modules)) {
    modules_.push_back(wasmtime::load_module(engine_, cache_, path));
    routes_.add(modules_.size() - 1, modules_.back()->manifest);
  }
}

void Stage::subscribe() {
  auto list = nlohmann::json::array();
  for (const auto& module : modules_) {
    for (const auto& listener : module->manifest.listeners)
      list.push_back({{"topic", listener.topic}, {"function", module->name()}});
  }
  const std::string known = list.dump();
  perform_host(static_cast<std::uint16_t>(OutboxStatement::add_subscribers),
               {std::string_view(known)});
}

std::string Stage::frame_of(std::int64_t at_ms, decltype(effect::Event::detail) detail) {
  const auto request_id = std::to_string(++drawn_);
  std::string entropy = chance_.bytes(32);
  entropy += as_text(secrets_.hmac.of(request_id));
  std::string frame;
  effect::encode(frame, effect::Event{.now_ms = at_ms,
                                      .entropy = entropy,
                                      .request_id = "sample-" + request_id,
                                      .client_address = "192.0.2.1",
                                      .trace_parent = "",
                                      .detail = std::move(detail)});
  return frame;
}

std::string Stage::ask(std::int64_t at_ms, std::string_view method, std::string_view target,
                       std::string_view body, std::string_view bearer) {
  const auto path = target.substr(0, target.find('?'));
  const auto found = routes_.match(method, path);
  if (!found)
    throw StartError("no module answers " + std::string(method) + " " + std::string(path));
  const std::string authorization = "Bearer " + std::string(bearer);
  std::vector<effect::Header> headers{{"x-arris-base-url", base_url}};
  if (!body.empty()) headers.push_back({"content-type", "application/json"});
  if (!bearer.empty()) headers.push_back({"authorization", authorization});
  const auto query = path.size() < target.size() ? target.substr(path.size() + 1) : "";
  auto reply = run({modules_[found->module].get(), at_ms},
                   frame_of(at_ms, effect::RequestEvent{method, path, query, headers, body}));
  if (reply.status >= 300)
    throw StartError("sample data: " + std::string(method) + " " + std::string(target) +
                     " was answered with " + std::to_string(reply.status) + " " + reply.body);
  if (told_) deliver(at_ms);
  commit_at_times();
  return std::move(reply.body);
}

void Stage::run_jobs(std::int64_t at_ms) {
  for (const auto& module : modules_) {
    for (const auto& cron : module->manifest.crons) {
      Reply reply{.status = 202};
      while (reply.status == 202)
        reply =
            run({module.get(), at_ms}, frame_of(at_ms, effect::CronEvent{cron.schedule, at_ms}));
      if (reply.status != 204) throw StartError("the job " + cron.name + " failed: " + reply.body);
    }
  }
  deliver(at_ms);
}

Reply Stage::run(const Target& target, const std::string& event) {
  auto made = target.module->factory->make();
  if (!made) throw StartError(made.error().cause);
  wasmtime::OutcomeChecker checker;
  wasmtime::EffectRun effects;
  Reply reply;
  auto frame = (*made)->begin(event);
  for (std::string results;;) {
    if (!frame) throw StartError(target.module->name() + " faults: " + frame.error().cause);
    auto outcome = checker.check(*frame);
    if (!outcome) throw StartError(target.module->name() + " faults: " + outcome.error().cause);
    if (outcome->head) reply.status = outcome->head->status;
    reply.body += outcome->chunk.data;
    if (outcome->done == effect::Done::yes) return reply;
    effects.reset(std::move(outcome->effects));
    effects.advance(
        [&](std::size_t index) { effects.answer(index, perform(target, effects.payload(index))); });
    results = effects.results();
    frame = (*made)->resume(outcome->task, results);
  }
}

// A listener that hears tells others, whom it reaches here, too.
void Stage::deliver(std::int64_t at_ms) {
  for (;;) {
    told_ = false;
    const auto answer =
        perform_host(static_cast<std::uint16_t>(OutboxStatement::claim),
                     {at_ms, at_ms + lease_ms, heard_at_once, std::string_view("[]")});
    const auto claimed = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
    const auto& rows = claimed->statements.at(0);
    for (std::size_t i = 0; i < rows.count; ++i) {
      const auto row = rows.row(i);
      const auto name = text_of(row[2]), id = text_of(row[1]);
      const auto module =
          std::ranges::find(modules_, name, [](const auto& one) { return one->name(); });
      if (module == modules_.end()) throw StartError("no module is named " + name);
      const auto org = text_of(row[0]), topic = text_of(row[4]), payload = text_of(row[5]);
      const auto reply =
          run({module->get(), at_ms},
              frame_of(at_ms, effect::MessageEvent{
                                  id, topic, org, {payload}, 1, number_of(row[6]), base_url}));
      if (reply.status != 204)
        throw StartError("sample data: " + name + " did not hear " + topic + ": " + reply.body);
    }
    if (rows.count == 0 && !told_) return;
  }
}

Answer Stage::perform(const Target& target, const effect::Payload& payload) {
  struct Perform {
    Stage& stage;
    const Target& target;
    Answer operator()(const effect::Sql& sql) const {
      return stage.perform_sql(*target.module, sql);
    }
    Answer operator()(const effect::Crypto& request) const {
      return stage.crypto_.perform(request);
    }
    Answer operator()(const effect::Password& request) const {
      if (std::holds_alternative<effect::PasswordHash>(request))
        return Answer::of(effect::TextAnswer{nobodys_phc});
      return Answer::of(effect::PasswordAnswer{1, 0});
    }
    Answer operator()(const effect::Limit& limit) const {
      return Answer::of(effect::LimitAnswer{1, limit.capacity, 0});
    }
    Answer operator()(const effect::Mail& mail) const {
      stage.mail_.push_back({std::string(mail.to), std::string(mail.text)});
      return Answer::of(effect::EmptyAnswer{});
    }
    Answer operator()(const effect::Publish&) const { return Answer::of(effect::EmptyAnswer{}); }
    Answer operator()(const effect::Cache&) const { return Answer::of(effect::CacheAnswer{}); }
    Answer operator()(const effect::Fetch& call) const {
      return stage.perform_fetch(call, target.at_ms);
    }
    Answer operator()(const effect::ReadStream&) const { return absent(); }
    Answer operator()(const effect::Wait&) const { return Answer::of(effect::EmptyAnswer{}); }
    static Answer absent() { return Answer::failed(Failure::unavailable, "not for sample data"); }
  };
  return std::visit(Perform{*this, target}, payload);
}

Answer Stage::perform_fetch(const effect::Fetch& call, std::int64_t at_ms) const {
  const auto answer = web_(call, at_ms);
  if (!answer) return Answer::failed(Failure::unavailable, "nobody is there");
  return Answer::of(effect::FetchAnswer{
      .status = answer->status, .body = {answer->body}, .duration_ms = answer->duration_ms});
}

Answer Stage::perform_sql(const wasmtime::LoadedModule& module, const effect::Sql& sql) {
  if (sql.mode == effect::Mode::read)
    return sqlite::run_batch(*connection_, *module.statements, sql, {});
  auto answer = write(*module.statements, sql);
  told_ = told_ || (answer.failure == Failure::none && module.tells(sql));
  return answer;
}

Answer Stage::write(const sqlite::StatementSet& statements, const effect::Sql& sql) {
  expect(connection_->step_kept(sqlite::HostCall::savepoint));
  auto answer = sqlite::run_batch(*connection_, statements, sql, {});
  connection_->set_deadline(std::chrono::steady_clock::time_point::max());
  if (answer.failure != Failure::none) expect(connection_->execute("ROLLBACK TO batch"));
  expect(connection_->step_kept(sqlite::HostCall::release));
  ++writes_;
  return answer;
}

Answer Stage::perform_host(std::uint16_t statement, std::vector<effect::Value> parameters) {
  auto answer = write(*wasmtime::outbox_statements(),
                      effect::Sql{effect::Mode::write, {{statement, std::move(parameters)}}});
  if (answer.failure != Failure::none) throw StartError(answer.bytes);
  return answer;
}

void Stage::execute(std::string_view sql, const std::vector<std::string>& parameters) {
  connection_->authorizer().act_as(sqlite::Authority::host);
  sqlite::SqlFailure failure;
  sqlite3_stmt* statement = connection_->prepare(sql, failure);
  expect(failure);
  for (int i = 0; i < static_cast<int>(parameters.size()); ++i)
    sqlite3_bind_text(statement, i + 1, parameters[static_cast<std::size_t>(i)].c_str(), -1,
                      SQLITE_STATIC);
  const int code = sqlite3_step(statement);
  sqlite3_finalize(statement);
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    throw StartError(sqlite3_errmsg(connection_->handle()));
}

void Stage::commit_at_times() {
  if (writes_ < writes_in_transaction) return;
  writes_ = 0;
  expect(connection_->step_kept(sqlite::HostCall::commit));
  expect(connection_->step_kept(sqlite::HostCall::begin_write));
}

void Stage::finish(std::int64_t at_ms) {
  perform_host(static_cast<std::uint16_t>(OutboxStatement::remove_old), {at_ms + lease_ms});
  expect(connection_->step_kept(sqlite::HostCall::commit));
}

}  // namespace arris::seed
