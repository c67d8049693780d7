#pragma once
// What has happened in the sample org: 90 days of a small firm that runs AI pipelines, told as the requests that its
// people and programs made. Every part of it is asked of the modules' own routes (seed/stage.h).

#include <functional>
#include <optional>

#include "seed/stage.h"

namespace arris::seed {

inline constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;
// How often each thing happens in 90 days.
struct Size {
  std::string_view name;
  std::int64_t events, errors, calls, runs;  // events: of telemetry; calls: of AI models
  std::int64_t users, error_kinds;
  std::int64_t traces = 0;                    // of the last days
  std::int64_t days = 90, visit_events = 25;  // a visit's events, at most

  std::int64_t told() const { return events + errors + calls + runs; }
};
// Nothing when there is none of that name. "year-N", for measuring, is a year of N events of telemetry and nothing else.
std::optional<Size> find_size(std::string_view name);

struct Owner {
  std::string id, email, name;
};

// Spreads a number over the hours of the story, by day, by night and over the weeks, to the last one.
class Tide {
 public:
  explicit Tide(std::int64_t days);
  std::int64_t in_hour(std::int64_t total, std::int64_t hour) const {
    return upto(total, hour + 1) - upto(total, hour);
  }

 private:
  std::int64_t upto(std::int64_t total, std::int64_t hour) const {
    return total * sums_[static_cast<std::size_t>(hour)] / sums_.back();
  }
  std::vector<std::int64_t> sums_;
};

struct Member {
  std::string id, email;
  std::string token{};
  std::int64_t token_ends_at_ms = 0;
};

class Story {
 public:
  // REQUIRES: the stage outlives it
  Story(Stage& stage, const Size& size, std::int64_t now_ms, Owner owner);
  void tell();
  const std::string& org() const { return org_; }

 private:
  // Things of one hour, told in the order of their times, those of the same time as they were added.
  class Moments {
   public:
    void add(std::int64_t at_ms, std::function<void()> happens) {
      list_.push_back({at_ms, list_.size(), std::move(happens)});
    }
    void tell();

   private:
    struct Moment {
      std::int64_t at_ms;
      std::size_t place;
      std::function<void()> happens;
    };
    std::vector<Moment> list_;
  };

  void found();
  void invite_everyone();
  void join(std::size_t person, std::int64_t at_ms);
  void issue_keys();
  void draw_pipelines();
  void set_budgets();
  void add_projects();
  void set_preferences();

  void add_visits(Moments& moments, std::int64_t hour);
  void add_calls(Moments& moments, std::int64_t hour);
  void add_errors(Moments& moments, std::int64_t hour);
  void add_traces(Moments& moments, std::int64_t hour);
  void add_runs(Moments& moments, std::int64_t hour);
  void run_once(std::int64_t at_ms, std::int64_t number);
  void log_run(const std::string& id, std::int64_t at_ms);
  void add_work(Moments& moments, std::int64_t hour);
  void add_administration(Moments& moments, std::int64_t hour);
  void add_webhooks(Moments& moments, std::int64_t hour);
  std::string add_webhook(std::int64_t at_ms, std::string_view url, const char* about,
                          std::initializer_list<const char*> topics);
  void try_webhook(std::int64_t at_ms, const std::string& id);
  std::optional<WebAnswer> answer_of_web(const effect::Fetch& call, std::int64_t at_ms) const;
  std::string invite(const char* email, std::int64_t at_ms);
  void triage(Member& member, std::int64_t at_ms);
  void read_inbox(Member& member, std::int64_t at_ms);

  std::string visit(std::int64_t from_ms, std::int64_t events);
  std::string call(std::int64_t at_ms);
  std::string error(std::int64_t at_ms, std::int64_t project);

  std::string as_member(Member& member, std::int64_t at_ms, std::string_view method,
                        std::string_view target, std::string_view body = {});
  std::string as_program(std::int64_t at_ms, std::string_view method, std::string_view target,
                         std::string_view body = {});
  std::int64_t hour_at(std::int64_t hour) const { return begin_ms_ + hour * hour_ms; }

  Stage& stage_;
  const Size size_;
  const std::int64_t now_ms_, begin_ms_, founded_ms_;  // founded a day before
  const Owner owner_;
  const Tide tide_;
  Chance chance_, traced_;
  std::string org_, key_;
  std::vector<Member> members_;                                 // the owner first
  std::vector<std::pair<std::string, std::string>> pipelines_;  // id, name
  std::vector<std::string> projects_;
  std::string last_run_, trial_key_, alerts_, chat_;  // the last two: webhooks
  std::int64_t requests_ = 0;
};

}  // namespace arris::seed
