#pragma once
// What is mailed. Nothing in a text comes from who asked, so no mail of ours carries a stranger's
// words; the token is in the link's fragment, which no server and no log sees.

#include <string>

#include "auth/queries.h"
#include "auth/shapes.h"

namespace arris::auth {

enum class Account : std::uint8_t { known, unknown };

// Where people reach the product, and whether anybody may make an account there.
struct Site {
  std::string_view base_url;
  SignUpState sign_up = SignUpState::closed;
};

struct MailText {
  std::string_view subject;
  std::string text;
};

MailText mail_text(Purpose asked, Account account, Site site, std::string_view token,
                   std::string_view code);

// Of a change of the address: to the new one, and to the present one, which learns that it was asked for.
MailText new_address_text(Account account, std::string_view base_url, std::string_view token);
MailText present_address_text(std::string_view base_url);
// To the one that is no longer theirs.
MailText former_address_text();
// Of an account that is gone, to the address that it had.
MailText deleted_account_text();

}  // namespace arris::auth
