#include "effects/mail_text.h"

#include <algorithm>
#include <ctime>

#include "core/text.h"

namespace arris::effects {
namespace {

constexpr std::size_t address_max_bytes = 254;  // RFC 5321 section 4.5.3.1
constexpr std::size_t subject_max_bytes = 500;  // fits a line of 998 when it is encoded
constexpr std::size_t text_max_bytes = 1u << 20;
constexpr std::size_t line_max_bytes = 998;  // RFC 5322 section 2.1.1
constexpr std::size_t url_max_bytes = 900;   // a line of the header
constexpr std::string_view address_specials = "<>()[],;:\\\"";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_address(std::string_view text) {
  const auto at = text.find('@');
  if (text.size() > address_max_bytes || at == 0 || at == text.npos || at + 1 == text.size())
    return false;
  if (text.find('@', at + 1) != text.npos) return false;
  return std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < 0x7f && address_specials.find(c) == address_specials.npos;
  });
}

// As a header carries it between < and >.
bool is_url(std::string_view text) {
  if (text.size() > url_max_bytes) return false;
  if (!text.starts_with("https://") && !text.starts_with("http://")) return false;
  return std::ranges::all_of(text,
                             [](char c) { return c > ' ' && c < 0x7f && c != '<' && c != '>'; });
}

std::string to_base64(std::string_view bytes) {
  auto text = to_base64url(as_bytes(bytes));
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

// RFC 2047: encoded words of at most 75 characters, cut between characters of the text.
std::string to_header(std::string_view text) {
  if (is_ascii(text) && text.size() < 900) return std::string(text);
  std::string header;
  while (!text.empty()) {
    const auto part = clip_utf8(text, 45);
    if (!header.empty()) header += "\r\n ";
    header += "=?UTF-8?B?" + to_base64(part) + "?=";
    text.remove_prefix(part.size());
  }
  return header;
}

std::string to_date(std::int64_t at_ms) {
  const std::time_t seconds = at_ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &parts)};
}

// Every line end becomes CRLF.
std::string to_lines(std::string_view text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' || text[i] == '\r')
      lines += "\r\n";
    else
      lines += text[i];
  }
  if (!lines.ends_with("\r\n")) lines += "\r\n";
  return lines;
}

bool has_long_line(std::string_view lines) {
  std::size_t length = 0;
  for (const char c : lines) {
    length = c == '\n' ? 0 : length + 1;
    if (length > line_max_bytes) return true;
  }
  return false;
}

std::string to_body(std::string_view text) {
  const auto lines = to_lines(text);
  if (is_ascii(lines) && !has_long_line(lines))
    return "Content-Transfer-Encoding: 7bit\r\n\r\n" + lines;
  const auto encoded = to_base64(lines);
  std::string body = "Content-Transfer-Encoding: base64\r\n\r\n";
  for (std::size_t i = 0; i < encoded.size(); i += 76) body += encoded.substr(i, 76) + "\r\n";
  return body;
}

std::size_t find_link(std::string_view text, std::size_t from) {
  for (auto at = text.find("http", from); at != text.npos; at = text.find("http", at + 1)) {
    const auto rest = text.substr(at);
    const bool starts = at == 0 || !is_alphanumeric(text[at - 1]);
    if (starts && (rest.starts_with("http://") || rest.starts_with("https://"))) return at;
  }
  return text.npos;
}

std::string_view take_link(std::string_view rest) {
  constexpr std::string_view ends = " \t\r\n<>\"`", trailing = ".,;:!?)]}'";
  auto link = rest.substr(0, rest.find_first_of(ends));
  while (!link.empty() && trailing.find(link.back()) != trailing.npos) link.remove_suffix(1);
  return link;
}

bool joins(char c) {
  return is_alphanumeric(c) || std::string_view("-_/=#+%&").find(c) != std::string_view::npos;
}

bool stands_alone(std::string_view text, std::size_t at, std::size_t end) {
  if (at > 0 && (joins(text[at - 1]) || text[at - 1] == '.')) return false;
  if (end == text.size()) return true;
  if (text[end] == '.' || text[end] == ',')
    return end + 1 == text.size() || !is_digit(text[end + 1]);
  return !joins(text[end]);
}

}  // namespace

Status check_mail(const effect::Mail& mail) {
  if (!is_address(mail.to)) return Error{Code::invalid, "The recipient is not one plain address"};
  if (mail.subject.size() > subject_max_bytes || !is_utf8(mail.subject) ||
      std::ranges::any_of(mail.subject, is_control))
    return Error{Code::invalid, "The subject is not one line of text"};
  if (mail.text.size() > text_max_bytes) return Error{Code::too_large, "The mail is too large"};
  if (!is_utf8(mail.text) || mail.text.find('\0') != mail.text.npos)
    return Error{Code::invalid, "The mail is not text"};
  if (!mail.unsubscribe_url.empty() && !is_url(mail.unsubscribe_url))
    return Error{Code::invalid, "The address to unsubscribe at is not a URL"};
  return success();
}

std::vector<std::string> find_links(std::string_view text) {
  std::vector<std::string> links;
  for (auto at = find_link(text, 0); at != text.npos;) {
    const auto link = take_link(text.substr(at));
    links.emplace_back(link);
    at = find_link(text, at + link.size());
  }
  return links;
}

std::string find_code(std::string_view text) {
  std::string plain(text);
  for (auto at = find_link(plain, 0); at != plain.npos; at = find_link(plain, at))
    plain.erase(at, take_link(std::string_view(plain).substr(at)).size());
  for (std::size_t at = 0; at < plain.size(); ++at) {
    if (!is_digit(plain[at])) continue;
    auto end = at;
    while (end < plain.size() && is_digit(plain[end])) ++end;
    if (end - at == 6 && stands_alone(plain, at, end)) return plain.substr(at, 6);
    at = end;
  }
  return {};
}

std::string to_message(const Envelope& envelope, const effect::Mail& mail) {
  const auto domain = envelope.from.substr(envelope.from.find('@') + 1);
  std::string message;
  const auto add = [&message](std::string_view name, std::string_view value) {
    message.append(name).append(": ").append(value).append("\r\n");
  };
  add("Date", to_date(envelope.sent_at_ms));
  add("From", envelope.from);
  add("To", mail.to);
  add("Subject", to_header(mail.subject));
  add("Message-ID", "<" + std::string(envelope.id) + "@" + std::string(domain) + ">");
  add("Auto-Submitted", "auto-generated");
  if (!mail.unsubscribe_url.empty())
    add("List-Unsubscribe", "<" + std::string(mail.unsubscribe_url) + ">");
  add("MIME-Version", "1.0");
  add("Content-Type", "text/plain; charset=utf-8");
  return message + to_body(mail.text);
}

}  // namespace arris::effects
