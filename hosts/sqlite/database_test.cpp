#include <atomic>
#include <thread>

#include "sqlite/support_test.h"

namespace arris::sqlite {

namespace {

constexpr auto schema = R"sql(
  CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE rows (id INTEGER PRIMARY KEY, worker INTEGER, text TEXT,
                     parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED) STRICT;
)sql";

const auto insert = "INSERT INTO rows (id, worker, text) VALUES (?1, ?2, 'x')";

std::unique_ptr<Database> on_disk(const TemporaryFolder& folder, DatabaseOptions options = {}) {
  options.path = folder / "a.db";
  auto database = open_database(std::move(options));
  REQUIRE(database->execute_script(schema).ok());
  return database;
}

void check_failing_each_call(Database& database, std::atomic<std::uint64_t>& fail_ordinal,
                             std::atomic<std::uint64_t>& last) {
  const auto set = statements_of({"INSERT INTO parents VALUES (?1)", "SELECT 1"});
  const effect::Sql sql = writes({{0, {std::int64_t(1)}}, {1, {}}, {0, {std::int64_t(2)}}});
  for (std::uint64_t k = 1; k <= 4; ++k) {
    CAPTURE(k);
    fail_ordinal = last + k;
    const Answer answer = wait_for(database, set, sql);
    CHECK(answer.failure == Failure::unavailable);
    CHECK(answer.statement == (k < 4 ? k - 1 : effect::no_statement));
    fail_ordinal = 0;
    CHECK(text_of(database.query("SELECT count(*) FROM parents")) == "0");
  }
  CHECK(wait_for(database, set, sql).failure == Failure::none);
  CHECK(text_of(database.query("SELECT count(*) FROM parents")) == "2");
}

}  // namespace

TEST_CASE("sqlite: a failing batch among others leaves nothing and harms none") {
  TemporaryFolder folder;
  auto database = on_disk(folder);
  const auto set = statements_of({insert, "SELECT json_extract('{}', 'stop')",
                                  "INSERT OR ROLLBACK INTO rows (id) VALUES (?1)"});
  constexpr int threads = 8, rounds = 60;
  std::atomic<int> succeeded = 0, raised = 0, lost = 0, wrong = 0;
  std::vector<std::thread> workers;
  for (int worker = 0; worker < threads; ++worker)
    workers.emplace_back([&, worker] {
      for (int i = 0; i < rounds; ++i) {
        const std::int64_t id = 1 + worker * 1000 + i;
        effect::Sql sql = writes({{0, {id, std::int64_t(worker)}}});
        if (i % 3 == 1) sql.statements.push_back({1, {}});
        if (i % 3 == 2) sql.statements.push_back({2, {id}});  // ends the transaction of the group
        const auto failure = wait_for(*database, set, sql).failure;
        if (i % 3 == 0) failure == Failure::none ? ++succeeded : ++wrong;
        if (i % 3 == 1) failure == Failure::raised ? ++raised : ++wrong;
        if (i % 3 == 2) failure == Failure::constraint ? ++lost : ++wrong;
      }
    });
  for (auto& worker : workers) worker.join();
  CHECK(wrong == 0);
  CHECK(succeeded == threads * rounds / 3);
  CHECK(text_of(database->query("SELECT count(*) FROM rows")) == std::to_string(succeeded));
  CHECK(database->statistics().writer.batches == threads * rounds);
}

TEST_CASE("sqlite: waiting batches share a commit, unless grouping is off") {
  for (const Grouping grouping : {Grouping::on, Grouping::off}) {
    TemporaryFolder folder;
    DatabaseOptions options;
    options.writer.grouping = grouping;
    auto database = on_disk(folder, options);
    const auto set = statements_of({insert});
    std::atomic<int> done = 0;
    {
      std::promise<void> go;
      auto gate = go.get_future().share();
      database->write(set, writes({{0, {std::int64_t(1000), std::int64_t(0)}}}),
                      [&, gate](Answer) { gate.wait(), ++done; });
      for (std::int64_t i = 0; i < 50; ++i)
        database->write(set, writes({{0, {i, i}}}), [&](Answer) { ++done; });
      go.set_value();
    }
    wait_for(*database, set, writes({{0, {std::int64_t(2000), std::int64_t(0)}}}));
    CHECK(done == 51);
    const auto statistics = database->statistics().writer;
    CHECK(statistics.batches == 52);
    if (grouping == Grouping::on)
      CHECK(statistics.commits <= 4);
    else
      CHECK(statistics.commits == 52);
  }
}

TEST_CASE("sqlite: what nobody waits for shares a commit, and is written without one to wait for") {
  using std::chrono::hours, std::chrono::milliseconds;
  const auto set = statements_of({insert});
  const auto row = [](std::int64_t i) { return writes({{0, {i, i}}}); };
  for (const auto& rest_max : {milliseconds(hours(1)), milliseconds(1)}) {
    TemporaryFolder folder;
    DatabaseOptions options;
    options.writer.rest_max = rest_max;
    auto database = on_disk(folder, options);
    const bool rests = rest_max == hours(1);
    std::promise<void> last;
    for (std::int64_t i = 0; i < 3; ++i)
      database->write(set, row(i), [](const Answer&) {}, Urgency::behind);
    database->write(
        set, row(3), [&](const Answer&) { last.set_value(); },
        rests ? Urgency::waited_for : Urgency::behind);
    last.get_future().get();
    CHECK(database->statistics().writer.batches == 4);
    if (rests) CHECK(database->statistics().writer.commits == 1);
    database->write(set, row(4), [](const Answer&) {}, Urgency::behind);
    database.reset();
    CHECK(text_of(open_database({.path = folder / "a.db"})->query("SELECT count(*) FROM rows")) ==
          "5");
  }
}

TEST_CASE("sqlite: a foreign key checked late fails its own batch alone") {
  TemporaryFolder folder;
  auto database = on_disk(folder);
  const auto set = statements_of(
      {"INSERT INTO rows (id, parent) VALUES (?1, ?2)", "INSERT INTO parents VALUES (?1)"});
  const effect::Value one = std::int64_t(1), two = std::int64_t(2);
  CHECK(wait_for(*database, set, writes({{0, {one, two}}})).failure == Failure::constraint);
  CHECK(wait_for(*database, set, writes({{0, {one, two}}, {1, {two}}})).failure == Failure::none);
  CHECK(text_of(database->query("SELECT id, parent FROM rows")) == "1|2");
}

TEST_CASE("sqlite: deferring foreign keys ends with the batch that asked for it") {
  TemporaryFolder folder;
  auto database = on_disk(folder);
  REQUIRE(database
              ->execute_script("CREATE TABLE strict_rows (parent INTEGER NOT NULL "
                               "REFERENCES parents (id)) STRICT")
              .ok());
  const auto deferring =
      statements_of({"PRAGMA defer_foreign_keys=ON", "INSERT INTO strict_rows VALUES (?1)",
                     "INSERT INTO parents VALUES (?1)"});
  const auto plain =
      statements_of({"INSERT INTO strict_rows VALUES (?1)", "INSERT INTO parents VALUES (?1)"});
  const effect::Value one = std::int64_t(1), two = std::int64_t(2);
  std::promise<void> go;
  auto gate = go.get_future().share();
  database->write(plain, writes({{1, {std::int64_t(7)}}}), [gate](Answer) { gate.wait(); });
  std::promise<Answer> first, second;
  database->write(deferring, writes({{0, {}}, {1, {one}}, {2, {one}}}),
                  [&](Answer answer) { first.set_value(std::move(answer)); });
  database->write(plain, writes({{0, {two}}, {1, {two}}}),
                  [&](Answer answer) { second.set_value(std::move(answer)); });
  go.set_value();
  CHECK(first.get_future().get().failure == Failure::none);
  const Answer refused = second.get_future().get();
  CHECK(refused.failure == Failure::constraint);
  CHECK(refused.statement == 0);
}

TEST_CASE("sqlite: a group of which every batch was refused is no commit") {
  TemporaryFolder folder;
  auto database = on_disk(folder);
  const auto set = statements_of({insert});
  const auto row = writes({{0, {std::int64_t(1), std::int64_t(1)}}});
  CHECK(wait_for(*database, set, row).failure == Failure::none);
  CHECK(wait_for(*database, set, row).failure == Failure::constraint);
  const auto statistics = database->statistics().writer;
  CHECK(statistics.commits == 1);
  CHECK(statistics.batches == 2);
  CHECK(statistics.failed_batches == 1);
}

TEST_CASE("sqlite: failing any call of a write leaves nothing half done") {
  std::atomic<std::uint64_t> fail_ordinal = 0, last = 0;
  DatabaseOptions options;
  options.fail_at = [&](std::uint64_t ordinal) {
    last = ordinal;
    return ordinal == fail_ordinal ? Failure::unavailable : Failure::none;
  };
  auto in_ram = open_database(options);
  REQUIRE(in_ram->execute_script(schema).ok());
  check_failing_each_call(*in_ram, fail_ordinal, last);
  in_ram.reset();
  last = 0;
  TemporaryFolder folder;
  auto stored = on_disk(folder, options);
  check_failing_each_call(*stored, fail_ordinal, last);
}

TEST_CASE("sqlite: a batch of reads sees one moment") {
  TemporaryFolder folder;
  auto database = on_disk(folder);
  const auto writing = statements_of({insert});
  const auto counting = statements_of({"SELECT count(*) FROM rows"});
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (std::int64_t i = 0; !stop; ++i) wait_for(*database, writing, writes({{0, {i, i}}}));
  });
  int torn = 0;
  for (int i = 0; i < 300; ++i) {
    const auto answer = wait_for(*database, counting, reads({{0, {}}, {0, {}}, {0, {}}}));
    const auto counts = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
    REQUIRE(counts);
    const auto first = std::get<std::int64_t>(counts->statements[0].values[0]);
    for (const auto& rows : counts->statements)
      if (std::get<std::int64_t>(rows.values[0]) != first) ++torn;
  }
  stop = true;
  writer.join();
  CHECK(torn == 0);
}

TEST_CASE("sqlite: a write that was answered is seen by the next read, from any thread") {
  TemporaryFolder folder;
  auto database = on_disk(folder);
  const auto set = statements_of({insert, "SELECT count(*) FROM rows WHERE worker = ?1"});
  std::atomic<int> unseen = 0;
  std::vector<std::thread> workers;
  for (std::int64_t worker = 0; worker < 4; ++worker)
    workers.emplace_back([&, worker] {
      for (std::int64_t i = 1; i <= 50; ++i) {
        wait_for(*database, set, writes({{0, {worker * 1000 + i, worker}}}));
        const auto seen = text_of(wait_for(*database, set, reads({{1, {worker}}})));
        if (seen != std::to_string(i)) ++unseen;
      }
    });
  for (auto& worker : workers) worker.join();
  CHECK(unseen == 0);
}

TEST_CASE("sqlite: the parameters of a write need not outlive the call") {
  TemporaryFolder folder;
  auto database = on_disk(folder);
  const auto set = statements_of({"INSERT INTO rows (id, text) VALUES (?1, ?2)"});
  {
    std::string text(1000, 'a');
    database->write(set, writes({{0, {std::int64_t(1), std::string_view(text)}}}), [](Answer) {});
    text.assign(1000, 'b');
  }
  wait_for(*database, set, writes({{0, {std::int64_t(2), "c"}}}));
  CHECK(text_of(database->query(
            "SELECT text = printf('%.*c', 1000, 'a') FROM rows WHERE id = 1")) == "1");
}

TEST_CASE("sqlite: the WAL begins anew in its file while writing goes on, and is gone at the end") {
  TemporaryFolder folder;
  DatabaseOptions options;
  options.writer.wal_copied_from_bytes = 256u << 10;
  options.writer.wal_restarted_from_bytes = 1u << 20;
  auto database = on_disk(folder, options);
  const auto set = statements_of({"INSERT INTO rows (id, text) VALUES (?1, ?2)"});
  const std::string text(20'000, 'a');
  const auto file = folder / "a.db-wal";
  std::uint64_t largest = 0, kept = 0;
  bool shrank = false;
  for (std::int64_t i = 0; i < 400; ++i) {
    wait_for(*database, set, writes({{0, {i, std::string_view(text)}}}));
    largest = std::max(largest, database->statistics().writer.wal_bytes);
    shrank |= std::filesystem::file_size(file) < kept;
    kept = std::filesystem::file_size(file);
  }
  CHECK(largest < (2u << 20));
  CHECK_FALSE(shrank);
  CHECK(kept < (3u << 20));
  database.reset();
  std::error_code error;
  const auto left = std::filesystem::file_size(file, error);
  CHECK((error || left == 0));
}

TEST_CASE("sqlite: a queue that is full answers at once") {
  TemporaryFolder folder;
  DatabaseOptions options;
  options.writer.queue_max = 2;
  auto database = on_disk(folder, options);
  const auto set = statements_of({insert});
  std::promise<void> go;
  auto gate = go.get_future().share();
  std::promise<void> began;
  database->write(set, writes({{0, {std::int64_t(0), std::int64_t(0)}}}), [&, gate](Answer) {
    began.set_value();
    gate.wait();
  });
  began.get_future().wait();
  std::atomic<int> refused = 0;
  for (std::int64_t i = 1; i <= 3; ++i)
    database->write(set, writes({{0, {i, i}}}), [&](Answer answer) {
      if (answer.failure == Failure::unavailable) ++refused;
    });
  CHECK(refused == 1);
  go.set_value();
  database.reset();
  CHECK(refused == 1);
}

}  // namespace arris::sqlite
