#include "http/bearer.h"

#include <boost/describe/class.hpp>

#include "core/text.h"
#include "json/json.h"

namespace arris::http {
namespace {

struct Header {
  std::string_view alg, typ, kid;
};
BOOST_DESCRIBE_STRUCT(Header, (), (alg, typ, kid))

struct Claims {
  std::string_view iss, aud;
  UserId sub;
  OrgId org;
  SessionId sid;
  std::int64_t sv;  // the session's version; a logout raises it
  Role role;
  std::int64_t iat, exp;
  std::string_view jti;
};
BOOST_DESCRIBE_STRUCT(Claims, (), (iss, aud, sub, org, sid, sv, role, iat, exp, jti))

Error refused() { return Error(Code::invalid_token); }

template <class Part>
std::optional<Part> decode_part(std::string_view part, Arena& arena) {
  const auto text = from_base64url(part);
  if (!text) return std::nullopt;
  auto decoded = json::decode<Part>(arena.keep(*text), arena);
  if (!decoded) return std::nullopt;
  return std::move(decoded).value();
}

bool in_time(const Claims& claims, std::int64_t now_ms) {
  const std::int64_t now_s = now_ms / 1000;
  return claims.iat <= now_s + clock_leeway_s && now_s < claims.exp &&
         claims.exp - claims.iat == access_token_ttl_s;
}

}  // namespace

Result<AccessToken> read_access_token(std::string_view token, std::int64_t now_ms, Arena& arena) {
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (token.size() > 2048 || first == last || token.find('.', first + 1) != last) return refused();
  const auto header = decode_part<Header>(token.substr(0, first), arena);
  const auto claims = decode_part<Claims>(token.substr(first + 1, last - first - 1), arena);
  const auto signature = from_base64url(token.substr(last + 1));
  if (!header || header->alg != "EdDSA" || header->typ != "at+jwt") return refused();
  if (!claims || claims->iss != token_issuer || claims->aud != token_issuer) return refused();
  if (!signature || signature->size() != 64 || !in_time(*claims, now_ms)) return refused();
  return AccessToken{{claims->org, claims->sub, claims->sid, claims->role, claims->sv},
                     header->kid,
                     token.substr(0, last),
                     arena.keep(*signature)};
}

std::string unsigned_access_token(const Who& who, std::string_view kid, std::string_view token_id,
                                  std::int64_t now_ms) {
  const std::int64_t now_s = now_ms / 1000;
  std::string header, claims;
  json::encode(header, Header{"EdDSA", "at+jwt", kid});
  json::encode(claims,
               Claims{token_issuer, token_issuer, who.user, who.org, who.session,
                      who.session_version, who.role, now_s, now_s + access_token_ttl_s, token_id});
  return to_base64url(as_bytes(header)) + "." + to_base64url(as_bytes(claims));
}

}  // namespace arris::http
