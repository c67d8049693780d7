#include "people/caller.h"

#include "http/bearer.h"

namespace arris::people {

Task<http::Who> caller_by_access_token(Context context) {
  const auto header = context.request().header("authorization");
  if (!header.starts_with("Bearer ")) co_await refused(Code::unauthenticated);
  const auto token =
      co_await http::read_access_token(header.substr(7), context.now_ms(), context.arena());
  const auto verified = co_await effect::Simple<effect::Crypto, effect::OkAnswer>{
      effect::Verify{http::access_token_key, token.kid, {token.signed_part}, {token.signature}}};
  if (verified.ok == 0) co_await refused(Code::invalid_token);
  co_return token.who;
}

}  // namespace arris::people
