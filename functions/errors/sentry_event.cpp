#include "errors/sentry_event.h"

#include "core/hash.h"
#include "errors/envelope.h"
#include "errors/moment.h"
#include "redact/json_text.h"

namespace arris::errors {

using namespace redact;
namespace {

using Kind = JsonText::Kind;

// An event of 1 MiB must not become many times its size: of more than this the newest half is kept.
constexpr std::size_t max_frames = 500;
constexpr std::size_t max_exceptions = 50;
constexpr std::size_t max_tags = 200;
constexpr std::size_t max_fingerprint_parts = 50;

template <class Value>
void keep_newest(std::vector<Value>& values, std::size_t limit) {
  if (values.size() < limit) return;
  values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(limit / 2));
}

class EventReader {
 public:
  EventReader(std::string_view text, Arena& arena) : json_(text), arena_(arena) {}

  Result<ParsedEvent> run() {
    const bool is_object = json_.object([&](std::string_view key) { field(key); });
    if (!is_object || !json_.finished()) {
      return Error{Code::bad_request, "The event is not a JSON object"};
    }
    return std::move(event_);
  }

 private:
  std::string_view text() { return json_.text(arena_); }

  void field(std::string_view key) {
    EventFacts& facts = event_.facts;
    if (key == "exception" || key == "sentry.interfaces.Exception") return exceptions();
    if (key == "logentry" || key == "sentry.interfaces.Message" || key == "message")
      return message();
    if (key == "event_id") return void(event_.event_id = normalize_event_id(text(), arena_));
    if (key == "timestamp") return void(event_.at_ms = timestamp());
    if (key == "level") return void(facts.level = level_of(text()));
    if (key == "platform") return void(facts.platform = text());
    if (key == "release") return void(facts.release = text());
    if (key == "environment") return void(facts.environment = text());
    if (key == "transaction" || key == "culprit") return keep_first(facts.transaction);
    if (key == "logger") return void(facts.logger = text());
    if (key == "fingerprint") return fingerprint();
    if (key == "tags") return tags();
    if (key == "sdk") return sdk();
    if (key == "server_name") return void(event_.server_name = text());
    if (key == "dist") return void(event_.dist = text());
    raw_field(key);
  }

  void raw_field(std::string_view key) {
    const std::string_view raw = json_.raw();
    if (raw == "null") return;
    if (key == "contexts") event_.contexts = raw;
    if (key == "breadcrumbs" || key == "sentry.interfaces.Breadcrumbs") event_.breadcrumbs = raw;
    if (key == "request" || key == "sentry.interfaces.Http") event_.request = raw;
    if (key == "extra") event_.extra = raw;
  }

  void keep_first(std::string_view& slot) {
    const std::string_view value = text();
    if (slot.empty()) slot = value;
  }

  std::optional<std::int64_t> timestamp() {
    const std::string_view written = text();
    const auto seconds = parse_unix_seconds_ms(written);
    return seconds ? seconds : parse_rfc3339_ms(written);
  }

  // A text, or { message: a template, formatted: the text }.
  void message() {
    if (json_.peek() != Kind::object) return keep_first(event_.facts.message);
    std::string_view pattern, formatted;
    json_.object([&](std::string_view key) {
      const std::string_view value = text();
      if (key == "message") pattern = value;
      if (key == "formatted") formatted = value;
    });
    event_.facts.message = formatted.empty() ? pattern : formatted;
    event_.facts.message_template = pattern;
  }

  // { values: [...] }, a bare list, or one exception.
  void exceptions() {
    if (json_.peek() == Kind::array) return exception_list();
    Exception single;
    bool listed = false;
    json_.object([&](std::string_view key) {
      if (key != "values") return exception_field(key, single);
      listed = true;
      exception_list();
    });
    const bool says = !single.type.empty() || !single.value.empty();
    if (!listed && says) event_.facts.exceptions.push_back(std::move(single));
  }

  void exception_list() {
    json_.array([&](std::size_t) {
      Exception exception;
      if (!json_.object([&](std::string_view key) { exception_field(key, exception); })) return;
      keep_newest(event_.facts.exceptions, max_exceptions);
      event_.facts.exceptions.push_back(std::move(exception));
    });
  }

  void exception_field(std::string_view key, Exception& exception) {
    if (key == "type") return void(exception.type = text());
    if (key == "value") return void(exception.value = value_text());
    if (key == "module") return void(exception.module = text());
    if (key == "mechanism") return mechanism(exception);
    if (key == "stacktrace") return stacktrace(exception);
    json_.raw();
  }

  // Some SDKs send an object as the value of an exception: then it is shown as it was written.
  std::string_view value_text() {
    const Kind kind = json_.peek();
    return kind == Kind::object || kind == Kind::array ? json_.raw() : text();
  }

  void mechanism(Exception& exception) {
    json_.object([&](std::string_view key) {
      const auto value = json_.boolean();
      if (!value) return;
      if (key == "handled") exception.handled = *value ? Handled::yes : Handled::no;
      if (key == "synthetic" && *value) exception.synthetic = Synthetic::yes;
    });
  }

  void stacktrace(Exception& exception) {
    json_.object([&](std::string_view key) {
      if (key != "frames") return void(json_.raw());
      json_.array([&](std::size_t) {
        Frame frame;
        if (!json_.object([&](std::string_view name) { frame_field(name, frame); })) return;
        keep_newest(exception.frames, max_frames);
        exception.frames.push_back(frame);
      });
    });
  }

  void frame_field(std::string_view key, Frame& frame) {
    if (key == "filename") {
      const std::string_view file = text();
      if (!file.empty()) frame.file = file;
    } else if (key == "abs_path") {
      keep_first(frame.file);
    } else if (key == "function") {
      frame.function = text();
    } else if (key == "module") {
      frame.module = text();
    } else if (key == "lineno") {
      frame.line = json_.integer().value_or(0);
    } else if (key == "colno") {
      frame.column = json_.integer().value_or(0);
    } else if (key == "context_line") {
      frame.context_line = text();
    } else if (key == "in_app") {
      const auto in_app = json_.boolean();
      if (in_app) frame.in_app = *in_app ? InApp::yes : InApp::no;
    } else {
      json_.raw();
    }
  }

  void fingerprint() {
    json_.array([&](std::size_t index) {
      const std::string_view part = text();
      if (index < max_fingerprint_parts) event_.facts.fingerprint.push_back(part);
    });
  }

  void add_tag(std::string_view key, std::string_view value) {
    const bool fits = event_.facts.tags.size() < max_tags && !key.empty();
    if (fits) event_.facts.tags.push_back({key, value});
  }

  // A map, or a list of pairs.
  void tags() {
    if (json_.peek() == Kind::object) {
      json_.object([&](std::string_view key) { add_tag(key, text()); });
      return;
    }
    json_.array([&](std::size_t) {
      std::string_view pair[2];
      json_.array([&](std::size_t index) {
        const std::string_view part = text();
        if (index < 2) pair[index] = part;
      });
      add_tag(pair[0], pair[1]);
    });
  }

  void sdk() {
    json_.object([&](std::string_view key) {
      const std::string_view value = text();
      if (key == "name") event_.sdk_name = value;
      if (key == "version") event_.sdk_version = value;
    });
  }

  JsonText json_;
  Arena& arena_;
  ParsedEvent event_;
};

void read_user_field(JsonText& json, std::string_view key, Arena& arena, User& user) {
  const std::string_view value = json.text(arena);
  if (key == "id") user.id = value;
  if (key == "email") user.email = value;
  if (key == "username") user.username = value;
  if (key == "ip_address" && value != "{{auto}}") user.ip_address = value;
}

}  // namespace

Result<ParsedEvent> parse_event(std::string_view json, Arena& arena) {
  if (json.size() > max_event_bytes) {
    return Error{Code::too_large, "The event is larger than 1 MiB"};
  }
  return EventReader(json, arena).run();
}

User read_user(std::string_view text, Arena& arena) {
  User user;
  JsonText json(text);
  json.object([&](std::string_view key) {
    if (key != "user" && key != "sentry.interfaces.User") return void(json.raw());
    json.object([&](std::string_view field) { read_user_field(json, field, arena, user); });
  });
  return user;
}

std::string user_key(const User& user) {
  struct Known {
    std::string_view kind;
    std::string_view value;
  };
  for (const Known& known : {Known{"id", user.id}, Known{"email", user.email},
                             Known{"username", user.username}, Known{"ip", user.ip_address}}) {
    if (known.value.empty()) continue;
    Hash128 digest;
    digest.add(known.kind);
    digest.add(known.value);
    return digest.to_hex();
  }
  return {};
}

}  // namespace arris::errors
