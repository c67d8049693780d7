#include "bench/bench.h"

#include <boost/describe/enum.hpp>

#include "bench/queries.h"
#include "http/call.h"

namespace arris::bench {
namespace {

using namespace http;

enum class State : std::uint8_t { open, closed };
BOOST_DESCRIBE_ENUM(State, open, closed)

struct Small {
  std::string_view id, text;
};
BOOST_DESCRIBE_STRUCT(Small, (), (id, text))

struct Item {
  std::int64_t id;
  std::string_view title, culprit;
  State state;
  std::int64_t events, people, first_seen_at_ms, last_seen_at_ms;
};
BOOST_DESCRIBE_STRUCT(Item, (),
                      (id, title, culprit, state, events, people, first_seen_at_ms,
                       last_seen_at_ms))

struct Items {
  std::vector<Item> data;
};
BOOST_DESCRIBE_STRUCT(Items, (), (data))

struct NewRow {
  json::Text<1, 200> name;
  json::Text<1, 2000> body;
};
BOOST_DESCRIBE_STRUCT(NewRow, (), (name, body))

struct RowPath {
  std::string_view id;
};
BOOST_DESCRIBE_STRUCT(RowPath, (), (id))

constexpr std::string_view text_of_200_bytes =
    "The quick brown fox jumps over the lazy dog, and the lazy dog takes no notice of it at all; "
    "the fox, which is quick, has long since gone to where the brown foxes are known to be.";
constexpr Small small{"018f3c2e-0000-7000-8000-000000000000", text_of_200_bytes};

// What a list of issues looks like: 50 rows of 8 fields.
Items fifty_items(std::int64_t now_ms) {
  Items items;
  items.data.reserve(50);
  for (std::int64_t i = 0; i < 50; ++i)
    items.data.push_back({i, "TypeError: undefined is not a function", "checkout/cart.ts in total",
                          i % 3 == 0 ? State::closed : State::open, i * 977, i * 31,
                          now_ms - i * 86'400'000, now_ms - i * 1000});
  return items;
}

effect::Task<Reply<Small>> show_static(Call<>) { co_return reply(small); }

effect::Task<Reply<Items>> list_items(Call<> call) {
  co_return reply(fifty_items(call.context.now_ms()));
}

effect::Task<Reply<Row>> show_row(Call<RowPath> call) {
  co_return reply(co_await call.context.db().get(find_row(call.path.id)));
}

effect::Task<Reply<Small>> create_row(Call<Nothing, Nothing, NewRow> call) {
  storage::Batch batch;
  batch.add(add_row(call.body.name, call.body.body, call.context.now_ms()));
  co_return reply(small).commit(std::move(batch));
}

// No limit: a refusal costs less than an answer and would flatter.
constexpr RouteOptions free{.limit = unlimited};

constexpr Route routes[] = {
    route<show_static>(Method::GET, "/bench/static", anyone(), "Answer 200 bytes", free),
    route<list_items>(Method::GET, "/bench/items", anyone(), "Answer 50 items", free),
    route<show_row>(Method::GET, "/bench/rows/{id}", anyone(), "Show a row", free),
    route<create_row>(Method::POST, "/bench/rows", anyone(), "Add a row",
                      {.status = 201, .limit = unlimited, .retry = Retry::naturally}),
    route<show_static>(Method::GET, "/bench/session", session(Role::viewer),
                       "Answer 200 bytes to a person signed in", free),
};

constexpr std::string_view effects[] = {"sql", "crypto", "limit"};
constexpr std::string_view reads[] = {"sessions", "memberships"};
constexpr std::string_view writes[] = {"bench_rows", "idempotency_keys"};
constexpr std::string_view keys[] = {"access_token", "cursor"};

}  // namespace

const Function function{
    .name = "bench",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = {}},
    .crons = {},
};

}  // namespace arris::bench
