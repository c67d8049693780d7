#pragma once
// The tokens of invites: made of the id of a sending under a key of the host, so that nothing that
// opens an invite is kept, and a mail can be written again.

#include "core/range.h"
#include "team/handlers.h"

namespace arris::team {

inline constexpr std::string_view invite_key = "invite";
inline constexpr std::int64_t invite_ttl_ms = 7 * day_ms;

struct Token {
  std::string_view text;  // 43 characters
  std::string_view hash;  // what is stored of it: 64 hexadecimal digits
};

// In the order of the sendings.
Task<std::vector<Token>> make_tokens(Context context, OrgId org, std::vector<SendingId> sendings);

}  // namespace arris::team
