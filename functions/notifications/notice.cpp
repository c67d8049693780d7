#include "notifications/notice.h"

#include "core/dollars.h"
#include "core/text.h"

namespace arris::notifications {
namespace {

using http::Role;
using http::Topic;

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto part : parts) text.append(part);
  return text;
}

std::string_view or_else(std::string_view text, std::string_view otherwise) {
  return text.empty() ? otherwise : text;
}

// 2026-11-28 10:05 UTC
std::string moment_of(std::int64_t at_ms) {
  // Howard Hinnant's days to a civil date, from 0000-03-01 on.
  const std::int64_t minutes = at_ms / 60'000, days = minutes / 1440 + 719'468;
  const std::int64_t era = days / 146'097, of_era = days % 146'097;
  const std::int64_t year = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int64_t month = (5 * of_year + 2) / 153, day = of_year - (153 * month + 2) / 5 + 1;
  std::string text;
  append_decimal(text, year + era * 400 + (month >= 10 ? 1 : 0));
  const auto add = [&text](char before, std::int64_t number) {
    text += before;
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
  };
  add('-', month < 10 ? month + 3 : month - 9);
  add('-', day);
  add(' ', minutes % 1440 / 60);
  add(':', minutes % 60);
  return text + " UTC";
}

std::string percent_of(const Facts& facts) {
  std::string text;
  append_decimal(text, facts.number);
  return text + "%";
}

Notice of_issue(const Facts& facts, std::string_view what) {
  return {{Category::workflow, Type::error},
          joined({what, ": ", or_else(facts.subject_name, "an error")}),
          joined({"Severity ", or_else(facts.detail, "unknown"), facts.kind.empty() ? "" : " in ",
                  facts.kind, "."}),
          joined({"/errors/", facts.subject_id}),
          "Show the error"};
}

// A success is told to whom started the run, if that was a person.
Notice of_run(const Facts& facts) {
  const bool failed = facts.kind == "failed";
  const auto name = or_else(facts.subject_name, "A run");
  Notice notice{{Category::workflow, Type::info},
                joined({name, failed                    ? " failed"
                              : facts.kind == "success" ? " finished"
                                                        : " was cancelled"}),
                std::string(facts.detail),
                joined({"/executions/", facts.subject_id}),
                "Show the run"};
  if (failed) return notice.matter.type = Type::error, notice;
  if (facts.kind == "success") notice.matter.type = Type::success;
  notice.user_id = or_else(facts.user_id, "-");
  return notice;
}

Notice of_budget(const Facts& facts) {
  const bool blocked = facts.kind == "blocked";
  const bool used_up = facts.number >= 100;
  return {{Category::billing, used_up ? Type::error : Type::warning, blocked},
          joined({"Budget ", facts.subject_name, " has reached ", percent_of(facts)}),
          joined({dollars_of(facts.spent_nano_usd), " of ", dollars_of(facts.limit_nano_usd),
                  " are spent in this period.",
                  blocked   ? " Calls that it counts are stopped until its next period."
                  : used_up ? " It is used up; calls go on."
                            : ""}),
          "/tokens/budgets",
          "Show budgets",
          {},
          Role::admin};
}

Notice of_unpriced(const Facts& facts) {
  return {{Category::billing, Type::warning},
          joined({"No price is known for ", facts.subject_name}),
          "Its calls count as free, so no budget stops them.",
          "/tokens/prices",
          "Set a price",
          {},
          Role::admin};
}

Notice of_key(const Facts& facts, Type type, std::string_view what) {
  std::string message;
  if (!facts.user_name.empty()) message = joined({"By ", facts.user_name, "."});
  return {{Category::system, type},
          joined({"Key ", facts.subject_name, what}),
          std::move(message),
          "/keys",
          "Show keys",
          {},
          Role::admin};
}

Notice of_ending_key(const Facts& facts, Type type, std::string_view what, std::string_view when) {
  auto notice = of_key(facts, type, what);
  if (facts.number > 0) notice.message = joined({when, moment_of(facts.number), "."});
  return notice;
}

Notice of_member(const Facts& facts, std::string_view what, Role role) {
  Notice notice{{Category::team, Type::info},
                joined({or_else(facts.user_name, "Somebody"), what}),
                {},
                "/team",
                "Show the team"};
  notice.role = role;
  notice.except_user_id = facts.user_id;
  return notice;
}

// A name is gone only with its account.
Notice of_removed_member(const Facts& facts) {
  auto notice = of_member(facts, " is no longer a member", Role::admin);
  if (facts.user_name.empty()) notice.title = "A member deleted their account";
  return notice;
}

Notice of_changed_member(const Facts& facts) {
  Notice notice{
      {Category::team, Type::info}, "Your membership has changed", {}, "/team", "Show the team"};
  if (!facts.detail.empty()) notice.message = joined({"You are ", facts.detail, " from now on."});
  notice.user_id = or_else(facts.user_id, "-");
  return notice;
}

Notice of_reuse(const Facts& facts) {
  return {{Category::system, Type::warning, true},
          "A session of yours was ended",
          "Somebody used a sign-in token that had been replaced. If it wasn't you, change your "
          "password.",
          "/settings/sessions",
          "Show sessions",
          or_else(facts.user_id, "-")};
}

Notice of_webhook(const Facts& facts) {
  return {{Category::system, Type::error},
          joined({"Webhook to ", facts.subject_name, " was disabled"}),
          std::string(facts.detail),
          "/notifications/webhooks",
          "Show webhooks",
          {},
          Role::admin};
}

}  // namespace

Notice notice_of(Topic topic, const Facts& facts) {
  switch (topic) {
    case Topic::error_new:
      return of_issue(facts, "New error");
    case Topic::error_regressed:
      return of_issue(facts, "Regression");
    case Topic::execution_finished:
      return of_run(facts);
    case Topic::budget_threshold:
      return of_budget(facts);
    case Topic::key_created:
      return of_key(facts, Type::info, " was added");
    case Topic::key_rotated:
      return of_key(facts, Type::info, " was rotated");
    case Topic::key_revoked:
      return of_key(facts, Type::warning, " was revoked");
    case Topic::key_expiring:
      return of_ending_key(facts, Type::warning, " expires soon", "It expires at ");
    case Topic::key_expired:
      return of_ending_key(facts, Type::error, " has expired", "It expired at ");
    case Topic::member_joined:
      return of_member(facts, " joined", Role::viewer);
    case Topic::member_removed:
      return of_removed_member(facts);
    case Topic::member_changed:
      return of_changed_member(facts);
    case Topic::refresh_reused:
      return of_reuse(facts);
    case Topic::usage_unpriced:
      return of_unpriced(facts);
    case Topic::webhook_disabled:
      return of_webhook(facts);
    default:
      break;
  }
  return {};
}

}  // namespace arris::notifications
