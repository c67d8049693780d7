#pragma once
// The bodies of invites. Times are Unix ms UTC.

#include "team/shapes.h"

namespace arris::team {

using people::OrgView;
using people::Password;
using people::Secret;
using people::TokenTransport;

using InviteId = Id<struct InviteTag>;
// Each time that an invite is sent has an id of its own, of which its link is made.
using SendingId = Id<struct SendingTag>;

// An expired one is still open: sending it again opens its link anew.
enum class InviteState : std::uint8_t { pending, expired, accepted, revoked };
BOOST_DESCRIBE_ENUM(InviteState, pending, expired, accepted, revoked)

enum class InviteOutcome : std::uint8_t { invited, renewed, already_member };
BOOST_DESCRIBE_ENUM(InviteOutcome, invited, renewed, already_member)

// ---- in

struct InvitePath {
  InviteId id;
};
BOOST_DESCRIBE_STRUCT(InvitePath, (), (id))

struct InviteFilter {
  std::optional<InviteState> state;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(InviteFilter, (), (state, limit, cursor))

struct NewInvites {
  json::List<json::Email, 1, 50> emails;
  Role role;
};
BOOST_DESCRIBE_STRUCT(NewInvites, (), (emails, role))

struct InviteToken {
  Secret token;
};
BOOST_DESCRIBE_STRUCT(InviteToken, (), (token))

// `name` is for a new person, who may have a password from the start. Someone who has an account
// sends their access token instead.
struct AcceptInvite {
  Secret token;
  json::Maybe<Name> name;
  json::Maybe<Password> password;
  json::Maybe<TokenTransport> token_transport;
};
BOOST_DESCRIBE_STRUCT(AcceptInvite, (), (token, name, password, token_transport))
void find_faults(const AcceptInvite& body, json::Faults& faults);

// ---- out

struct Invite {
  InviteId id;
  std::string_view email;
  Role role;
  InviteState state;
  UserId invited_by;
  std::int64_t created_at_ms, expires_at_ms;
  std::optional<std::int64_t> accepted_at_ms, revoked_at_ms;
  std::int64_t times_sent;
};
BOOST_DESCRIBE_STRUCT(Invite, (),
                      (id, email, role, state, invited_by, created_at_ms, expires_at_ms,
                       accepted_at_ms, revoked_at_ms, times_sent))

// `invite_id` is null for a member.
struct Invited {
  std::string_view email;
  InviteOutcome outcome;
  std::optional<InviteId> invite_id;
};
BOOST_DESCRIBE_STRUCT(Invited, (), (email, outcome, invite_id))

struct SentInvites {
  std::vector<Invited> data;
  std::int64_t expires_at_ms;
};
BOOST_DESCRIBE_STRUCT(SentInvites, (), (data, expires_at_ms))

// `has_account`: whoever accepts signs in first.
struct InviteShown {
  OrgView org;
  std::string_view email;
  Role role;
  std::string_view invited_by;
  std::int64_t expires_at_ms;
  bool has_account;
};
BOOST_DESCRIBE_STRUCT(InviteShown, (), (org, email, role, invited_by, expires_at_ms, has_account))

// ---- kept in the outbox

struct InviteMessage {
  SendingId sending_id;
  std::string_view base_url;
};
BOOST_DESCRIBE_STRUCT(InviteMessage, (), (sending_id, base_url))

}  // namespace arris::team
