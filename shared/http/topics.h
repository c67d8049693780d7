#pragma once
// What functions tell each other (docs: hosts/ABI.md, message). A topic's text is stored, so it is
// never renamed; its payload is the struct named beside it, where one stands below.

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/ids.h"
#include "json/types.h"

namespace arris::http {

// To add a topic: one row here.
#define ARRIS_TOPICS(X)                                             \
  X(account_deleted, "account.deleted") /* AddressTold */           \
  X(address_asked, "address.asked")     /* AddressAsked */          \
  X(address_changed, "address.changed") /* AddressTold */           \
  X(ai_called, "ai.called")             /* AiCalled */              \
  X(audit_appended, "audit.appended")                               \
  X(budget_threshold, "budget.threshold")     /* BudgetThreshold */ \
  X(error_new, "error.new")                   /* ErrorTold */       \
  X(error_regressed, "error.regressed")       /* ErrorTold */       \
  X(execution_finished, "execution.finished") /* RunTold */         \
  X(key_created, "key.created")               /* KeyTold */         \
  X(key_expired, "key.expired")               /* KeyTold */         \
  X(key_expiring, "key.expiring")             /* KeyTold */         \
  X(key_revoked, "key.revoked")               /* KeyTold */         \
  X(key_rotated, "key.rotated")               /* KeyTold */         \
  X(member_changed, "member.changed")         /* MemberChanged */   \
  X(member_invited, "member.invited")                               \
  X(member_joined, "member.joined")   /* MemberJoined */            \
  X(member_removed, "member.removed") /* MemberRemoved */           \
  X(org_deleted, "org.deleted")                                     \
  X(notification_added, "notification.added")                       \
  X(notification_mail, "notification.mail")                         \
  X(notification_posted, "notification.posted")                     \
  X(exception_seen, "span.exception")         /* ExceptionSeen */   \
  X(refresh_reused, "session.refresh_reused") /* RefreshReused */   \
  X(usage_unpriced, "usage.unpriced")         /* UsageUnpriced */   \
  X(webhook_attempt, "webhook.attempt")                             \
  X(webhook_disabled, "webhook.disabled")                           \
  X(webhook_due, "webhook.due")

enum class Topic : std::uint8_t {
#define X(name, text) name,
  ARRIS_TOPICS(X)
#undef X
};

constexpr std::string_view text_of(Topic topic) {
  constexpr std::string_view texts[] = {
#define X(name, text) text,
      ARRIS_TOPICS(X)
#undef X
  };
  return texts[static_cast<std::uint8_t>(topic)];
}

// A call that the gateway passed on, or that a span of a trace tells of. `usage` is what its provider says it used, in its own words, or a guess where
// `estimated`; absent for what used nothing.
struct AiCalled {
  std::string_view id, provider, model;
  std::int64_t at_ms;
  std::optional<std::string_view> vault_key_id;
  json::Maybe<json::Raw> usage;
  std::optional<std::string_view> service_tier;
  bool estimated;
  std::optional<std::string_view> key_id, user_id, agent_id, pipeline_id, execution_id;
};
BOOST_DESCRIBE_STRUCT(AiCalled, (),
                      (id, provider, model, at_ms, vault_key_id, usage, service_tier, estimated,
                       key_id, user_id, agent_id, pipeline_id, execution_id))

// The address of a person who asked for another one, and where they reach the product.
struct AddressAsked {
  std::string_view email, base_url;
};
BOOST_DESCRIBE_STRUCT(AddressAsked, (), (email, base_url))

// The address that a person has no longer.
struct AddressTold {
  std::string_view email;
};
BOOST_DESCRIBE_STRUCT(AddressTold, (), (email))

// Money is in nano-USD. `subject` is empty for the scope org; `blocked`: the gateway stops calls.
struct BudgetThreshold {
  std::string_view budget_id, name, scope, subject, period;
  std::int64_t period_at_ms, percent, limit_nano_usd, spent_nano_usd;
  bool blocked;
};
BOOST_DESCRIBE_STRUCT(BudgetThreshold, (),
                      (budget_id, name, scope, subject, period, period_at_ms, percent,
                       limit_nano_usd, spent_nano_usd, blocked))

struct ErrorTold {
  std::string_view id;  // of the event
  std::string_view issue_id;
};
BOOST_DESCRIBE_STRUCT(ErrorTold, (), (id, issue_id))

// An exception that a span of a trace recorded; `environment` and `stack_trace` may be empty.
struct ExceptionSeen {
  std::string_view trace_id, span_id, service, environment, error_type, message, stack_trace;
  std::int64_t at_ms;
};
BOOST_DESCRIBE_STRUCT(ExceptionSeen, (),
                      (trace_id, span_id, service, environment, error_type, message, stack_trace,
                       at_ms))

struct KeyTold {
  KeyId key_id;
  std::string_view name;
  std::string_view kind;  // vault, secret or public
  std::optional<std::int64_t> expires_at_ms;
  std::string_view actor_id;  // who did it; empty when time did
};
BOOST_DESCRIBE_STRUCT(KeyTold, (), (key_id, name, kind, expires_at_ms, actor_id))

struct MemberJoined {
  UserId user_id;
  std::string_view role;
  json::Maybe<UserId> invited_by;  // absent for a founder
};
BOOST_DESCRIBE_STRUCT(MemberJoined, (), (user_id, role, invited_by))

// What the member has from now on; absent is as before. `by`: whose change it is.
struct MemberChanged {
  UserId user_id;
  json::Maybe<std::string_view> role, status;
  UserId by;
};
BOOST_DESCRIBE_STRUCT(MemberChanged, (), (user_id, role, status, by))

struct MemberRemoved {
  UserId user_id, by;  // the same for one who left
};
BOOST_DESCRIBE_STRUCT(MemberRemoved, (), (user_id, by))

struct RefreshReused {
  UserId user_id;
  SessionId session_id;
};
BOOST_DESCRIBE_STRUCT(RefreshReused, (), (user_id, session_id))

// `status` is success, failed or cancelled; the error's fields are of a failed run.
struct RunTold {
  std::string_view id, name;
  std::optional<std::string_view> pipeline_id;
  std::string_view status, started_by;
  std::optional<std::int64_t> duration_ms;
  std::optional<std::string_view> error_message, error_type, stack_trace;
};
BOOST_DESCRIBE_STRUCT(RunTold, (),
                      (id, name, pipeline_id, status, started_by, duration_ms, error_message,
                       error_type, stack_trace))

// A call of a model that no price is known for, told once a day. `name` is provider/model.
struct UsageUnpriced {
  std::string_view name, provider, model;
};
BOOST_DESCRIBE_STRUCT(UsageUnpriced, (), (name, provider, model))

}  // namespace arris::http
