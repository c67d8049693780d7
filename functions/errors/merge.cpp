#include <algorithm>

#include "errors/handlers.h"
#include "http/as_json.h"

namespace arris::errors {
namespace {

using http::Context;

std::string_view reason_of(const std::optional<json::Text<0, 500>>& reason) {
  return reason ? reason->text : std::string_view();
}

Error not_itself() {
  return invalid("#/issue_ids", "itself", "an issue can't be merged into itself");
}

Error refused(std::string_view code, std::string_view why) {
  return invalid("#/fingerprints", code, why);
}

storage::Batch merge_into(Context context, IssueId target, std::string_view sources,
                          std::string_view reason) {
  const http::Who& who = context.who();
  storage::Batch batch;
  batch.add(require_issues(who.org, sources));
  batch.add(merge_counts(who.org, target, sources)).or_fail(Code::not_found);
  batch.add(move_fingerprints(who.org, target, sources));
  batch.add(move_events(who.org, target, sources));
  batch.add(merge_hours(who.org, target, sources));
  batch.add(merge_people(who.org, target, sources));
  batch.add(merge_facets(who.org, target, sources));
  batch.add(merge_history(who.org, target, sources));
  batch.add(delete_issues(who.org, sources));
  batch.add(record(who.org, context.new_id<EventId>().text, target, context.now_ms(), "merged",
                   who.user, reason));
  return batch;
}

storage::Batch split_off(Context context, IssueId from, IssueId to, std::string_view fingerprints,
                         std::string_view reason) {
  const http::Who& who = context.who();
  const std::int64_t now_ms = context.now_ms();
  storage::Batch batch;
  batch.add(check_leaving(who.org, from, fingerprints))
      .on_refusal("not_here", refused("not_here", "must be fingerprints of this issue"))
      .on_refusal("all", refused("all", "must leave the issue at least one"));
  batch.add(split_issue(who.org, to, from, fingerprints)).or_fail(Code::not_found);
  batch.add(split_fingerprints(who.org, to, from, fingerprints))
      .or_fail("conflict: The issues have changed meanwhile");
  batch.add(split_events(who.org, to, from, fingerprints));
  batch.add(subtract_counts(who.org, from, to));
  batch.add(subtract_hours(who.org, from, to));
  batch.add(build_hours(who.org, to));
  batch.add(build_people(who.org, to));
  batch.add(
      record(who.org, context.new_id<EventId>().text, from, now_ms, "unmerged", who.user, reason));
  batch.add(
      record(who.org, context.new_id<EventId>().text, to, now_ms, "unmerged", who.user, reason));
  return batch;
}

}  // namespace

effect::Task<Reply<Changed>> merge(Call<IssuePath, Nothing, Merge> call) {
  Context context = call.context;
  const auto& sources = call.body.issue_ids.items;
  const IssueId target = call.path.id;
  if (std::ranges::find(sources, target) != sources.end()) co_await Result<Nothing>(not_itself());
  co_return reply(Changed{{target}})
      .commit(merge_into(context, target, as_json(context, sources), reason_of(call.body.reason)));
}

effect::Task<Reply<Changed>> unmerge(Call<IssuePath, Nothing, Unmerge> call) {
  Context context = call.context;
  std::vector<std::string_view> leaving;
  leaving.reserve(call.body.fingerprints.items.size());
  for (const auto& fingerprint : call.body.fingerprints.items) leaving.push_back(fingerprint.text);
  const IssueId made = context.new_id<IssueId>();
  co_return reply(Changed{{call.path.id, made}})
      .commit(split_off(context, call.path.id, made, as_json(context, leaving),
                        reason_of(call.body.reason)));
}

}  // namespace arris::errors
