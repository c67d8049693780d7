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

}  // namespace arris::auth
