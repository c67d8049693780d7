// Secrets inside of one text: one pass, each place asked once.

#include <algorithm>

#include "core/text.h"
#include "redact/json_text.h"
#include "redact/plain_text.h"
#include "redact/scan.h"
#include "redact/scrub.h"
#include "redact/secret_shape.h"
#include "redact/sensitive_key.h"

namespace arris::redact {
namespace {

using namespace scan;

bool is_key_char(char c) { return is_word(c) || c == '-' || c == '.'; }
bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

// Words that follow "password:" in prose about passwords.
constexpr std::string_view prose[] = {
    "must",     "is",       "should",    "cannot", "can",      "may",        "not",       "invalid",
    "required", "missing",  "does",      "do",     "was",      "too",        "at",        "the",
    "a",        "an",       "and",       "or",     "expected", "wrong",      "incorrect", "empty",
    "null",     "none",     "undefined", "field",  "value",    "unexpected", "failed",    "has",
    "expired",  "no",       "this",      "token",  "could",    "will",       "are",       "were",
    "mismatch", "rejected", "unable",    "for",    "in",       "of"};

bool is_prose(std::string_view word) {
  return std::ranges::find(prose, to_lower(word)) != std::end(prose);
}

bool looks_secret(std::string_view word) {
  const bool mixed = std::ranges::any_of(word, is_digit) && std::ranges::any_of(word, is_alpha);
  return word.size() >= 20 || (word.size() >= 6 && mixed);
}

// What stands between a name and its value: closing quote, blanks, "=" or ":".
struct Separator {
  std::size_t end = 0;  // 0: there is none
  char mark = 0;
  bool blank_after = false;
  bool quoted_key = false;
};

std::size_t skip_quote(std::string_view text, std::size_t at) {
  const std::size_t slash = run_end(text, at, [](char c) { return c == '\\'; });
  return slash - at <= 8 && is_quote(char_at(text, slash)) ? slash + 1 : at;
}

std::size_t skip_few_blanks(std::string_view text, std::size_t at) {
  return run_end(text.substr(0, at + 4), at, [](char c) { return c == ' ' || c == '\t'; });
}

Separator separator_at(std::string_view text, std::size_t at) {
  Separator out;
  if (char_at(text, at) == ']') ++at;  // user[password]=x
  const std::size_t closed = skip_quote(text, at);
  out.quoted_key = closed != at;
  at = skip_few_blanks(text, closed);
  out.mark = char_at(text, at);
  if (text.substr(at, 3) == "%3D" || text.substr(at, 3) == "%3d") {
    out.mark = '=';
    at += 2;
  }
  if (out.mark != '=' && out.mark != ':') return {};
  if (out.mark == ':' && char_at(text, at + 1) == ':') return {};  // a scope
  ++at;
  if (char_at(text, at) == '>' && out.mark == '=') ++at;  // Ruby's =>
  out.end = skip_few_blanks(text, at);
  out.blank_after = out.end != at;
  return out;
}

// A value as it stands behind a separator: what to take out, and where the text goes on.
struct Value {
  std::size_t start = 0;
  std::size_t end = 0;
  bool quoted = false;
};

Value quoted_value(std::string_view text, std::size_t at) {
  const std::size_t start = skip_quote(text, at);
  const std::string_view quote = text.substr(at, start - at);  // with its backslashes
  std::size_t end = text.find(quote, start);
  while (quote.size() == 1 && end != std::string_view::npos && text[end - 1] == '\\' &&
         end > start) {
    end = text.find(quote, end + 1);
  }
  return {start, std::min(end, text.size()), true};
}

bool ends_value(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_space(c) || is_quote(c) || c == '&' || c == ';' || c == '<' || c == '>' || c == '\\')
    return true;
  if (text.substr(at, 3) == "%26") return true;
  if (c != ',' && c != ')' && c != ']' && c != '}') return false;
  return at + 1 == text.size() || is_space(text[at + 1]) || !is_alnum(text[at + 1]);
}

Value bare_value(std::string_view text, std::size_t at) {
  if (text.substr(at, filtered.size()) == filtered) return {at, at + filtered.size()};
  std::size_t end = at;
  while (end < text.size() && !ends_value(text, end)) ++end;
  return {at, end};
}

Value line_value(std::string_view text, std::size_t at) {
  return {at, std::min(text.find_first_of("\r\n\"'`\\&", at), text.size())};
}

class TextScrubber {
 public:
  explicit TextScrubber(std::string_view text) : text_(text) { out_.reserve(text.size()); }

  std::string run() {
    while (at_ < text_.size())
      if (!step()) copy_to(std::max(at_ + 1, word_end()));
    return std::move(out_);
  }

 private:
  bool step() {
    const char c = text_[at_];
    if (c == '@' || c == '%') return email() || escape();
    if (c == ':') return user_info();
    if (c == '-' && take(match_pem(text_, at_))) return true;
    if (follows(is_word) || (!is_alnum(c) && c != '-' && c != '_')) return false;
    return named_value() || credentials() || shape();
  }

  // Takes out `length` characters.
  bool take(std::size_t length) {
    if (length == 0) return false;
    out_.append(filtered);
    at_ += length;
    floor_ = at_;
    return true;
  }

  void copy_to(std::size_t end) {
    out_.append(text_.substr(at_, end - at_));
    at_ = end;
  }

  // Inside of a word nothing begins.
  std::size_t word_end() const { return run_end(text_, at_, is_word); }

  // Whether the character before is of a class; behind an escape like %26 a word starts anew.
  bool follows(bool (*in_class)(char)) const {
    return at_ != escape_end_ && in_class(char_before(text_, at_));
  }

  bool escape() {
    if (!is_hex(char_at(text_, at_ + 1)) || !is_hex(char_at(text_, at_ + 2))) return false;
    copy_to(at_ + 3);
    escape_end_ = at_;
    return true;
  }

  // At the sign of an address: its name is the end of what was copied.
  bool email() {
    std::size_t start = at_;
    while (start > floor_ && is_email_char(text_[start - 1]) && text_[start - 1] != '%') --start;
    if (start == at_) return false;
    const std::size_t sign = text_[at_] == '@' ? 1 : 3;
    std::size_t first = start;
    while (first < at_ && !is_alnum(text_[first]) && text_[first] != '_') ++first;
    const std::size_t from = std::max(first, at_ - std::min<std::size_t>(at_ - first, 1));
    if (first == at_ || match_email(text_, from) <= sign) return false;
    const std::size_t length = match_email(text_, from) - (at_ - from);
    out_.resize(out_.size() - (at_ - first));
    return take(length);
  }

  // At ":" of "://user:password@host".
  bool user_info() {
    if (text_.substr(at_, 3) != "://") return false;
    const std::size_t end =
        std::min(text_.find_first_of("/?# \t\r\n\"'<>`\\", at_ + 3), text_.size());
    const std::size_t sign = text_.substr(at_ + 3, end - at_ - 3).rfind('@');
    if (sign == std::string_view::npos) return false;
    copy_to(at_ + 3);
    return take(sign);
  }

  bool named_value() {
    if (follows(is_key_char)) return false;
    const std::size_t key_end = run_end(text_, at_, is_key_char);
    const std::string_view key = text_.substr(at_, key_end - at_);
    const Separator separator = separator_at(text_, key_end);
    if (separator.end == 0) return flag(key, key_end);
    const KeyKind kind = kind_of_key(key);
    if (kind == KeyKind::plain || kind == KeyKind::address) return false;
    const Value value = value_at(separator, kind);
    if (value.end <= value.start || is_kept(value, separator, kind)) return false;
    copy_to(value.start);
    return take(value.end - value.start);
  }

  // --password hunter2
  bool flag(std::string_view key, std::size_t key_end) {
    if (!key.starts_with("--") || char_at(text_, key_end) != ' ') return false;
    if (kind_of_key(key) == KeyKind::plain || kind_of_key(key) == KeyKind::address) return false;
    const Value value = bare_value(text_, key_end + 1);
    if (value.end == value.start || text_[value.start] == '-') return false;
    copy_to(value.start);
    return take(value.end - value.start);
  }

  Value value_at(const Separator& separator, KeyKind kind) const {
    if (skip_quote(text_, separator.end) != separator.end)
      return quoted_value(text_, separator.end);
    if (kind == KeyKind::header) return line_value(text_, separator.end);
    return bare_value(text_, separator.end);
  }

  // Prose about a secret is kept; so is a value that is a structure: its own names decide.
  bool is_kept(const Value& value, const Separator& separator, KeyKind kind) const {
    const std::string_view word = text_.substr(value.start, value.end - value.start);
    if (word == filtered) return false;
    if (!value.quoted && (word[0] == '{' || word[0] == '[')) return true;
    if (separator.mark == '=' || separator.quoted_key || !separator.blank_after) {
      return separator.mark == ':' && word.starts_with("//");
    }
    if (kind == KeyKind::header) return false;
    if (kind == KeyKind::weak) return !looks_secret(word);
    return !value.quoted && is_prose(word);
  }

  bool credentials() {
    std::size_t gap = 0;
    const std::size_t length = match_credentials(text_, at_, gap);
    if (length == 0) return false;
    copy_to(run_end(text_, at_, is_alpha) + gap);
    return take(length);
  }

  bool shape() {
    for (const auto match : {match_jwt, match_issued_key, match_card, match_ssn, match_iban}) {
      if (take(match(text_, at_))) return true;
    }
    return false;
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t escape_end_ = 0;
  std::size_t floor_ = 0;  // everything of the text from here to at_ is the end of out_
};

}  // namespace

std::string scrub_text(std::string_view text) {
  return is_plain(text) ? std::string(text) : TextScrubber(text).run();
}

}  // namespace arris::redact
