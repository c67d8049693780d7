// Messages, schedules and live streams, as a function sees them: one that tells and one that hears.

#include <doctest/doctest.h>

#include "http/common.h"
#include "http/tell.h"
#include "http/upkeep.h"
#include "native/app.h"

namespace arris::native {
namespace {

using namespace http;

// The hearer keeps what it heard in login_attempts, a table that needs no org.
inline constexpr storage::Query<void(std::string_view, std::int64_t)> add_heard{"hearer.add_heard",
                                                                                R"sql(
  INSERT INTO login_attempts (subject, attempts, last_at_ms) VALUES (?1, ?2, 0)
      ON CONFLICT (subject) DO UPDATE SET attempts = attempts + excluded.attempts
)sql"};
inline constexpr storage::Query<void()> delete_one_heard{
    "hearer.delete_one_heard",
    "DELETE FROM login_attempts WHERE subject = (SELECT min(subject) FROM login_attempts)"};
constexpr auto statements =
    storage::join(common_statements, storage::catalogue(add_heard, delete_one_heard));

struct NewKey {
  std::string_view name;
};
BOOST_DESCRIBE_STRUCT(NewKey, (), (name))

effect::Task<Reply<Nothing>> create_key(Call<Nothing, Nothing, NewKey> call) {
  storage::Batch batch;
  tell(batch, call.context, Topic::key_created, call.body, {.dedupe_key = call.body.name});
  co_return reply()
      .commit(std::move(batch))
      .publish({call.context.channel("keys"), "key", "1", "{}"});
}

effect::Task<Reply<Nothing>> follow_keys(Call<> call) {
  std::string first;
  write_live_event(first, "count", "", "{\"keys\":0}");
  co_return reply().subscribe({call.context.channel("keys")}, call.context.last_event_id(),
                              std::move(first));
}

effect::Task<Nothing> count_keys(Context context) {
  storage::Batch batch;
  batch.add(add_heard("cron", 1));
  co_await context.db().write(batch);
  co_return Nothing{};
}

effect::Task<Nothing> forget_heard(Context context) {
  const Deletion deletions[] = {{delete_one_heard(), 1}};
  co_await delete_in_pieces(context, deletions);
  co_return Nothing{};
}

effect::Task<Change> hear_key(Context context, Message message) {
  const auto key = co_await message.read<NewKey>(context);
  if (key.name == "bad") co_await Result<Nothing>(internal("cannot be heard"));
  Change change;
  change.batch.add(add_heard(key.name, 1));
  change.live.push_back({context.channel("heard"), "heard", message.id.text, "{}"});
  co_return change;
}

constexpr Route routes[] = {
    route<create_key>(Method::POST, "/keys", session(Role::member), "Create a key",
                      {.status = 201}),
    route<follow_keys>(Method::GET, "/keys/stream", session(Role::viewer), "Follow keys",
                       {.answers = Answers::live}),
};
constexpr Cron crons[] = {{"*/5 * * * *", "count_keys", count_keys},
                          {"7 * * * *", "forget_heard", forget_heard}};
constexpr Listener listeners[] = {{Topic::key_created, "hear_key", hear_key}};

constexpr std::string_view reads[] = {"sessions", "memberships"};
constexpr std::string_view writes[] = {"outbox", "login_attempts"};
constexpr std::string_view hearer_writes[] = {"login_attempts"};

const Function keys{.name = "keys",
                    .routes = routes,
                    .statements = statements,
                    .capabilities = {.reads = reads, .writes = writes},
                    .crons = crons};
const Function hearer{.name = "hearer",
                      .statements = statements,
                      .capabilities = {.writes = hearer_writes},
                      .listeners = listeners};

const char* const heard = "SELECT subject, attempts FROM login_attempts ORDER BY subject";

struct Product {
  App app{{&keys, &hearer}};
  Session member = app.given.member(Role::member);
  Response create(std::string_view name) {
    return app.post("/keys", R"({"name":")" + std::string(name) + "\"}", member);
  }
};

}  // namespace

TEST_CASE("outbox: a message has its effect once, however often it comes") {
  Product product;
  App& app = product.app;
  product.create("a").expect(201);
  product.create("a").expect(201);  // the same dedupe key: not told again
  CHECK(app.rows("SELECT topic, payload FROM outbox") == Rows{{"key.created", R"({"name":"a"})"}});
  CHECK(app.rows("SELECT function, state FROM deliveries") == Rows{{"hearer", "waiting"}});
  CHECK(app.deliver().done == 1);
  CHECK(app.rows(heard) == Rows{{"a", "1"}});
  CHECK(app.deliver().done == 0);
}

TEST_CASE("outbox: a delivery that fails at any step leaves nothing half done, and is repeated") {
  Product product;
  App& app = product.app;
  product.create("a").expect(201);
  app.world.failing_sql_call = 1;
  CHECK(app.deliver().failed == 1);
  CHECK(app.rows(heard).empty());
  app.world.failing_sql_call = 0;
  CHECK(app.deliver().done == 0);  // not due yet
  app.world.now_ms += 1000;
  CHECK(app.deliver().done == 1);
  CHECK(app.rows(heard) == Rows{{"a", "1"}});
}

TEST_CASE("outbox: a listener that fails keeps its delivery, and harms no other") {
  Product product;
  App& app = product.app;
  product.create("bad").expect(201);
  product.create("good").expect(201);
  const auto delivered = app.deliver();
  CHECK(delivered.failed == 1);
  CHECK(delivered.done == 1);
  CHECK(app.rows(heard) == Rows{{"good", "1"}});
  CHECK(app.rows("SELECT attempts FROM deliveries") == Rows{{"1"}});
}

TEST_CASE("schedule: a job runs when it is told the time") {
  Product product;
  CHECK(product.app.tick("count_keys") == 204);
  CHECK(product.app.rows(heard) == Rows{{"cron", "1"}});
}

TEST_CASE(
    "schedule: a job that deletes more than a run may asks to be run again, until nothing is "
    "left") {
  Product product;
  App& app = product.app;
  app.world.database.run(
      "WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 120) "
      "INSERT INTO login_attempts SELECT 'heard' || i, 1, 0 FROM n");
  std::vector<std::string> left;
  for (const int status : {202, 202, 204}) {
    CHECK(app.tick("forget_heard") == status);
    left.push_back(app.rows("SELECT count(*) FROM login_attempts")[0][0]);
  }
  CHECK(left == std::vector<std::string>{"70", "20", "0"});
}

TEST_CASE("live: a stream begins with its first events and goes on with what is published") {
  Product product;
  App& app = product.app;
  app.get("/keys/stream").expect(401);
  const auto stream = app.get("/keys/stream", product.member);
  stream.expect(200, "event: count\ndata: {\"keys\":0}\n\n");
  CHECK(stream.header("content-type") == "text/event-stream");
  product.create("a").expect(201);
  app.deliver();
  const auto events = app.events(stream);
  REQUIRE(events.size() == 1);
  CHECK(events[0].event == "key");
  CHECK(app.world.published.back().channel == product.member.org_id + "/heard");
}

TEST_CASE("live: the stream of a person who was removed ends") {
  Product product;
  App& app = product.app;
  const auto stream = app.get("/keys/stream", product.member);
  product.create("a").expect(201);
  app.world.database.run("DELETE FROM memberships");
  CHECK(app.events(stream).empty());
}

}  // namespace arris::native
