#pragma once
// The secrets of one mailed link. All of them come from the request's one secret by a key of the
// host, so knowing one tells nothing of the others.

#include "auth/subject.h"

namespace arris::auth {

inline constexpr std::string_view link_key = "login_link";
inline constexpr std::int64_t link_ttl_ms = 10 * 60'000;
// Further links for one address within link_window_ms are neither made nor mailed.
inline constexpr std::int64_t links_max = 10, link_window_ms = 15 * 60'000;

struct LinkSecrets {
  std::string_view token, token_hash;      // 43 characters; 64 hexadecimal digits
  std::string_view browser, browser_hash;  // likewise
  std::string_view code, code_mac;         // 6 digits; 64 hexadecimal digits
};

Task<LinkSecrets> make_link_secrets(Context context);

// Where people reach the product; every link begins with it.
Result<std::string_view> base_url_of(Context context);

// Of a mail to the body's `email`, for which whoever asks waits: an address that the mail server refuses is a fault of the body.
Status mailed(Result<effect::EmptyAnswer> sent);

// How a code is stored: only the host's key can try the million codes.
Task<std::string_view> mac_code(Context context, std::string_view token_hash,
                                std::string_view code);

}  // namespace arris::auth
