#include "auth/mail_texts.h"

namespace arris::auth {
namespace {

constexpr std::string_view unasked =
    "\n\nIf you did not ask for this, you can ignore this mail: nothing has changed.\n";

std::string link_and_code(std::string_view intro, std::string_view base_url, std::string_view token,
                          std::string_view code) {
  std::string text(intro);
  text.append("\n\n").append(base_url).append("/sign-in#token=").append(token);
  text.append("\n\nIn another browser than the one you asked from, type this code: ").append(code);
  return text.append("\n\nThe link works once, for 10 minutes.").append(unasked);
}

MailText no_account(Site site) {
  std::string text = "There is no account for this address. ";
  if (site.sign_up == SignUpState::open)
    text.append("You can create one here:\n\n").append(site.base_url).append("/sign-up");
  else
    text.append("Ask somebody who has one to invite you.");
  text.append(unasked);
  return {"Your Arris account", std::move(text)};
}

MailText reset(std::string_view base_url, std::string_view token) {
  std::string text = "Choose a new password here:\n\n";
  text.append(base_url).append("/reset-password#token=").append(token);
  text.append("\n\nThe link works once, for 10 minutes.").append(unasked);
  return {"Reset your Arris password", std::move(text)};
}

}  // namespace

MailText mail_text(Purpose asked, Account account, Site site, std::string_view token,
                   std::string_view code) {
  const bool known = account == Account::known;
  if (asked == Purpose::signup && !known)
    return {"Confirm your Arris account",
            link_and_code("Confirm your address and sign in:", site.base_url, token, code)};
  if (!known) return no_account(site);
  if (asked == Purpose::reset) return reset(site.base_url, token);
  const std::string_view intro =
      asked == Purpose::signup ? "You have an account already. Sign in here:" : "Sign in here:";
  return {"Sign in to Arris", link_and_code(intro, site.base_url, token, code)};
}

MailText new_address_text(Account account, std::string_view base_url, std::string_view token) {
  std::string text;
  if (account == Account::known) {
    text.append(
            "Somebody wants this to be the address of their account, but there is an account for "
            "it already. ")
        .append("Sign in to that here:\n\n")
        .append(base_url)
        .append("/sign-in")
        .append(unasked);
    return {"Your Arris account", std::move(text)};
  }
  text.append("Confirm that this is the new address of your account:\n\n").append(base_url);
  text.append("/confirm-email#token=")
      .append(token)
      .append("\n\nThe link works once, for 10 minutes, ");
  text.append("where you are signed in to that account.").append(unasked);
  return {"Confirm your new address", std::move(text)};
}

MailText present_address_text(std::string_view base_url) {
  std::string text =
      "Somebody who signed in to your account asked for another address of it. It changes once the "
      "new address is confirmed.\n\nIf it was not you, change your password now. That ends their "
      "sessions, and the link that they wait for opens nothing:\n\n";
  text.append(base_url).append("/settings\n");
  return {"A new address was asked for", std::move(text)};
}

MailText former_address_text() {
  return {"Your address was changed",
          "Your Arris account has another address now, and this one signs in to it no longer.\n\n"
          "If it was not you who changed it, tell an owner of your organization at once.\n"};
}

MailText deleted_account_text() {
  return {
      "Your account was deleted",
      "Your Arris account was deleted as you asked, with the organizations that only you were in. "
      "This address signs in no longer; it is free for a new account.\n\n"
      "If it was not you who asked, tell an owner of your organization at once.\n"};
}

}  // namespace arris::auth
