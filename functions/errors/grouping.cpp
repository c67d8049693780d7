#include "errors/grouping.h"

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"
#include "errors/normalize.h"
#include "errors/parameterize.h"

namespace arris::errors {
namespace {

constexpr std::string_view first_version = "1";
constexpr std::size_t title_bytes = 200;
constexpr std::size_t counted_frames = 128;  // the last ones: where the error is
constexpr std::size_t line_max_bytes =
    120;  // a longer line is minified: it changes with each build

constexpr std::string_view names[] = {"fingerprint", "app_frames", "exception_and_function",
                                      "exception",   "message",    "nothing"};
constexpr std::string_view explanations[] = {
    "The client sent its own fingerprint.",
    "The same frames of your own code and raising line; of a message its pattern, too.",
    "The same type, message pattern and function; no frame is of your own code.",
    "The same type and message pattern; there is no stack trace.",
    "The same log message pattern.",
    "Nothing in the event tells it apart from others of its platform, logger and transaction.",
};

// A key on its way. Where somebody wants to see what it is made of, that is kept as text too.
class Key {
 public:
  explicit Key(std::vector<KeyPart>* parts) : parts_(parts) {}
  void add(std::string_view part) { digest_.add(part); }
  void tell(std::string_view label, std::string_view text) {
    if (parts_ && !text.empty()) parts_->push_back({label, std::string(text)});
  }
  void add(std::string_view label, std::string_view part) {
    add(part);
    tell(label, part);
  }
  std::string to_hex() const { return digest_.to_hex(); }

 private:
  Hash128 digest_;
  std::vector<KeyPart>* parts_;
};

// A frame as a key sees it.
struct Place {
  std::string module;
  std::string file;
  std::string function;
  friend bool operator==(const Place&, const Place&) = default;
};

// With a module the folder of the file says nothing more.
Place place_of(const Frame& frame) {
  Place place{.module = parameterize(frame.module), .function = normalize_function(frame.function)};
  place.file = frame.module.empty() ? normalize_file(frame.file) : normalize_basename(frame.file);
  return place;
}

bool is_empty(const Place& place) {
  return place.module.empty() && place.file.empty() && place.function.empty();
}

std::vector<Place> app_places(const Exception& exception, std::string_view platform) {
  std::vector<Place> places;
  const auto& frames = exception.frames;
  const std::size_t first = frames.size() - std::min(frames.size(), counted_frames);
  for (std::size_t i = first; i < frames.size(); ++i) {
    if (!is_in_app(frames[i], platform)) continue;
    Place place = place_of(frames[i]);
    if (is_empty(place) || std::ranges::find(places, place) != places.end()) continue;
    places.push_back(std::move(place));
  }
  return places;
}

const Frame* last_app_frame(const Exception& exception, std::string_view platform) {
  const auto& frames = exception.frames;
  const auto own = std::find_if(frames.rbegin(), frames.rend(),
                                [&](const Frame& frame) { return is_in_app(frame, platform); });
  return own == frames.rend() ? nullptr : &*own;
}

const Frame* last_frame(const Exception& exception, std::string_view platform) {
  if (const Frame* own = last_app_frame(exception, platform)) return own;
  return exception.frames.empty() ? nullptr : &exception.frames.back();
}

// The source of the line that raised, "" where it says nothing.
std::string_view raising_line(const Exception& exception, std::string_view platform) {
  const Frame* frame = last_app_frame(exception, platform);
  const std::string_view line = frame == nullptr ? std::string_view() : trim(frame->context_line);
  return line.size() > line_max_bytes ? std::string_view() : line;
}

std::string function_of(const Exception& exception, std::string_view platform) {
  const Frame* frame = last_frame(exception, platform);
  return frame == nullptr ? std::string() : normalize_function(frame->function);
}

// What stands for the type: a made-up one is no fact, so the function does.
std::string type_of(const Exception& exception, std::string_view platform) {
  if (exception.synthetic == Synthetic::no) return std::string(exception.type);
  std::string function = function_of(exception, platform);
  return function.empty() ? std::string(exception.type) : function;
}

// The exception that was raised, or the nearest cause that says anything.
const Exception* raised(const EventFacts& facts) {
  const auto says = [](const Exception& e) {
    return !e.type.empty() || !e.value.empty() || !e.frames.empty();
  };
  const auto found = std::find_if(facts.exceptions.rbegin(), facts.exceptions.rend(), says);
  return found == facts.exceptions.rend() ? nullptr : &*found;
}

std::string shown(const Place& place) {
  std::string text = place.module;
  if (!text.empty() && !place.file.empty()) text.append(" ");
  text.append(place.file);
  if (!text.empty() && !place.function.empty()) text.append(" in ");
  return text.append(place.function);
}

void add_place(Key& key, const Place& place) {
  key.add(place.module);
  key.add(place.file);
  key.add(place.function);
  key.tell("frame", shown(place));
}

// What a message with a stack trace says: its frames alone are those of everything that is told there.
std::string said_by(const Exception& exception, const EventFacts& facts) {
  if (exception.synthetic == Synthetic::no) return {};
  const std::string_view text =
      facts.message_template.empty() ? exception.value : facts.message_template;
  return parameterize(first_line(text));
}

// What parts errors that the same frames raise; without it the frames alone decide.
void add_named(Key& key, std::string_view label, std::string_view part) {
  if (part.empty()) return;
  key.add(label);
  key.add(label, part);
}

void add_places(Key& key, const std::vector<Place>& places, const Exception& exception,
                const EventFacts& facts) {
  for (const Place& place : places) add_place(key, place);
  add_named(key, "line", raising_line(exception, facts.platform));
  add_named(key, "message", said_by(exception, facts));
}

GroupedBy add_exception(Key& key, const Exception& exception, const EventFacts& facts) {
  const std::vector<Place> places = app_places(exception, facts.platform);
  key.add(places.empty() ? "exception" : "frames");
  key.add("type", type_of(exception, facts.platform));
  if (!places.empty()) {
    add_places(key, places, exception, facts);
    return GroupedBy::app_frames;
  }
  key.add("message", parameterize(first_line(exception.value)));
  const std::string function = function_of(exception, facts.platform);
  key.add("function", function);
  return function.empty() ? GroupedBy::exception : GroupedBy::exception_and_function;
}

GroupedBy add_default(Key& key, const EventFacts& facts) {
  if (const Exception* exception = raised(facts)) return add_exception(key, *exception, facts);
  const std::string_view message =
      first_line(facts.message_template.empty() ? facts.message : facts.message_template);
  key.add(message.empty() ? "nothing" : "message");
  if (!message.empty()) {
    key.add("message", parameterize(message));
    return GroupedBy::message;
  }
  key.add("platform", facts.platform);
  key.add("logger", facts.logger);
  key.add("transaction", parameterize(facts.transaction));
  return GroupedBy::nothing;
}

bool is_variable(std::string_view part, std::string_view name) {
  if (!part.starts_with("{{") || !part.ends_with("}}") || part.size() < 4) return false;
  return trim(part.substr(2, part.size() - 4)) == name;
}

bool is_default(std::string_view part) { return is_variable(part, "default"); }

// {{ type }} and its like; a part that is no variable stands for itself.
std::string expand(std::string_view part, const EventFacts& facts) {
  const Exception* exception = raised(facts);
  const Frame* frame = exception == nullptr ? nullptr : last_frame(*exception, facts.platform);
  if (is_variable(part, "transaction")) return std::string(facts.transaction);
  if (is_variable(part, "logger")) return std::string(facts.logger);
  if (is_variable(part, "level")) return std::string(text_of(facts.level));
  if (is_variable(part, "message")) return std::string(facts.message);
  if (is_variable(part, "type") || is_variable(part, "error.type")) {
    return exception == nullptr ? std::string() : std::string(exception->type);
  }
  if (is_variable(part, "function") || is_variable(part, "stack.function")) {
    return frame == nullptr ? std::string() : std::string(frame->function);
  }
  if (is_variable(part, "module") || is_variable(part, "stack.module")) {
    return frame == nullptr ? std::string() : std::string(frame->module);
  }
  return std::string(part);
}

GroupedBy add_fingerprint(Key& key, const EventFacts& facts) {
  const auto& parts = facts.fingerprint;
  if (std::ranges::all_of(parts, is_default)) return add_default(key, facts);
  key.add("fingerprint");
  for (const std::string_view part : parts) {
    if (is_default(part)) {
      key.add("default");
      add_default(key, facts);
    } else {
      key.add("part");
      key.add("fingerprint", expand(part, facts));
    }
  }
  return GroupedBy::fingerprint;
}

GroupedBy add_all(Key& key, const EventFacts& facts) {
  key.add(first_version);
  return add_fingerprint(key, facts);
}

std::string title_of(const EventFacts& facts) {
  const Exception* exception = raised(facts);
  if (exception == nullptr) {
    const std::string_view message = first_line(facts.message);
    const std::string_view spare = first_line(facts.message_template);
    const std::string_view line = message.empty() ? spare : message;
    return std::string(line.empty() ? "Event without a message" : clip_utf8(line, title_bytes));
  }
  std::string title = type_of(*exception, facts.platform);
  const std::string_view value = first_line(exception->value);
  if (!title.empty() && !value.empty()) title.append(": ");
  title.append(value);
  if (title.empty()) title = "Error";
  return std::string(clip_utf8(title, title_bytes));
}

std::string culprit_of(const EventFacts& facts) {
  if (!facts.transaction.empty()) return std::string(clip_utf8(facts.transaction, title_bytes));
  const Exception* exception = raised(facts);
  const Frame* frame = exception == nullptr ? nullptr : last_frame(*exception, facts.platform);
  if (frame == nullptr) return std::string(clip_utf8(facts.logger, title_bytes));
  std::string culprit(frame->module.empty() ? normalize_file(frame->file) : frame->module);
  if (!is_anonymous(frame->function)) {
    if (!culprit.empty()) culprit.append(" in ");
    culprit.append(frame->function);
  }
  return std::string(clip_utf8(culprit, title_bytes));
}

}  // namespace

std::string_view text_of(GroupedBy rule) { return names[static_cast<int>(rule)]; }
std::string_view explanation_of(GroupedBy rule) { return explanations[static_cast<int>(rule)]; }

Grouping group(const EventFacts& facts) {
  Key key(nullptr);
  Grouping result;
  result.why = add_all(key, facts);
  result.key = key.to_hex();
  result.title = title_of(facts);
  result.culprit = culprit_of(facts);
  return result;
}

std::vector<KeyPart> key_parts(const EventFacts& facts) {
  std::vector<KeyPart> parts;
  Key key(&parts);
  add_all(key, facts);
  return parts;
}

}  // namespace arris::errors
