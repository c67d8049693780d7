// The mails of invites, written when the invite is durable. A mail that was sent is noted, so that
// a message that comes again sends nothing; only an end between the two sends one link twice.

#include "team/invite_tokens.h"
#include "team/listeners.h"
#include "team/telling.h"

namespace arris::team {
namespace {

constexpr std::size_t name_bytes_max = 100;

// A name as a mail may hold it: one line, no address that a reader could take for ours.
std::string plain(std::string_view name) {
  std::string text(clip_utf8(name, name_bytes_max));
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '/' || c == ':') c = ' ';
  }
  return text;
}

std::string text_of_mail(const Letter& letter, std::string_view base_url, std::string_view token) {
  const std::string org = plain(letter.org_name);
  std::string text = letter.inviter_name ? plain(*letter.inviter_name) : "Somebody";
  text.append(" invites you to join ").append(org).append(" on Arris as ");
  text.append(text_of(letter.role)).append(".\n\nAccept here:\n\n");
  text.append(base_url).append("/invite#token=").append(token);
  return text.append(
      "\n\nThe link works once, for 7 days, and only for this address.\n\n"
      "If you do not know who asks, you can ignore this mail: nothing happens.\n");
}

}  // namespace

Task<http::Change> mail_invite(Context context, http::Message message) {
  const auto told = co_await message.read<InviteMessage>(context);
  http::Change change;
  const auto tokens = co_await make_tokens(context, message.org, {told.sending_id});
  const auto [token, token_hash] = tokens.front();
  const auto letter = co_await context.db().find(find_letter(message.org, token_hash));
  if (!letter) co_return change;
  const auto text = context.keep(text_of_mail(*letter, told.base_url, token));
  co_await effect::send_mail(letter->email, "You are invited to Arris", text);
  change.batch.add(note_mailed(message.org, token_hash));
  co_return change;
}

}  // namespace arris::team
