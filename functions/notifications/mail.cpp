#include "notifications/fan_out.h"
#include "notifications/fan_out_queries.h"
#include "notifications/told.h"

namespace arris::notifications {
namespace {

// A message has no address of the product, so a link is written only when it is whole.
std::string text_of(const LetterRow& letter) {
  std::string text(letter.title);
  if (!letter.message.empty()) text.append("\n\n").append(letter.message);
  if (letter.action_url && letter.action_url->starts_with("http"))
    text.append("\n\n").append(*letter.action_url);
  return text.append("\n\nYou get this mail as a member of ").append(letter.org_name).append(".\n");
}

}  // namespace

// Sent at least once: a mail can't be taken back when the end of its delivery is lost.
effect::Task<http::Change> mail_notice(http::Context context, http::Message message) {
  const auto told = co_await message.read<MailTold>(context);
  const auto letter = co_await context.db().find(find_letter(message.org, told.user_id, told.id));
  if (letter) {
    const auto text = context.keep(text_of(*letter));
    co_await effect::send_mail(letter->email, letter->title, text);
  }
  co_return http::Change{};
}

}  // namespace arris::notifications
