// The org itself, and handing it over.

#include "people/queries.h"
#include "team/handlers.h"
#include "team/telling.h"

namespace arris::team {

Task<Reply<Org>> show_org(Call<> call) {
  auto org = co_await call.context.db().get(find_org(call.context.who().org));
  const auto version = org.version;
  co_return reply(std::move(org)).version(version);
}

Task<Reply<Org>> change_org(BodyCall<OrgChange> call) {
  const Context context = call.context;
  const auto org = context.who().org;
  std::optional<std::string_view> name;
  if (call.body.name) name = call.body.name->text;
  storage::Batch batch;
  batch.add(check_org(org, context.if_match()));
  batch.add(rename_org(org, name));
  http::audit_change(batch, context,
                     {.action = "org.renamed",
                      .target_kind = "org",
                      .target_id = org.text,
                      .details = Facts().add_some("name", name).kept(context)});
  auto changed = co_await context.db().write(std::move(batch), find_org(org));
  const auto version = changed.version;
  co_return reply(std::move(changed)).version(version);
}

Task<Reply<Nothing>> delete_org(Call<Nothing, OrgDeletion> call) {
  const Context context = call.context;
  const auto org = context.who().org;
  const auto name = call.query.confirm;
  storage::Batch batch;
  batch.add(check_deletion(org, name, context.if_match()))
      .on_refusal("other_name", invalid("?confirm", "other_name", "must be the name of the org"));
  people::end_org(batch, context, org, name);
  co_return reply().commit(std::move(batch));
}

// The owner until now stays as an admin.
Task<Reply<Transferred>> transfer(BodyCall<Transfer> call) {
  const Context context = call.context;
  const auto who = context.who();
  const auto heir = call.body.user_id;
  if (heir == who.user) co_await Status(invalid("#/user_id", "yourself", "must be somebody else"));
  const auto told = [&](UserId member, std::string_view role) {
    return Facts()
        .add("user_id", member.text)
        .add("role", role)
        .add("by", who.user.text)
        .kept(context);
  };
  storage::Batch batch;
  batch.add(check_heir(who.org, heir));
  batch.add(people::outdate_sessions(who.org, who.user));
  batch.add(transfer_ownership(who.org, who.user, heir));
  leave_word(batch, context, http::Topic::member_changed, heir, told(heir, "owner"));
  leave_word(batch, context, http::Topic::member_changed, who.user, told(who.user, "admin"));
  http::audit(batch, context,
              {.action = "org.transferred", .target_kind = "person", .target_id = heir.text});
  co_return reply(Transferred{heir, who.user}).commit(std::move(batch));
}

}  // namespace arris::team
