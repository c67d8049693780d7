#pragma once
// The text side of mail, without I/O: what may be sent, what is found in a text, and how it travels
// (RFC 5322).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "effect/frame.h"

namespace arris::effects {

// Refuses anything but one plain address, and a subject with a control character: they would forge
// headers.
Status check_mail(const effect::Mail& mail);

std::vector<std::string> find_links(std::string_view text);
std::string find_code(std::string_view text);

struct Envelope {
  std::string_view from;  // an address
  std::string_view id;
  std::int64_t sent_at_ms = 0;
};

// The whole message with its headers; lines end in CRLF. REQUIRES: check_mail(mail)
std::string to_message(const Envelope& envelope, const effect::Mail& mail);

}  // namespace arris::effects
