#include "seed/story.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/ids.h"
#include "core/text.h"
#include "wasmtime/fault.h"

namespace arris::seed {

using nlohmann::json;

namespace {

constexpr Size sizes[] = {
    {.name = "small",
     .events = 1'200,
     .errors = 240,
     .calls = 450,
     .runs = 110,
     .users = 40,
     .error_kinds = 12,
     .traces = 150},
    {.name = "medium",
     .events = 82'000,
     .errors = 6'000,
     .calls = 10'500,
     .runs = 1'500,
     .users = 400,
     .error_kinds = 40,
     .traces = 600},
    {.name = "large",
     .events = 870'000,
     .errors = 40'000,
     .calls = 80'000,
     .runs = 10'000,
     .users = 4'000,
     .error_kinds = 300,
     .traces = 3'000},
};

// Of a thousand, in each hour of a working day.
constexpr std::int64_t hours_of_day[24] = {6,  4,  3,  3,  4,  8,  20, 45, 80, 95, 98, 90,
                                           75, 88, 95, 92, 80, 60, 40, 30, 25, 20, 14, 9};

// A new id, as the modules make them.
std::string uuid_at(std::int64_t at_ms, std::string_view random) {
  std::array<std::uint8_t, 10> bytes{};
  std::ranges::copy(random.substr(0, 10), bytes.begin());
  std::string text(36, ' ');
  write_uuid(at_ms, bytes, text.data());
  return text;
}

}  // namespace

std::optional<Size> find_size(std::string_view name) {
  const auto* found = std::ranges::find(sizes, name, &Size::name);
  if (found != std::end(sizes)) return *found;
  constexpr std::string_view year = "year-";
  const auto events = parse_integer(name.substr(std::min(name.size(), year.size())));
  if (!name.starts_with(year) || !events || *events < 1) return std::nullopt;
  return Size{.name = "year", .events = *events, .users = 100, .days = 365, .visit_events = 500};
}

Tide::Tide(std::int64_t days) : sums_{0} {
  for (std::int64_t hour = 0; hour < days * 24; ++hour) {
    const std::int64_t day = hour / 24;
    const std::int64_t of_week = day % 7 >= 5 ? 35 : 100;
    const std::int64_t growth = 100 + day * 90 / days;  // percent: nearly twice as much at the end
    sums_.push_back(sums_.back() + hours_of_day[hour % 24] * of_week * growth);
  }
}

Story::Story(Stage& stage, const Size& size, std::int64_t now_ms, Owner owner)
    : stage_(stage),
      size_(size),
      now_ms_(now_ms),
      begin_ms_(now_ms - size.days * day_ms),
      founded_ms_(begin_ms_ - day_ms),
      owner_(std::move(owner)),
      tide_(size.days),
      chance_("story " + std::string(size.name)),
      traced_("traces " + std::string(size.name)) {}

void Story::Moments::tell() {
  std::ranges::sort(list_, {}, [](const Moment& one) { return std::pair(one.at_ms, one.place); });
  for (const auto& one : list_) one.happens();
}

void Story::tell() {
  stage_.set_web(
      [this](const auto& call, std::int64_t at_ms) { return answer_of_web(call, at_ms); });
  found();
  invite_everyone();
  issue_keys();
  draw_pipelines();
  set_budgets();
  add_projects();
  set_preferences();
  for (std::int64_t hour = 0; hour < size_.days * 24; ++hour) {
    Moments moments;
    add_visits(moments, hour);
    add_calls(moments, hour);
    add_errors(moments, hour);
    add_traces(moments, hour);
    add_runs(moments, hour);
    add_work(moments, hour);
    add_administration(moments, hour);
    add_webhooks(moments, hour);
    moments.tell();
  }
  stage_.run_jobs(now_ms_);
}

// The owner exists already, elsewhere; so does nobody who could ask a route for a second org.
void Story::found() {
  org_ = uuid_at(founded_ms_, chance_.bytes(10));
  const auto at = std::to_string(founded_ms_);
  stage_.execute("INSERT INTO orgs (id, name, created_at_ms, sample) VALUES (?1, 'Sample', ?2, 1)",
                 {org_, at});
  stage_.execute(
      "INSERT INTO users (id, email, name, password_phc, last_org_id, created_at_ms, "
      "last_active_at_ms) VALUES (?1, ?2, ?3, 'no hash', ?4, ?5, ?5)",
      {owner_.id, owner_.email, owner_.name, org_, at});
  stage_.execute(
      "INSERT INTO memberships (org_id, user_id, role, status, joined_at_ms) "
      "VALUES (?1, ?2, 'owner', 'active', ?3)",
      {org_, owner_.id, at});
  members_.push_back({owner_.id, owner_.email});
}

std::string Story::as_member(Member& member, std::int64_t at_ms, std::string_view method,
                             std::string_view target, std::string_view body) {
  if (at_ms >= member.token_ends_at_ms) {
    const json login = {{"email", member.email},
                        {"password", "a sample that nobody types"},
                        {"token_transport", "body"}};
    const auto answer = json::parse(stage_.ask(at_ms, "POST", "/auth/login", login.dump()));
    member.token = answer.at("access_token").get<std::string>();
    member.token_ends_at_ms = at_ms + answer.at("expires_in_s").get<std::int64_t>() * 1000 - 1000;
  }
  return stage_.ask(at_ms, method, target, body, member.token);
}

std::string Story::as_program(std::int64_t at_ms, std::string_view method, std::string_view target,
                              std::string_view body) {
  return stage_.ask(at_ms, method, target, body, key_);
}

}  // namespace arris::seed
