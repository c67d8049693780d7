#pragma once
// The bodies of auth: what goes in and what comes out. Times are Unix ms UTC.

#include "http/list.h"
#include "people/shapes.h"

namespace arris::auth {

using namespace people;

using http::Limit;

// ---- in

struct SetUp {
  Secret token;
  json::Email email;
  Name name;
  Password password;
  Name org_name;
  json::Maybe<TokenTransport> token_transport;
};
BOOST_DESCRIBE_STRUCT(SetUp, (), (token, email, name, password, org_name, token_transport))
void find_faults(const SetUp& body, json::Faults& faults);

struct SignUp {
  json::Email email;
  Name name;
  json::Maybe<Password> password;
  json::Maybe<Name> org_name;
};
BOOST_DESCRIBE_STRUCT(SignUp, (), (email, name, password, org_name))
void find_faults(const SignUp& body, json::Faults& faults);

// As the host's operator has it.
enum class SignUpState : std::uint8_t { open, closed };
BOOST_DESCRIBE_ENUM(SignUpState, open, closed)

struct SignUpNow {
  SignUpState state;
};
BOOST_DESCRIBE_STRUCT(SignUpNow, (), (state))

struct LogIn {
  json::Email email;
  Password password;
  json::Maybe<TokenTransport> token_transport;
};
BOOST_DESCRIBE_STRUCT(LogIn, (), (email, password, token_transport))

struct EmailAddress {
  json::Email email;
};
BOOST_DESCRIBE_STRUCT(EmailAddress, (), (email))

// The token alone, in the browser that asked for it; with the mailed code, anywhere; or the code
// with the address that it was mailed to.
struct Redeem {
  json::Maybe<Secret> token;
  json::Maybe<json::Email> email;
  json::Maybe<Secret> code;
  json::Maybe<TokenTransport> token_transport;
};
BOOST_DESCRIBE_STRUCT(Redeem, (), (token, email, code, token_transport))
void find_faults(const Redeem& body, json::Faults& faults);

// Without a refresh token the cookie counts.
struct RefreshBody {
  json::Maybe<Secret> refresh_token;
  json::Maybe<TokenTransport> token_transport;
};
BOOST_DESCRIBE_STRUCT(RefreshBody, (), (refresh_token, token_transport))

struct ProfileChange {
  json::Maybe<Name> name;
};
BOOST_DESCRIBE_STRUCT(ProfileChange, (), (name))

struct SwitchOrg {
  OrgId org_id;
};
BOOST_DESCRIBE_STRUCT(SwitchOrg, (), (org_id))

// `current_password` may be absent only where the account has none and the session began a moment ago.
struct PasswordChange {
  json::Maybe<Password> current_password;
  Password new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current_password, new_password))
void find_faults(const PasswordChange& body, json::Faults& faults);

// `current_password` may be absent only where the account has none and the session began a moment ago.
struct NewEmail {
  json::Email email;
  json::Maybe<Password> current_password;
};
BOOST_DESCRIBE_STRUCT(NewEmail, (), (email, current_password))

struct EmailToken {
  Secret token;
};
BOOST_DESCRIBE_STRUCT(EmailToken, (), (token))

struct PasswordReset {
  Secret token;
  Password password;
};
BOOST_DESCRIBE_STRUCT(PasswordReset, (), (token, password))
void find_faults(const PasswordReset& body, json::Faults& faults);

struct SessionPath {
  SessionId id;
};
BOOST_DESCRIBE_STRUCT(SessionPath, (), (id))

struct SessionsQuery {
  json::Maybe<Limit> limit;
  json::Maybe<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(SessionsQuery, (), (limit, cursor))

// ---- out

struct OrgMembership {
  OrgId id;
  std::string_view name;
  Role role;
};
BOOST_DESCRIBE_STRUCT(OrgMembership, (), (id, name, role))

struct CurrentSession {
  SessionId session_id;
  std::int64_t expires_at_ms;
  UserView user;
  OrgView org;
  Role role;
  std::vector<OrgMembership> orgs;
};
BOOST_DESCRIBE_STRUCT(CurrentSession, (), (session_id, expires_at_ms, user, org, role, orgs))

struct ListedSession {
  SessionId id;
  bool current;
  OrgId org_id;
  std::string_view user_agent;
  std::int64_t created_at_ms, refreshed_at_ms, expires_at_ms;
};
BOOST_DESCRIBE_STRUCT(ListedSession, (),
                      (id, current, org_id, user_agent, created_at_ms, refreshed_at_ms,
                       expires_at_ms))

// The same for every address.
struct LinkMailed {
  bool accepted;
};
BOOST_DESCRIBE_STRUCT(LinkMailed, (), (accepted))

// RFC 7517, RFC 8037.
struct PublicJwk {
  std::string_view kty, crv, use, alg, kid, x;
};
BOOST_DESCRIBE_STRUCT(PublicJwk, (), (kty, crv, use, alg, kid, x))

struct PublicJwks {
  std::vector<PublicJwk> keys;
};
BOOST_DESCRIBE_STRUCT(PublicJwks, (), (keys))

// ---- kept between a sign-up and its link

struct SignUpDetails {
  std::string_view name, org_name;
  std::optional<std::string_view> password_phc;
};
BOOST_DESCRIBE_STRUCT(SignUpDetails, (), (name, org_name, password_phc))

}  // namespace arris::auth
