#include <algorithm>

#include "core/hash.h"
#include "telemetry/handlers.h"
#include "telemetry/queries.h"
#include "telemetry/rollup.h"

namespace arris::telemetry {
namespace {

using http::Context;

// A client's clock may be this far ahead; what comes later than a month after it happened is history.
constexpr std::int64_t ahead_max_ms = 5 * 60'000, behind_max_ms = 30 * day_ms;

std::string_view keep_text(Context context, std::string_view text) { return context.keep(text); }

EventFault kept_fault(Context context, const Fault& fault) {
  return {keep_text(context, fault.pointer), keep_text(context, fault.code),
          keep_text(context, fault.detail)};
}

std::vector<EventFault> faults_of(Context context, const Error& error) {
  std::vector<EventFault> faults;
  for (const Fault& fault : error.faults) faults.push_back(kept_fault(context, fault));
  return faults;
}

std::optional<EventFault> fault_of_time(const TelemetryEvent& event, std::int64_t now_ms) {
  if (event.at_ms > now_ms + ahead_max_ms)
    return EventFault{"#/at_ms", "in_future", "is more than 5 minutes ahead"};
  if (event.at_ms < now_ms - behind_max_ms)
    return EventFault{"#/at_ms", "too_old", "is more than 30 days ago"};
  return std::nullopt;
}

// Tells people of an org apart without naming them.
std::string_view hash_of(Context context, std::string_view sort, std::string_view id) {
  return context.keep(Hash128().add(context.who().org.text).add(sort).add(id).to_hex());
}

// The events of a request that are fit to be kept, and what they become.
class Intake {
 public:
  Intake(Context context, const std::vector<SentEvent>& sent) : context_(context) {
    for (std::size_t i = 0; i < sent.size(); ++i) take(static_cast<std::int64_t>(i), sent[i].text);
  }

  TakenEvents taken() && {
    return {static_cast<std::int64_t>(events_.size()), std::move(rejected_)};
  }

  storage::Batch batch() const {
    storage::Batch batch;
    if (events_.empty()) return batch;
    const OrgId org = context_.who().org;
    const Rollup rollup = roll_up(facts());
    const auto keep = [&](const std::string& rows) { return context_.keep(rows); };
    batch.add(add_batch(org, context_.new_id<OrgId>().text, context_.now_ms(),
                        static_cast<std::int64_t>(events_.size()), packed(),
                        std::ranges::min(events_, {}, &TelemetryEvent::at_ms).at_ms));
    batch.add(add_minutes(org, keep(rollup.minutes)));
    batch.add(add_hours(org, keep(rollup.hours))).add(add_days(org, keep(rollup.days)));
    batch.add(add_components_hours(org, keep(rollup.component_hours)));
    batch.add(add_components_days(org, keep(rollup.component_days)));
    batch.add(add_components_weeks(org, keep(rollup.component_weeks)));
    batch.add(add_people(org, keep(rollup.people)));
    if (rollup.pages != "[]") batch.add(add_pages(org, keep(rollup.pages)));
    return batch;
  }

 private:
  void take(std::int64_t index, std::string_view text) {
    auto read = json::decode<TelemetryEvent>(text, context_.arena());
    if (!read) return rejected_.push_back({index, faults_of(context_, read.error())});
    if (const auto fault = fault_of_time(read.value(), context_.now_ms()))
      return rejected_.push_back({index, {*fault}});
    TelemetryEvent& event = events_.emplace_back(std::move(read).value());
    event.at_ms = std::min(event.at_ms, context_.now_ms());
    if (event.user_id) users_.push_back({event.session_id.text, event.user_id->text});
  }

  // A session that said who it is anywhere in the batch is that person in all of it.
  std::string_view person_of(const TelemetryEvent& event) const {
    const auto user = std::ranges::find(users_, event.session_id.text, &User::session);
    if (event.user_id) return hash_of(context_, "user", event.user_id->text);
    if (user != users_.end()) return hash_of(context_, "user", user->id);
    return hash_of(context_, "session", event.session_id.text);
  }

  std::vector<Fact> facts() const {
    std::vector<Fact> facts;
    for (const TelemetryEvent& event : events_) {
      Fact& fact = facts.emplace_back();
      fact.component = event.component.text;
      fact.person = person_of(event);
      fact.session = hash_of(context_, "session", event.session_id.text);
      if (event.kind == EventKind::view && event.page) fact.page = page_of(event.page->text);
      fact.kind = event.kind;
      fact.at_ms = event.at_ms;
      if (event.duration_ms) fact.duration_us = event.duration_ms->us;
    }
    return facts;
  }

  std::string_view packed() const {
    std::string text;
    json::encode(text, events_);
    return context_.keep(text);
  }

  struct User {
    std::string_view session, id;
  };
  Context context_;
  std::vector<TelemetryEvent> events_;
  std::vector<RejectedEvent> rejected_;
  std::vector<User> users_;
};

}  // namespace

effect::Task<Reply<TakenEvents>> take_events(Call<Nothing, Nothing, NewTelemetryEvents> call) {
  Intake intake(call.context, call.body.events.items);
  auto batch = intake.batch();
  co_return reply(std::move(intake).taken()).commit(std::move(batch));
}

}  // namespace arris::telemetry
