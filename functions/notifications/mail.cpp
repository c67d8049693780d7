#include "notifications/digest.h"
#include "notifications/fan_out.h"
#include "notifications/fan_out_queries.h"
#include "notifications/told.h"

namespace arris::notifications {
namespace {

// A link in a mail is whole: a page stands behind the product's address, or is left out where the
// host does not know it. A notice that leads nowhere else leads to itself.
std::string link_of(const LetterRow& letter, NotificationId id, std::string_view base_url) {
  const auto url = letter.action_url.value_or("");
  if (!url.empty() && !url.starts_with('/')) return std::string(url);
  if (base_url.empty()) return {};
  std::string link(base_url);
  if (url.empty()) return link.append("/notifications/").append(id.text);
  return link.append(url);
}

std::string text_of(const LetterRow& letter, std::string_view link, std::string_view preferences) {
  std::string text(letter.title);
  if (!letter.message.empty()) text.append("\n\n").append(letter.message);
  if (!link.empty()) text.append("\n\n").append(link);
  text.append("\n\nYou get this mail as a member of ").append(letter.org_name).append(".");
  if (!preferences.empty()) text.append(" Choose what is mailed to you:\n\n").append(preferences);
  return text.append("\n");
}

}  // namespace

// Sent at least once: a mail can't be taken back when the end of its delivery is lost.
effect::Task<http::Change> mail_notice(http::Context context, http::Message message) {
  const auto told = co_await message.read<MailTold>(context);
  if (told.from_ms && told.to_ms) {
    co_await mail_digest(context, message.org, told.user_id, *told.from_ms, *told.to_ms,
                         message.base_url);
    co_return http::Change{};
  }
  const auto letter = co_await context.db().find(find_letter(message.org, told.user_id, told.id));
  if (!letter) co_return http::Change{};
  const auto base_url = message.base_url;
  const auto preferences =
      base_url.empty() ? "" : context.keep(std::string(base_url) + "/notifications/preferences");
  const auto link = link_of(*letter, told.id, base_url);
  const auto text = context.keep(text_of(*letter, link, preferences));
  co_await effect::send_mail(letter->email, letter->title, text, preferences);
  co_return http::Change{};
}

}  // namespace arris::notifications
