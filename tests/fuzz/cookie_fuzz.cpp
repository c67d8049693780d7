// A Cookie header and what a refresh token is read from: no bytes may crash either, and a token
// that is read is written the same.

#include <cstdint>
#include <cstdlib>

#include "people/cookies.h"
#include "people/refresh_token.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace arris::people;
  const std::string_view header(reinterpret_cast<const char*>(data), size);
  const auto value = read_cookie(header, refresh_cookie);
  if (value.find(';') != std::string_view::npos) std::abort();
  for (const auto text : {header, value}) {
    const auto token = read_refresh_token(text);
    if (!token) continue;
    const bool same =
        refresh_token_body(token->session, token->counter) == token->body &&
        write_refresh_token(refresh_token_summed(token->body, token->mac), token->checksum) == text;
    if (!same) std::abort();
  }
  return 0;
}
