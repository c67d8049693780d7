// Prints hosts/vectors/frames.json: frames of every kind as hexadecimal bytes, which the decoders
// of all hosts read and write again.

#include <cstdio>
#include <string>

#include "core/text.h"
#include "effect/frame.h"

namespace {

using namespace arris;
using namespace arris::effect;

bool first = true;

template <class Frame>
void print(const char* name, const char* kind, const Frame& frame) {
  std::string bytes;
  encode(bytes, frame);
  std::printf("%s  {\"name\": \"%s\", \"kind\": \"%s\", \"hex\": \"%s\"}", first ? "[\n" : ",\n",
              name, kind, to_hex(as_bytes(bytes)).c_str());
  first = false;
}

Event event_of(decltype(Event::detail) detail) {
  static const std::string entropy(64, '\x5a');
  return {1'750'000'000'000, entropy, "request", "192.0.2.1", "00-trace-01", std::move(detail)};
}

Outcome asking(Payload payload, Gate gate) {
  Outcome outcome{.task = 7};
  outcome.effects.push_back({std::move(payload), gate});
  return outcome;
}

void print_events() {
  print("a request", "event",
        event_of(RequestEvent{"POST", "/errors", "limit=2", {{"accept", "*/*"}}, "{}"}));
  print("a cron tick", "event", event_of(CronEvent{"17 3 * * *", 1'750'000'000'000}));
  print("a message", "event",
        event_of(MessageEvent{
            "id", "error.new", "org", {"{}"}, 2, 1'749'999'999'000, "https://arris.example"}));
}

void print_outcomes() {
  Outcome answer{.task = 1, .done = Done::yes};
  answer.logs.push_back({LogLevel::warning, "slow", "{\"ms\":5}"});
  answer.head = Head{201, 3, {{"etag", "\"v1\""}}};
  answer.chunk = {"{\"id\":1}"};
  print("an answer", "outcome", answer);
  Outcome answered{.task = 1, .done = Done::answered};
  answered.head = Head{200, 3, {}};
  answered.chunk = {"{}"};
  answered.effects.push_back({ReadStream{4}, Gate::no});
  print("an answer that is followed by work", "outcome", answered);
  Outcome stream{.task = 1, .done = Done::yes};
  stream.head = Head{200, no_route, {}};
  stream.subscription = Subscription{{"org", "user"}, "41", {{5, {std::string_view("user")}}}};
  print("a subscription", "outcome", stream);
  print(
      "sql", "outcome",
      asking(Sql{Mode::write,
                 {{3, {Null{}, std::int64_t{-5}, 2.5, std::string_view("text"), Bytes{"\x01\xff"}}},
                  {4, {}}}},
             Gate::no));
  print("fetch", "outcome",
        asking(Fetch{"GET", "https://a.b/", {{"x", "y"}}, {"body"}, 500, FetchMode::stream},
               Gate::no));
  print("fetch a start", "outcome",
        asking(Fetch{"POST", "https://a.b/", {}, {"body"}, 500, FetchMode::start}, Gate::no));
  Fetch with_secret{"GET", "https://a.b/", {}, {}, 500};
  with_secret.credential = Credential{"h", "p", "vault", {{{"l"}, {"b"}}}, {"s"}, {"a"}};
  print("fetch with a secret", "outcome", asking(with_secret, Gate::no));
  const Crypto requests[] = {Digest{{"d"}},
                             Mac{"k", {"d"}},
                             MacCheck{"k", {"d"}, {"m"}},
                             Sign{"k", {"d"}},
                             Verify{"k", "kid", {"d"}, {"s"}},
                             Seal{"k", {"d"}, {"a"}},
                             Open{"k", {"s"}, {"a"}},
                             PublicKeys{"k"},
                             NewKey{"vault", {"a"}},
                             Store{"vault", {{{"l"}, {"b"}}}, {"k"}, {"d"}, {"a"}},
                             Rewrap{"vault", {{{"l"}, {"b"}}}, {"s"}, {"a"}, {}},
                             RootId{"vault"},
                             MacDerived{"k", {"f"}, {"d"}}};
  for (const Crypto& request : requests) print("crypto", "outcome", asking(request, Gate::yes));
  print("password hash", "outcome", asking(Password{PasswordHash{{"p"}}}, Gate::no));
  print("password verify", "outcome",
        asking(Password{PasswordVerify{{"p"}, "$argon2id$"}}, Gate::no));
  print("mail", "outcome", asking(Mail{"a@b.c", "s", "t", "https://u.example"}, Gate::no));
  print("publish", "outcome", asking(Publish{"c", "e", "1", {"d"}}, Gate::no));
  print("limit", "outcome", asking(Limit{"b", 10, 60'000, 1}, Gate::yes));
  print("cache", "outcome", asking(Cache{CacheOperation::put, "k", {"d"}, 1000}, Gate::no));
  print("read", "outcome", asking(ReadStream{12}, Gate::no));
  print("wait", "outcome", asking(Wait{250}, Gate::no));
}

void print_results() {
  static std::string payload;
  encode_answer(payload, SqlAnswer{{Rows{1, 2, 1, {std::int64_t{1}, std::string_view("x")}}}});
  print("each kind of result", "results",
        Results{{Succeeded{{payload}}, Failed{Failure::raised, no_statement, "gone"}, Skipped{}}});
  print("no results", "results", Results{});
}

}  // namespace

int main() {
  print_events();
  print_outcomes();
  print_results();
  std::printf("\n]\n");
}
