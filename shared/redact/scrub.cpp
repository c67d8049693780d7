#include "redact/scrub.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"
#include "redact/json_text.h"
#include "redact/sensitive_key.h"

namespace arris::redact {
namespace {

constexpr std::string_view kept_fields[] = {"event_id", "release", "dist",       "platform",
                                            "sdk",      "modules", "debug_meta", "timestamp"};

// The names of every frame and breadcrumb: not asked about each time.
constexpr std::string_view plain_fields[] = {
    "filename", "function", "module", "lineno",      "colno",        "in_app",  "abs_path",
    "vars",     "type",     "value",  "pre_context", "post_context", "message", "context_line",
    "level",    "category", "frames", "values",      "stacktrace",   "data",    "mechanism"};
constexpr int nested_texts = 3;  // JSON in a string in a string in a string

// What a value is allowed to keep: it is handed down to what it contains.
enum class Policy : std::uint8_t { shapes, take, keep };

class JsonScrubber {
 public:
  JsonScrubber(std::string_view json, Addresses addresses, int nesting)
      : in_(json), addresses_(addresses), nesting_(nesting) {
    out_.reserve(json.size());
  }

  std::optional<std::string> run() {
    value(Policy::shapes);
    if (!in_.finished()) return {};
    return std::move(out_);
  }

 private:
  using Kind = JsonText::Kind;

  void value(Policy policy) {
    switch (in_.peek()) {
      case Kind::object:
        return object(policy);
      case Kind::array:
        return array(policy);
      case Kind::string:
        return string(policy);
      case Kind::not_a_number:
        in_.raw();
        return void(out_.append("null"));
      case Kind::number:
        return number(policy);
      default:
        out_.append(in_.raw());
    }
  }

  // Members of a list have the same names over and over.
  KeyKind remembered_kind(std::string_view key) {
    const std::size_t sum = key.empty() ? 0 : key.size() * 31 + key.front() * 7u + key.back();
    auto& [known, kind] = kinds_[sum % kinds_.size()];
    if (known != key) {
      known = key;
      kind = kind_of_key(key);
    }
    return kind;
  }

  Policy policy_of(std::string_view raw_key, Policy around) {
    if (around != Policy::shapes) return around;
    if (depth_ == 1 && nesting_ == 0 &&
        std::ranges::find(kept_fields, raw_key) != std::end(kept_fields)) {
      return Policy::keep;
    }
    if (std::ranges::find(plain_fields, raw_key) != std::end(plain_fields)) return Policy::shapes;
    const KeyKind kind = remembered_kind(raw_key);
    if (kind == KeyKind::plain) return Policy::shapes;
    return kind == KeyKind::address && addresses_ == Addresses::keep ? Policy::shapes
                                                                     : Policy::take;
  }

  void object(Policy policy) {
    ++depth_;
    char separator = '{';
    in_.object([&](std::string_view key) {
      out_.push_back(separator);
      separator = ',';
      text(key, policy == Policy::keep ? Policy::keep : Policy::shapes);
      out_.push_back(':');
      value(policy_of(key, policy));
    });
    out_.append(separator == '{' ? "{}" : "}");
    --depth_;
  }

  // The second of a pair is what the first names.
  void array(Policy policy) {
    ++depth_;
    char separator = '[';
    Policy second = policy;
    in_.array([&](std::size_t index) {
      out_.push_back(separator);
      separator = ',';
      if (index == 0 && in_.peek() == Kind::string) {
        const std::string_view key = in_.raw_string();
        second = policy_of(key, policy);
        return text(key, policy);
      }
      value(index == 1 ? second : policy);
    });
    out_.append(separator == '[' ? "[]" : "]");
    --depth_;
  }

  void number(Policy policy) {
    const std::string_view written = in_.raw();
    const bool secret =
        policy == Policy::take ||
        (policy == Policy::shapes && written.size() >= 13 && scrub_text(written) != written);
    if (secret) return append_json_string(out_, filtered);
    out_.append(written);
  }

  void string(Policy policy) { text(in_.raw_string(), policy); }

  // Half a surrogate pair is written as U+FFFD, so that strict readers accept the result.
  void append_raw(std::string_view raw) {
    const bool surrogate = raw.find("\\ud") != raw.npos || raw.find("\\uD") != raw.npos;
    if (surrogate) return append_json_string(out_, unescape_json(raw));
    out_.push_back('"');
    out_.append(raw);
    out_.push_back('"');
  }

  // `raw` is as it is written: it is written so again where nothing is taken out.
  void text(std::string_view raw, Policy policy) {
    if (policy == Policy::keep || raw.empty()) return append_raw(raw);
    if (policy == Policy::take) return append_json_string(out_, filtered);
    if (raw.find('\\') == std::string_view::npos) {
      const std::string clean = scrubbed(raw);
      return clean == raw ? append_raw(raw) : append_json_string(out_, clean);
    }
    const std::string plain = unescape_json(raw);
    const std::string clean = scrubbed(plain);
    clean == plain ? append_raw(raw) : append_json_string(out_, clean);
  }

  // A string that holds JSON is scrubbed as JSON; only what has something to take out changes its
  // blanks.
  std::string scrubbed(std::string_view plain) const {
    const bool nested = !plain.empty() && (plain[0] == '{' || plain[0] == '[') && plain != filtered;
    if (nested && nesting_ < nested_texts) {
      JsonScrubber inner(plain, addresses_, nesting_ + 1);
      if (auto clean = inner.run()) {
        return clean->find(filtered) == std::string::npos ? std::string(plain) : std::move(*clean);
      }
    }
    return scrub_text(plain);
  }

  JsonText in_;
  std::string out_;
  Addresses addresses_;
  int nesting_;
  std::array<std::pair<std::string_view, KeyKind>, 32> kinds_{};  // of names that stand in the text
  int depth_ = 0;
};

}  // namespace

std::optional<std::string> scrub(std::string_view json, Addresses addresses) {
  if (!is_utf8(json)) return {};
  return JsonScrubber(json, addresses, 0).run();
}

}  // namespace arris::redact
