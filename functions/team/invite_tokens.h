#pragma once
// The tokens of invites: made of what names an invite under a key of the host, so that nothing that
// opens it is kept, and a mail can be written again.

#include "core/range.h"
#include "team/handlers.h"

namespace arris::team {

inline constexpr std::string_view invite_key = "invite";
inline constexpr std::int64_t invite_ttl_ms = 7 * day_ms;

struct InviteName {
  OrgId org;
  InviteId id;
  std::int64_t generation;
};

// 43 characters each.
Task<std::vector<std::string_view>> make_tokens(Context context, std::vector<InviteName> invites);
// What is stored of each token: 64 hexadecimal digits.
Task<std::vector<std::string_view>> make_token_hashes(Context context,
                                                      std::vector<InviteName> invites);

}  // namespace arris::team
