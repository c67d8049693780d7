#include "team/invite_tokens.h"

#include "core/text.h"

namespace arris::team {

using HostBytes = effect::Simple<effect::Crypto, effect::BytesAnswer>;

Task<std::vector<std::string_view>> make_tokens(Context context, std::vector<InviteName> invites) {
  std::vector<HostBytes> macs;
  for (const InviteName& invite : invites) {
    std::string name(invite.org.text);
    name.append("/").append(invite.id.text).append("/");
    append_decimal(name, invite.generation);
    macs.push_back(effect::mac(invite_key, context.keep(name)));
  }
  std::vector<std::string_view> tokens;
  for (const auto& mac : co_await effect::each(std::move(macs)))
    tokens.push_back(context.keep(to_base64url(as_bytes(mac.data.data))));
  co_return tokens;
}

Task<std::vector<std::string_view>> make_token_hashes(Context context,
                                                      std::vector<InviteName> invites) {
  std::vector<HostBytes> digests;
  for (const auto token : co_await make_tokens(context, std::move(invites)))
    digests.push_back(effect::digest(token));
  std::vector<std::string_view> hashes;
  for (const auto& digest : co_await effect::each(std::move(digests)))
    hashes.push_back(context.keep(to_hex(as_bytes(digest.data.data))));
  co_return hashes;
}

}  // namespace arris::team
