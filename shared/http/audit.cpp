#include "http/audit.h"

#include "http/tell.h"
#include "json/scalar.h"

namespace arris::http {
namespace {

constexpr std::size_t address_bytes_max = 64;

void append_alone(storage::Batch& batch, Context context, const Actor& actor, const Audited& entry,
                  std::int64_t only_if_changed) {
  const auto id = context.new_id<Id<struct AuditTag>>().text;
  const auto& request = context.request();
  batch.add((*entry.statement)(actor.org, id, context.now_ms(), entry.audience, actor.kind,
                               actor.id, entry.action, entry.target_kind, entry.target_id,
                               entry.details, clip_utf8(request.client_address, address_bytes_max),
                               request.request_id, only_if_changed));
}

// Wakes team, which seals what is unsealed.
void append(storage::Batch& batch, Context context, const Actor& actor, const Audited& entry,
            std::int64_t only_if_changed) {
  append_alone(batch, context, actor, entry, only_if_changed);
  tell_json(batch, context, Topic::audit_appended, "{}",
            {.org = actor.org, .when = TellWhen::changed});
}

}  // namespace

Actor caller_of(Context context) {
  const Who& who = context.who();
  if (!who.key.text.empty()) return {who.org, ActorKind::key, who.key.text};
  if (!who.user.text.empty()) return {who.org, ActorKind::person, who.user.text};
  return {who.org, ActorKind::system};
}

std::string_view named(Context context, std::string_view name) {
  std::string text = R"({"name":)";
  json::write_string(text, name);
  return context.keep(text + "}");
}

void audit(storage::Batch& batch, Context context, const Audited& entry) {
  append(batch, context, caller_of(context), entry, 0);
}
void audit(storage::Batch& batch, Context context, const Actor& actor, const Audited& entry) {
  append(batch, context, actor, entry, 0);
}

void audit_change(storage::Batch& batch, Context context, const Audited& entry) {
  append(batch, context, caller_of(context), entry, 1);
}
void audit_change(storage::Batch& batch, Context context, const Actor& actor,
                  const Audited& entry) {
  append(batch, context, actor, entry, 1);
}

void audit_in_every_org(storage::Batch& batch, Context context, Audited entry) {
  const Actor caller = caller_of(context);
  entry.statement = &append_in_every_org;
  append_alone(batch, context, caller, entry, 0);
  std::string person = R"({"user_id":)";
  json::write_string(person, caller.id);
  tell_json(batch, context, Topic::audit_appended, person + "}", {.statement = &tell_every_org});
}

}  // namespace arris::http
