#pragma once
// The handlers of team's routes, by the file that holds them.

#include "http/call.h"
#include "http/cursor.h"
#include "team/audit_queries.h"
#include "team/invite_queries.h"

namespace arris::team {

using effect::Task;
using http::Call;
using http::Context;
using http::Page;
using http::Reply;
using http::reply;
template <class Body>
using BodyCall = Call<Nothing, Nothing, Body>;

// members.cpp
Task<Reply<MemberPage>> list_all_members(Call<Nothing, MemberFilter> call);
Task<Reply<Member>> change_one_member(Call<MemberPath, Nothing, MemberChange> call);
Task<Reply<Nothing>> remove_one_member(Call<MemberPath> call);
Task<Reply<Nothing>> leave(Call<> call);

// org.cpp
Task<Reply<Org>> show_org(Call<> call);
Task<Reply<Org>> change_org(BodyCall<OrgChange> call);
Task<Reply<Nothing>> delete_org(Call<Nothing, OrgDeletion> call);
Task<Reply<Transferred>> transfer(BodyCall<Transfer> call);

// invites.cpp
Task<Reply<Page<Invite>>> list_all_invites(Call<Nothing, InviteFilter> call);
Task<Reply<SentInvites>> send_invites(BodyCall<NewInvites> call);
Task<Reply<Invite>> resend_invite(Call<InvitePath> call);
Task<Reply<Nothing>> revoke_one_invite(Call<InvitePath> call);

// accept.cpp
Task<Reply<InviteShown>> look_up_invite(BodyCall<InviteToken> call);
Task<Reply<people::IssuedSession>> accept(BodyCall<AcceptInvite> call);

// audit.cpp
Task<Reply<Page<AuditEntry>>> list_audit(Call<Nothing, AuditFilter> call);
Task<Reply<Page<Activity>>> list_all_activity(Call<Nothing, ActivityFilter> call);
Task<Reply<VerifiedChain>> verify_audit(Call<Nothing, VerifyFilter> call);

// audit_export.cpp
Task<Reply<http::RawAnswer>> export_audit(Call<Nothing, AuditExportFilter> call);

}  // namespace arris::team
