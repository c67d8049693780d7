// The people of the sample org, and what they set up in its first days.

#include <nlohmann/json.hpp>

#include "seed/story.h"
#include "wasmtime/fault.h"

namespace arris::seed {

using nlohmann::json;

namespace {

struct Person {
  const char *name, *email, *role;
};
constexpr Person people[] = {
    {"Mina Okafor", "mina@sample.invalid", "admin"},
    {"Jonas Weber", "jonas@sample.invalid", "member"},
    {"Priya Raman", "priya@sample.invalid", "member"},
    {"Lucas Moreau", "lucas@sample.invalid", "member"},
    {"Sofia Lindqvist", "sofia@sample.invalid", "member"},
    {"Kenji Sato", "kenji@sample.invalid", "member"},
    {"Amara Diallo", "amara@sample.invalid", "member"},
    {"Tomas Novak", "tomas@sample.invalid", "viewer"},
    {"Elif Kaya", "elif@sample.invalid", "viewer"},
};

std::string token_in(const std::string& mail) {
  const auto at = mail.find("token=");
  if (at == mail.npos) throw wasmtime::StartError("a sample invite has no link");
  return mail.substr(at + 6, mail.find_first_of(" \r\n", at) - at - 6);
}

}  // namespace

void Story::invite_everyone() {
  for (std::size_t i = 0; i < std::size(people); ++i) {
    const auto at_ms = founded_ms_ + static_cast<std::int64_t>(i) * 26 * minute_ms + hour_ms;
    const json invite = {{"emails", {people[i].email}}, {"role", people[i].role}};
    as_member(members_[0], at_ms, "POST", "/team/invites", invite.dump());
    join(i, at_ms + chance_.between(2, 20) * minute_ms);
  }
}

void Story::join(std::size_t person, std::int64_t at_ms) {
  for (const auto& mail : stage_.take_mail()) {
    if (mail.to != people[person].email) continue;
    const json body = {{"token", token_in(mail.text)},
                       {"name", people[person].name},
                       {"password", "a sample that nobody types"},
                       {"token_transport", "body"}};
    const auto joined = json::parse(stage_.ask(at_ms, "POST", "/team/invites/accept", body.dump()));
    members_.push_back({joined.at("user").at("id").get<std::string>(), people[person].email});
    return;
  }
  throw wasmtime::StartError("a sample invite was not mailed");
}

std::string Story::invite(const char* email, std::int64_t at_ms) {
  const json body = {{"emails", {email}}, {"role", "member"}};
  const auto sent =
      json::parse(as_member(members_[0], at_ms, "POST", "/team/invites", body.dump()));
  return sent.at("data").at(0).at("invite_id").get<std::string>();
}

// An invite that ran out, one that was taken back, one that waits; a key that was tried and ended.
void Story::add_administration(Moments& moments, std::int64_t hour) {
  if (hour % 24 != 10) return;
  const std::int64_t at_ms = hour_at(hour), days_left = size_.days - hour / 24;
  const auto at = [&](std::function<void()> happens) { moments.add(at_ms, std::move(happens)); };
  if (days_left == 70)
    at([=, this] { as_member(members_[1], at_ms, "DELETE", "/keys/access/" + trial_key_); });
  if (days_left == 9) at([=, this] { invite("late@sample.invalid", at_ms); });
  if (days_left == 3)
    at([=, this] {
      const auto wrong = invite("wrong@sample.invalid", at_ms);
      as_member(members_[0], at_ms + hour_ms / 2, "DELETE", "/team/invites/" + wrong);
    });
  if (days_left == 2) at([=, this] { invite("next@sample.invalid", at_ms); });
}

void Story::issue_keys() {
  const auto at_ms = founded_ms_ + 6 * hour_ms;
  auto& admin = members_[1];
  const auto issue = [&](const char* name, const char* kind, json scopes, std::int64_t after_ms) {
    const json body = {{"name", name}, {"kind", kind}, {"scopes", std::move(scopes)}};
    return json::parse(as_member(admin, at_ms + after_ms, "POST", "/keys/access", body.dump()));
  };
  key_ = issue("production", "secret",
               {"errors:write", "telemetry:write", "tokens:write", "executions:write", "read"}, 0)
             .at("key")
             .get<std::string>();
  issue("web pages", "public", {"errors:write", "telemetry:write"}, minute_ms);
  trial_key_ = issue("trial", "secret", {"read"}, 2 * minute_ms).at("id").get<std::string>();
  const std::pair<const char*, const char*> vault[] = {
      {"anthropic", "Claude"}, {"openai", "OpenAI"}, {"gemini", "Gemini"}};
  for (const auto& [service, name] : vault) {
    const json body = {{"name", name},
                       {"service", service},
                       {"secret", std::string("sk-sample-not-a-real-key-") + service}};
    as_member(admin, at_ms + 5 * minute_ms, "POST", "/keys", body.dump());
  }
}

void Story::draw_pipelines() {
  struct Drawn {
    const char *name, *about, *tag, *status;
  };
  constexpr Drawn drawn[] = {
      {"nightly load", "Loads yesterday's orders into the warehouse", "etl", "active"},
      {"support triage", "Reads new tickets and routes them", "agents", "active"},
      {"invoice reader", "Reads amounts and dates out of invoices", "documents", "active"},
      {"weekly report", "Writes the report for the whole firm", "reports", "active"},
      {"product copy", "Drafts texts for new products", "agents", "active"},
      {"image tags", "Tags what is uploaded", "documents", "active"},
      {"lead scoring", "Scores leads; paused while its model is chosen", "etl", "paused"},
      {"churn forecast", "An idea", "reports", "draft"},
  };
  auto at_ms = founded_ms_ + 7 * hour_ms;
  for (const auto& one : drawn) {
    json body = {{"name", one.name},
                 {"description", one.about},
                 {"status", one.status},
                 {"tags", {one.tag}},
                 {"config", {{"retries", 2}, {"model", "gpt-4o-mini"}}}};
    auto& author = members_[2 + static_cast<std::size_t>(chance_.below(4))];
    const auto made =
        json::parse(as_member(author, at_ms += 10 * minute_ms, "POST", "/pipelines", body.dump()));
    pipelines_.emplace_back(made.at("id").get<std::string>(), one.name);
    body["config"] = {{"retries", 3}, {"model", "claude-haiku-4-5"}};
    body["note"] = "Retry once more, with a quicker model";
    as_member(author, at_ms + 5 * minute_ms, "PUT", "/pipelines/" + pipelines_.back().first,
              body.dump());
  }
}

void Story::set_budgets() {
  const auto at_ms = founded_ms_ + 10 * hour_ms;
  // What a call costs on average, about.
  const std::int64_t month = (size_.calls + 100) * 9'000'000 / 3;
  const json whole = {{"name", "whole org"},
                      {"scope", "org"},
                      {"period", "month"},
                      {"limit_nano_usd", month},
                      {"thresholds", {50, 80, 100}}};
  const json agent = {{"name", "support agent"},      {"scope", "agent"},
                      {"subject", "support"},         {"period", "week"},
                      {"limit_nano_usd", month / 12}, {"thresholds", {80, 100}}};
  for (const auto& body : {whole, agent})
    as_member(members_[0], at_ms, "POST", "/tokens/budgets", body.dump());
}

// One after the other: those of one millisecond may have the same number.
void Story::add_projects() {
  auto at_ms = founded_ms_ + 11 * hour_ms;
  for (const char* name : {"web", "workers", "agents"}) {
    const auto made = json::parse(as_member(members_[0], at_ms += minute_ms, "POST",
                                            "/errors/projects", json{{"name", name}}.dump()));
    projects_.push_back(made.at("id").get<std::string>());
  }
}

// Nothing is ever mailed to people who do not exist.
void Story::set_preferences() {
  const json silent = {{"email", false}};
  const json body = {
      {"categories",
       {{"workflow", silent}, {"system", silent}, {"team", silent}, {"billing", silent}}}};
  for (std::size_t i = 1; i < members_.size(); ++i)
    as_member(members_[i], founded_ms_ + 12 * hour_ms, "PUT", "/notifications/preferences",
              body.dump());
}

}  // namespace arris::seed
