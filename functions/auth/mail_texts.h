#pragma once
// What is mailed. Nothing in a text comes from who asked, so no mail of ours carries a stranger's
// words; the token is in the link's fragment, which no server and no log sees.

#include <string>

#include "auth/queries.h"

namespace arris::auth {

enum class Account : std::uint8_t { known, unknown };

struct MailText {
  std::string_view subject;
  std::string text;
};

MailText mail_text(Purpose asked, Account account, std::string_view base_url,
                   std::string_view token, std::string_view code);

}  // namespace arris::auth
