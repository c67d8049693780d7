// Members: who they are, what they may do, and when they go.

#include <boost/describe/enum_to_string.hpp>

#include "core/range.h"
#include "http/as_json.h"
#include "people/queries.h"
#include "team/handlers.h"
#include "team/telling.h"

namespace arris::team {
namespace {

constexpr std::int64_t month_ms = 30 * day_ms;
constexpr std::string_view no_role = "none";

std::optional<std::string_view> name_of(const json::Maybe<Role>& role) {
  if (!role) return std::nullopt;
  return text_of(*role);
}

std::string_view facts_of(Context context, UserId member, const MemberChange& change) {
  Facts facts;
  facts.add("user_id", member.text).add_some("role", name_of(change.role));
  if (change.status) facts.add("status", boost::describe::enum_to_string(*change.status, ""));
  return facts.add("by", context.who().user.text).kept(context);
}

storage::Batch removal(Context context, UserId member) {
  const auto who = context.who();
  const auto facts = http::as_json(context, http::MemberRemoved{member, who.user});
  storage::Batch batch;
  batch.add(check_change(who.org, who.user, member, no_role, std::nullopt, context.if_match()));
  batch.add(people::outdate_sessions(who.org, member));
  batch.add(people::end_issued_keys(who.org, member, context.now_ms()));
  batch.add(remove_member(who.org, member));
  leave_word(batch, context, http::Topic::member_removed, member, facts);
  return batch;
}

}  // namespace

Task<Reply<MemberPage>> list_all_members(Call<Nothing, MemberFilter> call) {
  const Context context = call.context;
  const auto limit = http::limit_of(call.query.limit);
  const auto from = context.position().value_or(http::Position{-1, ""});
  std::optional<std::string_view> q;
  if (call.query.q) q = call.query.q->text;
  const OrgId org = context.who().org;
  const bool count = call.query.count.value_or(false);
  auto [rows, counted] =
      co_await context.db().read(list_members(org, call.query.role, call.query.status, q, from.sort,
                                              from.id, limit + 1, context.now_ms() - month_ms),
                                 count_members(org, call.query.role, call.query.status, q, count));
  auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [](const ListedMember& last) { return http::Position{last.joined_at_ms, last.id.text}; });
  MemberPage answer{std::move(page.data), page.next_cursor, {}};
  if (count) answer.total = counted.front().total;
  co_return reply(std::move(answer));
}

Task<Reply<Member>> change_one_member(Call<MemberPath, Nothing, MemberChange> call) {
  const Context context = call.context;
  const auto who = context.who();
  const auto member = call.path.id;
  const auto& [role, status] = call.body;
  const auto facts = facts_of(context, member, call.body);
  storage::Batch batch;
  batch.add(check_change(who.org, who.user, member, name_of(role), status, context.if_match()));
  batch.add(people::outdate_lowered_sessions(who.org, member, role, status));
  batch.add(change_member(who.org, member, role, status));
  leave_word(batch, context, http::Topic::member_changed, member, facts);
  auto changed = co_await context.db().write(std::move(batch), find_member(who.org, member));
  const auto version = changed.version;
  co_return reply(std::move(changed)).version(version);
}

Task<Reply<Nothing>> remove_one_member(Call<MemberPath> call) {
  co_return reply().commit(removal(call.context, call.path.id));
}

Task<Reply<Nothing>> leave(Call<> call) {
  co_return reply().commit(removal(call.context, call.context.who().user));
}

}  // namespace arris::team
