#include "preview/preview.h"

#include "core/text.h"
#include "errors/event_text.h"
#include "metering/event_splitter.h"
#include "metering/price_book.h"
#include "metering/transcript.h"
#include "notifications/chosen.h"
#include "preview/shapes.h"
#include "tokens/budget_state.h"
#include "tokens/kept.h"

namespace arris::preview {
namespace {

constexpr std::int64_t at_any_time_ms = 0;  // the only price holds from then on

metering::PriceBook book_of(const tokens::NewPrice& price, Arena& arena) {
  return metering::PriceBook({{{},
                               {"asked"},
                               arena.keep(to_lower(price.provider.text)),
                               price.model.text,
                               at_any_time_ms,
                               tokens::kept_tiers(price, arena)}});
}

CallCost cost_of(const tokens::NewUsage& usage, const metering::PriceBook& book, Arena& arena) {
  const auto call = tokens::kept_call(usage, at_any_time_ms, arena);
  const auto priced = metering::price(book, call, arena);
  return {call.buckets,
          call.buckets.input_tokens(),
          call.buckets.output_tokens(),
          usage.usage.read.adjusted,
          priced.price_id.has_value(),
          priced.cost_nano_usd};
}

metering::Transcript transcript_of(const std::vector<std::string_view>& pieces) {
  metering::EventSplitter splitter;
  metering::Transcript transcript;
  for (const auto piece : pieces)
    splitter.feed(piece, [&transcript](auto event) { transcript.take_event(event); });
  transcript.take_event(splitter.rest());
  return transcript;
}

CallCost cost_of(const AskedStream& asked, Arena& arena) {
  const auto transcript = transcript_of(asked.pieces);
  tokens::NewUsage usage{asked.price.provider, asked.price.model};
  usage.usage.read = metering::usage_of(transcript, asked.sent_bytes, arena);
  usage.usage.read.adjusted |= !transcript.has_usage();
  if (const auto tier = transcript.service_tier(); !tier.empty()) usage.service_tier = {{tier}};
  return cost_of(usage, book_of(asked.price, arena), arena);
}

std::vector<CallCost> costs_of(const AskedCosts& asked, Arena& arena) {
  const auto book = book_of(asked.price, arena);
  std::vector<CallCost> costs;
  for (const auto& usage : asked.calls.items) costs.push_back(cost_of(usage, book, arena));
  return costs;
}

BudgetToBe budget_of(const AskedBudget& asked) {
  const auto on_limit = asked.on_limit.value_or(tokens::OnLimit::tell);
  auto thresholds = tokens::thresholds_of(asked.thresholds, tokens::usual_thresholds, on_limit);
  const std::int64_t limit = asked.limit_nano_usd.value, spent = asked.spent_nano_usd;
  const auto state = tokens::state_of(spent, limit, on_limit, thresholds);
  return {tokens::percent_of(spent, limit), state, std::move(thresholds)};
}

std::int64_t spent_with(const AskedModel& asked) {
  std::int64_t sum = 0;
  for (const auto& spent : asked.spent.items)
    if (tokens::opens_with(asked.subject, spent.provider, spent.model)) sum += spent.cost_nano_usd;
  return sum;
}

std::int64_t period_of(const AskedPeriod& asked) {
  const std::int64_t offset_min = asked.utc_offset_min ? asked.utc_offset_min->value : 0;
  return tokens::period_start_ms(asked.at_ms, asked.period, offset_min);
}

json::Written decisions_of(const notifications::Trial& trial, Arena& arena) {
  const auto chosen = trial.preferences.value_or(notifications::NewPreferences{});
  const auto preferences = notifications::preferences_of(chosen, arena);
  return {arena.keep(text_of(notifications::decide_trial(trial, preferences, at_any_time_ms)))};
}

Result<errors::EventFacts> facts_of(const AskedEvent& asked, Arena& arena) {
  if (asked.form == Form::own) {
    auto event = json::decode<errors::NewEvent>(asked.text, arena);
    if (!event) return std::move(event.error());
    return errors::read_own(event.value(), arena).facts;
  }
  auto read = errors::read_sentry(asked.text, arena);
  if (!read) return std::move(read.error());
  return std::move(read->event.facts);
}

Result<Group> group_of(const AskedEvent& asked, Arena& arena) {
  const auto facts = facts_of(asked, arena);
  if (!facts) return facts.error();
  const auto grouping = errors::grouping_of(facts.value());
  Group group{arena.keep(grouping.key),     errors::text_of(grouping.why),
              explanation_of(grouping.why), arena.keep(grouping.title),
              arena.keep(grouping.culprit), {}};
  for (const auto& part : errors::key_parts(facts.value()))
    group.parts.push_back({part.label, arena.keep(part.text)});
  return group;
}

Refusal refusal_of(const Error& error, Arena& arena) {
  Refusal refusal{arris::text_of(error.code), arena.keep(error.detail), {}};
  for (const Fault& fault : error.faults)
    refusal.faults.push_back(
        {arena.keep(fault.pointer), arena.keep(fault.code), arena.keep(fault.detail)});
  return refusal;
}

Result<Answer> answer_of(const Question& question, Arena& arena) {
  Answer answer;
  if (question.costs) answer.costs = costs_of(*question.costs, arena);
  if (question.stream) answer.stream = cost_of(*question.stream, arena);
  if (question.budget) answer.budget = budget_of(*question.budget);
  if (question.model) answer.model_nano_usd = spent_with(*question.model);
  if (question.period) answer.period_at_ms = period_of(*question.period);
  if (question.notice) answer.decisions = decisions_of(*question.notice, arena);
  if (!question.event) return answer;
  auto group = group_of(*question.event, arena);
  if (!group) return std::move(group.error());
  answer.group = std::move(group.value());
  return answer;
}

}  // namespace

std::string answer_to(std::string_view text) {
  Arena arena;
  const auto question = json::decode<Question>(text, arena);
  auto answer = question ? answer_of(question.value(), arena) : question.error();
  if (!answer) answer = Answer{.refused = refusal_of(answer.error(), arena)};
  std::string out;
  json::encode(out, answer.value());
  return out;
}

}  // namespace arris::preview
