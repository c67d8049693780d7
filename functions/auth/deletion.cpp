// The end of an account, by who proves that it is theirs. What it means for each of their orgs is told before, refused
// where others would be left alone, and asked again in the batch that does it.

#include <algorithm>

#include "auth/attempts.h"
#include "auth/deletion_queries.h"
#include "auth/handlers.h"
#include "auth/mail_texts.h"
#include "auth/proof.h"
#include "http/tell.h"
#include "people/cookies.h"

namespace arris::auth {
namespace {

using people::OrgFate;

std::vector<LeftOrg> with_fate(std::span<const LeftOrg> orgs, OrgFate fate) {
  std::vector<LeftOrg> some;
  for (const LeftOrg& org : orgs)
    if (org.fate == fate) some.push_back(org);
  return some;
}

Status check_blocking(std::span<const LeftOrg> blocking) {
  if (blocking.empty()) return Nothing{};
  Error error(Code::last_owner);
  for (const LeftOrg& org : blocking)
    error.faults.emplace_back("#", "last_owner",
                              "would leave " + std::string(org.name) + " without an owner");
  return error;
}

// Those that are named are those that go along.
Status check_named(std::span<const OrgId> named, std::span<const LeftOrg> deleted) {
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < named.size(); ++i)
    if (std::ranges::find(deleted, named[i], &LeftOrg::id) == deleted.end())
      faults.emplace_back("#/org_ids/" + std::to_string(i), "not_alone",
                          "is no organization that only you are in");
  for (const LeftOrg& org : deleted)
    if (std::ranges::find(named, org.id) == named.end())
      faults.emplace_back("#/org_ids", "missing",
                          "must name " + std::string(org.name) + ", which goes along");
  if (faults.empty()) return Nothing{};
  return invalid(std::move(faults));
}

void forget_person(storage::Batch& batch, Context context, const Person& person) {
  const UserId user = person.user_id;
  batch.add(delete_sessions(user)).add(drop_email_change(user)).add(delete_links(person.email));
  batch.add(delete_attempts(account_subject(context, person.email), own_subject(context)));
  batch.add(delete_user(user, person.version))
      .or_fail("conflict: Your account has changed meanwhile");
}

}  // namespace

Task<Reply<DeletionOutlook>> show_deletion(Call<> call) {
  auto orgs = co_await call.context.db().read(people::list_left_orgs(call.context.who().user));
  co_return http::reply(DeletionOutlook{std::move(orgs)});
}

Task<Reply<Nothing>> delete_me(BodyCall<AccountDeletion> call) {
  const Context context = call.context;
  const auto who = context.who();
  storage::Batch reads;
  reads.add(people::list_left_orgs(who.user));
  const auto proved = co_await prove_anew(context, call.body.current_password, std::move(reads));
  const auto orgs = co_await storage::read_rows<LeftOrg>(proved.rows.front());
  co_await check_blocking(with_fate(orgs, OrgFate::blocking));
  const auto deleted = with_fate(orgs, OrgFate::deleted);
  std::vector<OrgId> named;
  if (call.body.org_ids) named = call.body.org_ids->items;
  co_await check_named(named, deleted);
  storage::Batch batch;
  batch.add(people::require_session(who.session, who.user, who.session_version, context.now_ms()));
  people::leave_orgs(batch, context, deleted);
  forget_person(batch, context, proved.person);
  http::tell(batch, context, http::Topic::account_deleted, http::AddressTold{proved.person.email});
  co_return signed_out(context, std::move(batch));
}

Task<http::Change> mail_deleted_account(Context context, http::Message message) {
  const auto told = co_await message.read<http::AddressTold>(context);
  co_return co_await mail_and_forget(message, told.email, deleted_account_text());
}

}  // namespace arris::auth
