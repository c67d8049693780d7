#include "team/invite_tokens.h"

#include "core/text.h"

namespace arris::team {
namespace {

using HostBytes = effect::Simple<effect::Crypto, effect::BytesAnswer>;

HostBytes mac_of(Context context, OrgId org, SendingId sending) {
  return effect::mac(invite_key,
                     context.keep(std::string(org.text) + "/" + std::string(sending.text)));
}

}  // namespace

Task<std::vector<Token>> make_tokens(Context context, OrgId org, std::vector<SendingId> sendings) {
  std::vector<HostBytes> macs, digests;
  for (const SendingId sending : sendings) macs.push_back(mac_of(context, org, sending));
  std::vector<Token> tokens;
  for (const auto& mac : co_await effect::each(std::move(macs)))
    tokens.push_back({context.keep(to_base64url(as_bytes(mac.data.data))), {}});
  for (const Token& token : tokens) digests.push_back(effect::digest(token.text));
  const auto digested = co_await effect::each(std::move(digests));
  for (std::size_t i = 0; i < tokens.size(); ++i)
    tokens[i].hash = context.keep(to_hex(as_bytes(digested[i].data.data)));
  co_return tokens;
}

}  // namespace arris::team
