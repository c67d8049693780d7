#include "redact/secret_shape.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/text.h"
#include "redact/scan.h"

namespace arris::redact {
namespace {

using namespace scan;

bool is_token_char(char c) { return is_word(c) || c == '-'; }
bool is_base64_char(char c) { return is_alnum(c) || c == '+' || c == '/' || c == '_' || c == '-'; }

struct Issuer {
  std::string_view prefix;
  std::size_t least;  // characters behind the prefix
};

constexpr Issuer issuers[] = {{"arris_", 16},
                              {"sk-", 16},
                              {"sk_live_", 8},
                              {"sk_test_", 8},
                              {"rk_live_", 8},
                              {"rk_test_", 8},
                              {"whsec_", 16},
                              {"AKIA", 16},
                              {"ASIA", 16},
                              {"ghp_", 20},
                              {"gho_", 20},
                              {"ghu_", 20},
                              {"ghs_", 20},
                              {"ghr_", 20},
                              {"github_pat_", 20},
                              {"glpat-", 16},
                              {"xoxb-", 10},
                              {"xoxp-", 10},
                              {"xoxa-", 10},
                              {"xoxr-", 10},
                              {"xoxs-", 10},
                              {"xapp-", 10},
                              {"AIza", 30},
                              {"ya29.", 16},
                              {"SG.", 20},
                              {"hf_", 20},
                              {"npm_", 20},
                              {"pypi-", 20},
                              {"shpat_", 16},
                              {"shpss_", 16},
                              {"dop_v1_", 20},
                              {"sq0csp-", 16},
                              {"sq0atp-", 16},
                              {"EAACEdEose0cBA", 8},
                              {"lin_api_", 16},
                              {"gsk_", 20},
                              {"r8_", 20},
                              {"pplx-", 20},
                              {"xai-", 20},
                              {"rnd_", 20},
                              {"dckr_pat_", 16},
                              {"figd_", 16},
                              {"nvapi-", 20},
                              {"sbp_", 20},
                              {"vercel_", 20},
                              {"key-", 32},
                              {"AGE-SECRET-KEY-", 20},
                              {"pk_live_", 8},
                              {"tfp_", 20},
                              {"ATATT", 20}};

struct Country {
  std::string_view code;
  std::size_t length;
};
constexpr Country countries[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"BH", 22},
    {"BR", 29}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DK", 18}, {"EE", 20},
    {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GI", 23},
    {"GR", 27}, {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IL", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30},
    {"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"MC", 27},
    {"MD", 24}, {"ME", 22}, {"MT", 31}, {"NL", 18}, {"NO", 15}, {"PK", 24}, {"PL", 28}, {"PT", 25},
    {"QA", 29}, {"RO", 24}, {"RS", 22}, {"SA", 24}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27},
    {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}};

// Every word of a text is asked whether it is such a key.
constexpr auto begins_issued_key = [] {
  std::array<bool, 256> begins{};
  for (const Issuer& issuer : issuers) begins[static_cast<unsigned char>(issuer.prefix[0])] = true;
  return begins;
}();

using Digits = std::array<char, 19>;

// Ranges of the issuers in use, and the lengths of their numbers.
bool is_issued_card(std::string_view card) {
  const auto head = [&](std::size_t n) { return parse_integer(card.substr(0, n)).value_or(0); };
  const auto within = [&](std::size_t n, std::int64_t low, std::int64_t high) {
    return head(n) >= low && head(n) <= high;
  };
  const std::size_t size = card.size();
  if (card[0] == '4') return size == 13 || size == 16 || size == 19;
  if (within(2, 34, 34) || within(2, 37, 37)) return size == 15;
  if (within(3, 300, 305) || within(2, 36, 36) || within(2, 38, 39)) return size == 14;
  if (within(2, 51, 55) || within(4, 2221, 2720)) return size == 16;
  if (within(4, 6011, 6011) || within(3, 644, 659) || within(4, 3528, 3589)) return size >= 16;
  return (within(2, 62, 62) || within(2, 50, 50) || within(2, 56, 58) || within(2, 67, 67)) &&
         size >= 16;
}

bool has_luhn_sum(std::string_view card) {
  int sum = 0;
  for (std::size_t i = 0; i < card.size(); ++i) {
    const int digit = card[card.size() - 1 - i] - '0';
    const int twice = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += i % 2 == 1 ? twice : digit;
  }
  return sum % 10 == 0;
}

bool is_card(std::string_view card) {
  return card.size() >= 13 && is_issued_card(card) && has_luhn_sum(card);
}

// The remainder by 97 of the characters as numbers (A is 10).
std::uint32_t remainder(std::uint32_t value, std::string_view part) {
  for (const char c : part) {
    value = is_digit(c) ? value * 10 + static_cast<std::uint32_t>(c - '0')
                        : value * 100 + static_cast<std::uint32_t>(c - 'A' + 10);
    value %= 97;
  }
  return value;
}

bool has_iban_sum(std::string_view iban) {
  return remainder(remainder(0, iban.substr(4)), iban.substr(0, 4)) == 1;
}

std::size_t iban_length(std::string_view code) {
  const auto found = std::ranges::find(countries, code, &Country::code);
  return found == std::end(countries) ? 0 : found->length;
}

// "user:password" in base64, as Basic has it: a colon somewhere in what it decodes to.
bool holds_colon(std::string_view encoded) {
  std::string url_form(encoded.substr(0, encoded.size() / 4 * 4));
  std::ranges::replace(url_form, '+', '-');
  std::ranges::replace(url_form, '/', '_');
  const auto decoded = from_base64url(url_form);
  return decoded && decoded->find(':') != std::string::npos;
}

bool starts_with_ignoring_case(std::string_view text, std::size_t at, std::string_view word) {
  return equals_ignoring_case(text.substr(at, word.size()), word);
}

std::size_t blanks(std::string_view text, std::size_t at) {
  if (text.substr(at, 3) == "%20") return 3;
  std::size_t end = at;
  while (end - at < 8 && (char_at(text, end) == ' ' || char_at(text, end) == '+')) ++end;
  return end - at;
}

bool looks_random(std::string_view token) {
  return token.size() >= 20 || (token.size() >= 6 && std::ranges::any_of(token, is_digit));
}

}  // namespace

std::size_t match_pem(std::string_view text, std::size_t at) {
  if (text.substr(at, 11) != "-----BEGIN ") return 0;
  const std::size_t end = text.find("-----END ", at + 11);
  if (end == std::string_view::npos) return text.size() - at;
  const std::size_t line = text.find("-----", end + 9);
  return (line == std::string_view::npos ? text.size() : line + 5) - at;
}

std::size_t match_jwt(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "ey") return 0;
  std::size_t end = run_end(text, at, is_token_char);
  if (end - at < 8 || char_at(text, end) != '.') return 0;
  const std::size_t payload = run_end(text, end + 1, is_token_char);
  if (payload - end < 5) return 0;
  if (char_at(text, payload) != '.') return payload - at;
  return run_end(text, payload + 1, is_token_char) - at;
}

std::size_t match_issued_key(std::string_view text, std::size_t at) {
  if (!begins_issued_key[static_cast<unsigned char>(char_at(text, at))]) return 0;
  for (const Issuer& issuer : issuers) {
    if (text.substr(at, issuer.prefix.size()) != issuer.prefix) continue;
    const std::size_t body = at + issuer.prefix.size();
    std::size_t end = run_end(text, body, is_token_char);
    if (issuer.prefix.ends_with('.') && char_at(text, end) == '.') {
      end = run_end(text, end + 1, is_token_char);
    }
    const std::string_view key = text.substr(body, end - body);
    const bool digit = std::ranges::any_of(key, is_digit) || key.size() >= 32;
    if (key.size() >= issuer.least && digit) return end - at;
  }
  return 0;
}

std::size_t match_card(std::string_view text, std::size_t at) {
  if (char_before(text, at) == '.' && at > 1 && is_digit(text[at - 2])) return 0;  // a fraction
  Digits card{};
  std::size_t count = 0;
  for (std::size_t end = at; count < card.size() && is_digit(char_at(text, end));) {
    card[count++] = text[end++];
    const char next = char_at(text, end);
    if (!is_word(next) && is_card({card.data(), count})) return end - at;
    if ((next == ' ' || next == '-') && is_digit(char_at(text, end + 1))) ++end;
  }
  return 0;
}

std::size_t match_ssn(std::string_view text, std::size_t at) {
  constexpr std::string_view pattern = "ddd-dd-dddd";
  if (char_before(text, at) == '-') return 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = char_at(text, at + i);
    if (pattern[i] == 'd' ? !is_digit(c) : c != '-') return 0;
  }
  const std::string_view ssn = text.substr(at, pattern.size());
  const char next = char_at(text, at + ssn.size());
  const bool never = ssn.starts_with("000") || ssn.starts_with("666") || ssn[0] == '9' ||
                     ssn.substr(4, 2) == "00" || ssn.ends_with("0000");
  return never || is_word(next) || next == '-' ? 0 : ssn.size();
}

std::size_t match_iban(std::string_view text, std::size_t at) {
  if (!is_upper(char_at(text, at)) || !is_upper(char_at(text, at + 1))) return 0;
  const std::size_t length = iban_length(text.substr(at, 2));
  std::array<char, 34> iban{};
  std::size_t count = 0, end = at;
  while (count < length) {
    const char c = char_at(text, end);
    if (c == ' ' && count % 4 == 0 && count != 0) {
      ++end;
    } else if (is_digit(c) || is_upper(c)) {
      iban[count++] = c;
      ++end;
    } else {
      return 0;
    }
    if (end - at > 48) return 0;
  }
  if (length == 0 || is_word(char_at(text, end))) return 0;
  return is_digit(iban[2]) && has_iban_sum({iban.data(), count}) ? end - at : 0;
}

std::size_t match_credentials(std::string_view text, std::size_t at, std::size_t& gap) {
  for (const std::string_view scheme : {"bearer", "basic", "token", "digest"}) {
    if (lower(char_at(text, at)) != scheme[0]) continue;
    if (!starts_with_ignoring_case(text, at, scheme)) continue;
    gap = blanks(text, at + scheme.size());
    if (gap == 0) return 0;
    const std::size_t start = at + scheme.size() + gap;
    std::size_t end =
        run_end(text, start, [](char c) { return is_base64_char(c) || c == '.' || c == '~'; });
    while (end > start && text[end - 1] == '.') --end;
    const std::string_view token = text.substr(start, end - start);
    const bool secret = scheme == "basic" ? holds_colon(token) : looks_random(token);
    if (!secret) return 0;
    return run_end(text, end, [](char c) { return c == '='; }) - start;
  }
  return 0;
}

}  // namespace arris::redact
