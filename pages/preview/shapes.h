#pragma once
// The questions and answers of previews. What is asked is what would be sent to the server.

#include "errors/shapes.h"
#include "notifications/preference_shapes.h"
#include "tokens/shapes.h"

namespace arris::preview {

// ---- in

// What calls would cost if this were the only price there is.
struct AskedCosts {
  tokens::NewPrice price;
  json::List<tokens::NewUsage, 0, 200> calls;
};
BOOST_DESCRIBE_STRUCT(AskedCosts, (), (price, calls))

// What a streamed answer of the price's model costs, in whatever pieces it comes. `sent_bytes`: of the request, for a guess
// where the stream does not say.
struct AskedStream {
  tokens::NewPrice price;
  std::int64_t sent_bytes;
  std::vector<std::string_view> pieces;
};
BOOST_DESCRIBE_STRUCT(AskedStream, (), (price, sent_bytes, pieces))

// What a budget would say after this was spent.
struct AskedBudget {
  tokens::Spend limit_nano_usd;
  std::int64_t spent_nano_usd;
  std::optional<tokens::OnLimit> on_limit;
  std::optional<tokens::Percents> thresholds;
};
BOOST_DESCRIBE_STRUCT(AskedBudget, (), (limit_nano_usd, spent_nano_usd, on_limit, thresholds))

// What was spent with a model, as a breakdown tells it.
struct SpentWith {
  std::string_view provider, model;
  std::int64_t cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(SpentWith, (), (provider, model, cost_nano_usd))

// How much of it a new budget of one model begins with.
struct AskedModel {
  std::string_view subject;
  json::List<SpentWith, 0, 200> spent;
};
BOOST_DESCRIBE_STRUCT(AskedModel, (), (subject, spent))

// When the period of a budget began that holds an instant.
struct AskedPeriod {
  tokens::Period period;
  std::int64_t at_ms;
  std::optional<json::Integer<-840, 840>> utc_offset_min;
};
BOOST_DESCRIBE_STRUCT(AskedPeriod, (), (period, at_ms, utc_offset_min))

enum class Form : std::uint8_t { own, sentry };
BOOST_DESCRIBE_ENUM(Form, own, sentry)

// Which group an event would fall into: the text of a body of POST /errors, or of what a Sentry client sends.
struct AskedEvent {
  Form form;
  std::string_view text;
};
BOOST_DESCRIBE_STRUCT(AskedEvent, (), (form, text))

// A notice is tried under the preferences that come with it, or under none, at a time that comes with it.
struct Question {
  std::optional<AskedCosts> costs;
  std::optional<AskedStream> stream;
  std::optional<AskedBudget> budget;
  std::optional<AskedModel> model;
  std::optional<AskedPeriod> period;
  std::optional<notifications::Trial> notice;
  std::optional<AskedEvent> event;
};
BOOST_DESCRIBE_STRUCT(Question, (), (costs, stream, budget, model, period, notice, event))

// ---- out

struct CallCost {
  metering::Buckets buckets;
  std::int64_t input_tokens, output_tokens;
  bool adjusted, priced;
  std::int64_t cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(CallCost, (),
                      (buckets, input_tokens, output_tokens, adjusted, priced, cost_nano_usd))

struct BudgetToBe {
  std::int64_t spent_percent;
  tokens::BudgetState state;
  std::vector<std::int64_t> thresholds;
};
BOOST_DESCRIBE_STRUCT(BudgetToBe, (), (spent_percent, state, thresholds))

struct Part {
  std::string_view label, text;
};
BOOST_DESCRIBE_STRUCT(Part, (), (label, text))

struct Group {
  std::string_view fingerprint, grouped_by, explanation, title, culprit;
  std::vector<Part> parts;
};
BOOST_DESCRIBE_STRUCT(Group, (), (fingerprint, grouped_by, explanation, title, culprit, parts))

struct Mistake {
  std::string_view pointer, code, detail;
};
BOOST_DESCRIBE_STRUCT(Mistake, (), (pointer, code, detail))

struct Refusal {
  std::string_view code, detail;
  std::vector<Mistake> faults;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (code, detail, faults))

// What was asked, or `refused` alone.
struct Answer {
  json::Maybe<std::vector<CallCost>> costs;
  json::Maybe<CallCost> stream;
  json::Maybe<BudgetToBe> budget;
  json::Maybe<std::int64_t> model_nano_usd;
  json::Maybe<std::int64_t> period_at_ms;
  json::Maybe<json::Written> decisions;
  json::Maybe<Group> group;
  json::Maybe<Refusal> refused;
};
BOOST_DESCRIBE_STRUCT(Answer, (),
                      (costs, stream, budget, model_nano_usd, period_at_ms, decisions, group,
                       refused))

}  // namespace arris::preview
