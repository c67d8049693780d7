// Answers that are passed on from a stream, and what is written after an answer.

#include "http/relay.h"

#include <doctest/doctest.h>

#include "effect/cache.h"
#include "http/common.h"
#include "native/app.h"

namespace arris::native {
namespace {

using namespace http;

// Keeps in login_attempts, a table that needs no org, how a stream came to its end.
inline constexpr storage::Query<void(std::string_view, std::int64_t)> add_end{"passer.add_end",
                                                                              R"sql(
  INSERT INTO login_attempts (subject, attempts, last_at_ms) VALUES (?1, ?2, 0)
)sql"};
constexpr auto statements = storage::join(common_statements, storage::catalogue(add_end));

constexpr std::size_t full_bytes = 100;

class Louder final : public Relay {
 public:
  std::string_view pass(std::string_view piece) override {
    out_.clear();
    for (const char c : piece) out_ += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    passed_bytes_ += piece.size();
    return out_;
  }
  bool is_full() const override { return passed_bytes_ >= full_bytes; }
  std::string_view end(Ended ended) override {
    constexpr std::string_view names[] = {"whole", "cut", "gone"};
    ended_ = names[static_cast<std::uint8_t>(ended)];
    return ended == Ended::whole ? "." : "!";
  }
  std::size_t kept_bytes() const override { return out_.capacity(); }
  storage::Batch settle() override {
    storage::Batch batch;
    batch.add(add_end(ended_, static_cast<std::int64_t>(passed_bytes_)));
    return batch;
  }
  std::optional<effect::Cache> keep() override {
    if (ended_ != "whole") return std::nullopt;
    return effect::Cache{effect::CacheOperation::put, "last", {ended_}, 1000};
  }

 private:
  std::string out_;
  std::string_view ended_;
  std::size_t passed_bytes_ = 0;
};

effect::Task<Reply<RawAnswer>> pass_on(Call<> call) {
  effect::Fetch fetch{"GET", "https://source.test/", {}, {}, 1000, effect::FetchMode::stream};
  const auto source = co_await effect::fetch(std::move(fetch));
  co_return http::reply(RawAnswer{})
      .then(http::pass_on(call.context, std::make_unique<Louder>(), source.handle));
}

effect::Task<Reply<RawAnswer>> answer_first(Call<> call) {
  storage::Batch batch;
  batch.add(add_end("after", 1));
  co_return http::reply(RawAnswer{"first"}).then(http::write_after(call.context, std::move(batch)));
}

effect::Task<Reply<RawAnswer>> show_kept(Call<>) {
  const auto kept = co_await effect::cached("last");
  co_return http::reply(RawAnswer{std::string(kept.data.data)});
}

void write_error(std::string& out, const Error& error, std::string_view) {
  out.append("{\"oops\":\"").append(text_of(error.code)).append("\"}");
}
constexpr Protocol protocol{"theirs", write_error};

constexpr Route routes[] = {
    route<pass_on>(Method::GET, "/theirs/stream", anyone(), "Pass on",
                   {.answer_type = "text/plain", .protocol = &protocol}),
    route<show_kept>(Method::GET, "/theirs/kept", anyone(), "Show what is kept",
                     {.answer_type = "text/plain"}),
    route<answer_first>(Method::GET, "/theirs/first", anyone(), "Answer, then write",
                        {.answer_type = "text/plain"}),
};
constexpr std::string_view writes[] = {"login_attempts"};
const Function passer{.name = "passer",
                      .routes = routes,
                      .statements = statements,
                      .capabilities = {.writes = writes}};

std::string ends_in(App& app) {
  const auto rows =
      app.world.database.rows("SELECT subject || ' ' || attempts FROM login_attempts");
  return rows.empty() ? "" : rows.front().front();
}

struct Passing {
  App app{{&passer}};

  Response pass(std::string body) {
    app.world.fetches["https://source.test/"] = {200, std::move(body)};
    return app.get("/theirs/stream");
  }
  std::string kept() { return app.get("/theirs/kept").expect(200).body; }
};

TEST_CASE("relay: a source that can't be reached is refused in the protocol's words") {
  Passing passing;
  passing.app.get("/theirs/stream").expect(503, R"({"oops":"unavailable"})");
}

TEST_CASE("relay: each piece is passed on as it comes, and the end is written after it") {
  Passing passing;
  passing.pass("some words of a stream").expect(200, "SOME WORDS OF A STREAM.");
  CHECK(ends_in(passing.app) == "whole 22");
  CHECK(passing.kept() == "whole");
}

TEST_CASE("relay: what is to be kept is kept also where the write before it failed at first") {
  Passing passing;
  passing.app.world.failing_sql_call = 1;
  passing.pass("some words").expect(200, "SOME WORDS.");
  CHECK(ends_in(passing.app) == "whole 10");
  CHECK(passing.kept() == "whole");
}

TEST_CASE("relay: a source that breaks off ends the answer in its own way") {
  Passing passing;
  passing.app.world.pieces_until_cut = 2;
  passing.pass("some words of a stream").expect(200, "SOME WORDS OF !");
  CHECK(ends_in(passing.app) == "cut 14");
  CHECK(passing.kept().empty());
}

TEST_CASE("relay: what a caller who left has taken is written") {
  Passing passing;
  passing.app.world.pieces_until_gone = 1;
  passing.pass("some words of a stream");
  CHECK(ends_in(passing.app) == "gone 7");
}

TEST_CASE("relay: a full one reads no further") {
  Passing passing;
  const auto passed = passing.pass(std::string(1000, 'a'));
  CHECK(passed.body == std::string(105, 'A') + ".");
  CHECK(ends_in(passing.app) == "whole 105");
}

TEST_CASE("an answer does not wait for what is written after it") {
  Passing passing;
  passing.app.get("/theirs/first").expect(200, "first");
  CHECK(ends_in(passing.app) == "after 1");
}

TEST_CASE("what could not be written after an answer is tried again, and at last said") {
  Passing passing;
  passing.app.world.failing_sql_call = 1;
  passing.app.get("/theirs/first").expect(200, "first");
  CHECK(ends_in(passing.app) == "after 1");
}

}  // namespace
}  // namespace arris::native
