#include "notifications/notice.h"

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
          blocked   ? "Calls that it counts are stopped until its next period."
          : used_up ? "It is used up; calls go on."
                    : "",
          "/tokens/budgets",
          "Show budgets",
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
      return of_key(facts, Type::warning, " expires soon");
    case Topic::key_expired:
      return of_key(facts, Type::error, " has expired");
    case Topic::member_joined:
      return of_member(facts, " joined", Role::viewer);
    case Topic::member_removed:
      return of_member(facts, " is no longer a member", Role::admin);
    case Topic::member_changed:
      return of_changed_member(facts);
    case Topic::refresh_reused:
      return of_reuse(facts);
    case Topic::webhook_disabled:
      return of_webhook(facts);
    default:
      break;
  }
  return {};
}

}  // namespace arris::notifications
