#pragma once
// A mail as it was handed to the host, with what a person or a test looks for in it.

#include <cstdint>
#include <string>
#include <vector>

#include "effect/frame.h"

namespace arris::effects {

struct StoredMail {
  std::string id;  // UUIDv7: sorts by the moment of sending
  std::string to, subject, text;
  std::vector<std::string> links;  // every http and https URL of the text
  std::string code;                // the first six digits that stand alone; empty for none
  std::int64_t sent_at_ms = 0;
};

// 32 hexadecimal digits, the same ones for a mail to the same address, under the same subject, out of
// the same request or message: what is delivered again sends nothing new. `cause` names that one;
// without it each mail is another.
std::string name_of(const effect::Mail& mail, std::string_view cause);

// `name` is of name_of.
std::string make_mail_id(std::int64_t at_ms, std::string_view name);

// {"id","to","subject","text","links","code","sent_at_ms"}; `code` is null when there is none.
std::string to_json(const StoredMail& mail);

}  // namespace arris::effects
