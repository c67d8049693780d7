#include "sqlite/database.h"

#include <sqlite3.h>

#include <future>

namespace arris::sqlite {

using effect::Failure;
using effects::Answer;

Database::Database(DatabaseOptions options) : options_(std::move(options)) {
  if (!options_.fail_at) return;
  fault_ = [this] { return options_.fail_at(++ordinal_); };
  options_.writer.fault = fault_;
}

Database::~Database() {
  writer_.reset();
  readers_.clear();
}

Result<std::unique_ptr<Database>> Database::open(DatabaseOptions options) {
  std::unique_ptr<Database> database(new Database(std::move(options)));
  const std::string& path = database->options_.path;
  auto connection = Connection::open(path);
  if (!connection) return std::move(connection.error());
  if (database->is_in_memory()) {
    database->memory_ = std::move(connection).value();
    return database;
  }
  auto checkpointer = Connection::open(path);
  if (!checkpointer) return std::move(checkpointer.error());
  database->writer_ = std::make_unique<Writer>(
      std::move(connection).value(), std::move(checkpointer).value(), database->options_.writer);
  return database;
}

void Database::perform(const Statements& statements, const effect::Sql& sql,
                       effects::Completion completion) {
  if (sql.mode == effect::Mode::write) return write(statements, sql, std::move(completion));
  completion(read(*statements, sql));
}

Answer Database::read(const StatementSet& statements, const effect::Sql& sql) {
  if (sql.mode != effect::Mode::read) return Answer::failed(Failure::refused, "not a read");
  if (is_in_memory()) {
    std::lock_guard lock(mutex_);
    return read_on(*memory_, statements, sql);
  }
  SqlFailure failure;
  auto reader = take_reader(failure);
  if (!reader) return Answer::failed(failure.kind, std::move(failure.message));
  Answer answer = read_on(*reader, statements, sql);
  give_back(std::move(reader));
  return answer;
}

// One statement is a snapshot by itself.
Answer Database::read_on(Connection& connection, const StatementSet& statements,
                         const effect::Sql& sql) {
  const BatchRules rules{options_.read_timeout, &fault_};
  if (sql.statements.size() <= 1) return run_batch(connection, statements, sql, rules);
  if (auto failure = connection.step_kept(HostCall::begin))
    return Answer::failed(failure.kind, failure.message);
  Answer answer = run_batch(connection, statements, sql, rules);
  if (connection.in_transaction()) connection.step_kept(HostCall::commit);
  return answer;
}

void Database::write(const Statements& statements, const effect::Sql& sql,
                     effects::Completion completion, Urgency urgency) {
  if (!is_in_memory()) return writer_->write(statements, sql, std::move(completion), urgency);
  Answer answer;
  {
    std::lock_guard lock(mutex_);
    answer = write_in_memory(*statements, sql);
  }
  completion(std::move(answer));
}

Answer Database::write_in_memory(const StatementSet& statements, const effect::Sql& sql) {
  if (auto failure = memory_->step_kept(HostCall::begin_write))
    return Answer::failed(failure.kind, failure.message);
  Answer answer = run_batch(*memory_, statements, sql, {options_.writer.batch_timeout, &fault_});
  memory_->set_deadline(std::chrono::steady_clock::time_point::max());
  SqlFailure failure;
  if (answer.failure == Failure::none && fault_)
    if (const Failure injected = fault_(); injected != Failure::none)
      failure = {injected, "the commit was made to fail"};
  if (answer.failure == Failure::none && !failure) failure = memory_->step_kept(HostCall::commit);
  if (memory_->in_transaction()) memory_->execute("ROLLBACK");
  return failure ? Answer::failed(failure.kind, failure.message) : answer;
}

std::unique_ptr<Connection> Database::take_reader(SqlFailure& failure) {
  {
    std::lock_guard lock(mutex_);
    if (!readers_.empty()) {
      auto reader = std::move(readers_.back());
      readers_.pop_back();
      return reader;
    }
    ++readers_count_;
  }
  auto opened = Connection::open(options_.path, Access::read);
  if (opened) return std::move(opened).value();
  failure = {Failure::unavailable, opened.error().cause};
  std::lock_guard lock(mutex_);
  --readers_count_;
  return nullptr;
}

void Database::give_back(std::unique_ptr<Connection> reader) {
  reader->set_deadline(std::chrono::steady_clock::time_point::max());
  std::lock_guard lock(mutex_);
  readers_.push_back(std::move(reader));
}

Result<std::vector<std::string>> Database::migrate(const std::string& folder) {
  if (is_in_memory()) return sqlite::migrate(*memory_, folder);
  return sqlite::migrate(options_.path, folder);
}

Status Database::execute_script(std::string_view sql) {
  std::unique_ptr<Connection> opened;
  if (!is_in_memory()) {
    auto connection = Connection::open(options_.path);
    if (!connection) return std::move(connection.error());
    opened = std::move(connection).value();
  }
  Connection& connection = opened ? *opened : *memory_;
  if (auto failure = connection.execute_script(sql, Authority::schema))
    return internal(failure.message);
  return success();
}

Answer Database::query(std::string_view sql, std::vector<effect::Value> parameters,
                       effect::Mode mode) {
  auto set = std::make_shared<const StatementSet>(
      "host", std::vector<NamedStatement>{{"query", std::string(sql)}}, Capabilities::all());
  const effect::Sql wanted{mode, {{0, std::move(parameters)}}};
  std::promise<Answer> answered;
  perform(set, wanted, [&](Answer answer) { answered.set_value(std::move(answer)); });
  return answered.get_future().get();
}

DatabaseStatistics Database::statistics() const {
  DatabaseStatistics statistics;
  if (writer_) statistics.writer = writer_->statistics();
  std::lock_guard lock(mutex_);
  statistics.readers = readers_count_;
  return statistics;
}

}  // namespace arris::sqlite
