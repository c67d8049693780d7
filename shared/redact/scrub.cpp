#include "redact/scrub.h"

#include <algorithm>

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

// What is scrubbed: an event, or anything else.
enum class Root : std::uint8_t { event, value };
struct Rules {
  Root root = Root::event;
  Addresses addresses = Addresses::remove;
  Texts texts = Texts::scrub;
};

class JsonScrubber {
 public:
  JsonScrubber(std::string_view json, const Rules& rules, int nesting = 0)
      : in_(json), rules_(rules), nesting_(nesting) {
    out_.reserve(json.size());
  }

  std::optional<std::string> run() {
    value(Policy::shapes);
    if (!in_.finished()) return {};
    return std::move(out_);
  }

  // A string that holds JSON is scrubbed as JSON; only what has something to take out changes its
  // blanks.
  std::string scrubbed(std::string_view plain) const {
    const bool nested = !plain.empty() && (plain[0] == '{' || plain[0] == '[') && plain != filtered;
    if (nested && nesting_ < nested_texts) {
      JsonScrubber inner(plain, rules_, nesting_ + 1);
      if (auto clean = inner.run()) {
        return clean->find(filtered) == std::string::npos ? std::string(plain) : std::move(*clean);
      }
    }
    return scrub_text(plain);
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

  Policy policy_of(std::string_view raw_key, Policy around) {
    if (around != Policy::shapes) return around;
    if (rules_.root == Root::event && depth_ == 1 && nesting_ == 0 &&
        std::ranges::find(kept_fields, raw_key) != std::end(kept_fields)) {
      return Policy::keep;
    }
    if (std::ranges::find(plain_fields, raw_key) != std::end(plain_fields)) return Policy::shapes;
    const KeyKind kind = kinds_.of(raw_key);
    if (kind == KeyKind::plain) return Policy::shapes;
    return kind == KeyKind::address && rules_.addresses == Addresses::keep ? Policy::shapes
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
      const Policy inside = policy_of(key, policy);
      value(counts(inside, key) ? Policy::keep : inside);
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
        if (rules_.texts == Texts::scrub) second = policy_of(key, policy);
        return text(key, policy);
      }
      value(index == 1 ? second : policy);
    });
    out_.append(separator == '[' ? "[]" : "]");
    --depth_;
  }

  bool counts(Policy policy, std::string_view key) {
    return rules_.root == Root::value && policy == Policy::take && in_.peek() == Kind::number &&
           is_count(key);
  }

  void number(Policy policy) {
    const std::string_view written = in_.raw();
    const bool secret =
        policy == Policy::take || (policy == Policy::shapes && rules_.texts == Texts::scrub &&
                                   written.size() >= 13 && scrub_text(written) != written);
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
    if (rules_.texts == Texts::keep) return append_raw(raw);
    if (raw.find('\\') == std::string_view::npos) {
      const std::string clean = scrubbed(raw);
      return clean == raw ? append_raw(raw) : append_json_string(out_, clean);
    }
    const std::string plain = unescape_json(raw);
    const std::string clean = scrubbed(plain);
    clean == plain ? append_raw(raw) : append_json_string(out_, clean);
  }

  JsonText in_;
  std::string out_;
  Rules rules_;
  int nesting_;
  KeyKinds kinds_;  // of names that stand in the text
  int depth_ = 0;
};

}  // namespace

std::optional<std::string> scrub(std::string_view json, Addresses addresses) {
  if (!is_utf8(json)) return {};
  return JsonScrubber(json, {.addresses = addresses}).run();
}

std::string scrub_content(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return scrub_text(text);
  return JsonScrubber({}, {.root = Root::value}).scrubbed(text);
}

std::optional<std::string> scrub_value(std::string_view json, Texts texts) {
  if (!is_utf8(json)) return {};
  const Rules rules{.root = Root::value, .addresses = Addresses::keep, .texts = texts};
  auto clean = JsonScrubber(json, rules).run();
  if (clean && clean->find(filtered) == std::string::npos) return std::string(json);
  return clean;
}

}  // namespace arris::redact
