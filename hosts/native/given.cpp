#include "native/given.h"

#include "core/text.h"

namespace arris::native {
namespace {

std::string sql_text(std::string_view text) { return "'" + std::string(text) + "'"; }

}  // namespace

std::string Given::id() {
  const auto entropy = world_.entropy();
  Arena arena;
  return std::string(IdSource(world_.now_ms, as_bytes(entropy)).next(arena));
}

std::string Given::org(std::string_view name) {
  const auto org = id();
  world_.database.run("INSERT INTO orgs (id, name, created_at_ms) VALUES (" + sql_text(org) + ", " +
                      sql_text(name) + ", " + std::to_string(world_.now_ms) + ")");
  return org;
}

Session Given::member(http::Role role, std::string_view org_id) {
  if (org_id.empty() && org_id_.empty()) org_id_ = org();
  Session session{
      {}, std::string(org_id.empty() ? std::string_view(org_id_) : org_id), id(), id(), role};
  const auto now = std::to_string(world_.now_ms);
  const auto later = std::to_string(world_.now_ms + 30ll * 86'400'000);
  const auto person = "person" + std::to_string(++people_);
  const std::string role_text(boost::describe::enum_to_string(role, ""));
  world_.database.run(
      "INSERT INTO users (id, email, name, created_at_ms, last_active_at_ms) VALUES (" +
      sql_text(session.user_id) + ", " + sql_text(person + "@example.com") + ", " +
      sql_text(person) + ", " + now + ", " + now + ")");
  world_.database.run(
      "INSERT INTO memberships (org_id, user_id, role, status, joined_at_ms, last_active_at_ms) "
      "VALUES (" +
      sql_text(session.org_id) + ", " + sql_text(session.user_id) + ", " + sql_text(role_text) +
      ", 'active', " + now + ", " + now + ")");
  world_.database.run(
      "INSERT INTO sessions (id, user_id, org_id, user_agent, created_at_ms, refreshed_at_ms, "
      "expires_at_ms, "
      "absolute_expires_at_ms) VALUES (" +
      sql_text(session.session_id) + ", " + sql_text(session.user_id) + ", " +
      sql_text(session.org_id) + ", 'test', " + now + ", " + now + ", " + later + ", " + later +
      ")");
  session.token = token_of(session);
  return session;
}

Session Given::key(const Key& key) {
  if (key.org_id.empty() && org_id_.empty()) org_id_ = org();
  Session session{http::make_access_key(key.kind, world_.entropy().substr(0, 32)),
                  std::string(key.org_id.empty() ? std::string_view(org_id_) : key.org_id),
                  {},
                  id()};
  std::int64_t scopes = 0;
  for (const auto scope : key.scopes) scopes |= http::bit_of(scope);
  const auto limit = key.limit_capacity == 0 ? std::string("NULL, NULL")
                                             : std::to_string(key.limit_capacity) + ", 60000";
  const bool secret = key.kind == http::KeyKind::secret;
  world_.database.run(
      "INSERT INTO access_keys (org_id, id, key_hash, name, kind, shown, last4, scopes, "
      "limit_capacity, limit_window_ms, created_by, created_at_ms) VALUES (" +
      sql_text(session.org_id) + ", " + sql_text(session.session_id) + ", " +
      sql_text(to_hex(crypto::sha256(session.token))) + ", 'test', " +
      sql_text(secret ? "secret" : "public") + ", " +
      sql_text(session.token.substr(0, http::shown_length)) + ", " +
      sql_text(session.token.substr(41)) + ", " + std::to_string(scopes) + ", " + limit +
      ", 'test', " + std::to_string(world_.now_ms) + ")");
  return session;
}

std::string Given::token_of(const Session& session, std::int64_t session_version) {
  const auto* key = world_.keyring.find(http::access_token_key);
  const http::Who who{
      {session.org_id}, {session.user_id}, {session.session_id}, session.role, session_version};
  const auto signed_part = http::unsigned_access_token(who, key->kid, "token", world_.now_ms);
  const auto signature = key->signing.sign(signed_part);
  return signed_part + "." + to_base64url(as_bytes(signature));
}

}  // namespace arris::native
