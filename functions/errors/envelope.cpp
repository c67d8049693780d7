#include "errors/envelope.h"

#include <algorithm>
#include <string>

#include "core/text.h"
#include "errors/moment.h"
#include "redact/json_text.h"
#include "redact/scan.h"

namespace arris::errors {

using namespace redact;
namespace {

constexpr std::size_t kib = 1024, mib = 1024 * kib;

struct ItemRule {
  std::string_view name;
  std::size_t limit_bytes;
  std::size_t limit_count;
};

// In the order of ItemType. Sizes are Relay's; an event must fit into one row of the database.
constexpr ItemRule rules[] = {{"event", 1 * mib, 1},
                              {"transaction", 1 * mib, 1},
                              {"attachment", 200 * mib, 30},
                              {"session", 100 * kib, 100},
                              {"sessions", 1 * mib, 100},
                              {"client_report", 4 * kib, 50},
                              {"check_in", 100 * kib, 1},
                              {"user_report", 64 * kib, 1},
                              {"feedback", 1 * mib, 1},
                              {"replay_event", 1 * mib, 1},
                              {"replay_recording", 10 * mib, 1},
                              {"profile", 50 * mib, 1},
                              {"profile_chunk", 50 * mib, 1},
                              {"span", 10 * mib, 1000},
                              {"log", 2 * mib, 100},
                              {"trace_metric", 2 * mib, 100},
                              {"statsd", 1 * mib, 100},
                              {"unknown", 200 * mib, 1000}};

const ItemRule& rule_of(ItemType type) { return rules[static_cast<std::size_t>(type)]; }

Error malformed(std::string detail) { return {Code::bad_request, std::move(detail)}; }

struct ItemHeader {
  std::string_view type;
  std::optional<std::int64_t> length;
  bool bad_length = false;
};

void read_item_field(JsonText& json, std::string_view key, Arena& arena, ItemHeader& header,
                     EnvelopeItem& item) {
  if (key == "type") {
    header.type = json.text(arena);
  } else if (key == "length") {
    const bool is_null = json.peek() == JsonText::Kind::null;
    header.length = json.integer();
    header.bad_length = !is_null && (!header.length || *header.length < 0);
  } else if (key == "filename") {
    item.file_name = json.text(arena);
  } else if (key == "content_type") {
    item.content_type = json.text(arena);
  } else if (key == "attachment_type") {
    item.attachment_type = json.text(arena);
  } else {
    json.raw();
  }
}

}  // namespace

std::string_view text_of(ItemType type) { return rule_of(type).name; }
std::size_t limit_bytes_of(ItemType type) { return rule_of(type).limit_bytes; }
std::size_t limit_count_of(ItemType type) { return rule_of(type).limit_count; }

ItemType item_type_of(std::string_view text) {
  const auto found = std::ranges::find(rules, text, &ItemRule::name);
  return found == std::end(rules) ? ItemType::unknown
                                  : static_cast<ItemType>(found - std::begin(rules));
}

Result<std::string_view> EnvelopeReader::header_line(std::string_view what) {
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  if (end > max_header_bytes) return malformed(std::string(what) + " are longer than 16 KiB");
  const std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  return line;
}

Result<EnvelopeHeader> EnvelopeReader::header() {
  Result<std::string_view> line = header_line("envelope headers");
  if (!line) return line.error();
  EnvelopeHeader header;
  JsonText json(line.value());
  const bool is_object = json.object([&](std::string_view key) {
    if (key == "event_id") {
      header.event_id = normalize_event_id(json.text(arena_), arena_);
    } else if (key == "dsn") {
      header.dsn = json.text(arena_);
    } else if (key == "sent_at") {
      header.sent_at_ms = parse_rfc3339_ms(json.text(arena_));
    } else {
      json.raw();
    }
  });
  if (!is_object || !json.finished()) return malformed("envelope headers are not a JSON object");
  return header;
}

Result<std::string_view> EnvelopeReader::payload(std::optional<std::int64_t> length) {
  if (!length) {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view payload = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return payload;
  }
  if (static_cast<std::uint64_t>(*length) > rest_.size()) {
    return malformed("item payload is shorter than its length");
  }
  const auto size = static_cast<std::size_t>(*length);
  const std::string_view payload = rest_.substr(0, size);
  rest_.remove_prefix(size);
  if (!rest_.empty() && rest_[0] != '\n')
    return malformed("item payload is longer than its length");
  if (!rest_.empty()) rest_.remove_prefix(1);
  return payload;
}

ItemVerdict EnvelopeReader::judge(const EnvelopeItem& item) {
  if (item.type == ItemType::unknown) {
    ++unknown_items_;
    return ItemVerdict::unknown;
  }
  if (++counts_[static_cast<std::size_t>(item.type)] > limit_count_of(item.type))
    return ItemVerdict::too_many;
  return item.payload.size() > limit_bytes_of(item.type) ? ItemVerdict::too_large
                                                         : ItemVerdict::good;
}

Result<std::optional<EnvelopeItem>> EnvelopeReader::next() {
  while (!rest_.empty() && rest_[0] == '\n')
    rest_.remove_prefix(1);  // some SDKs end with a blank line
  if (rest_.empty()) return std::optional<EnvelopeItem>();
  if (++items_ > max_items) return malformed("envelope has more than 1000 items");
  Result<std::string_view> line = header_line("item headers");
  if (!line) return line.error();
  EnvelopeItem item;
  ItemHeader header;
  JsonText json(line.value());
  const bool is_object =
      json.object([&](std::string_view key) { read_item_field(json, key, arena_, header, item); });
  if (!is_object || !json.finished()) return malformed("item headers are not a JSON object");
  if (header.type.empty()) return malformed("item headers have no type");
  if (header.bad_length) return malformed("item length is not a number of bytes");
  Result<std::string_view> body = payload(header.length);
  if (!body) return body.error();
  item.payload = body.value();
  item.type_name = header.type;
  item.type = item_type_of(header.type);
  item.verdict = judge(item);
  return std::optional<EnvelopeItem>(item);
}

std::string_view normalize_event_id(std::string_view text, Arena& arena) {
  if (text.size() > 36) return {};
  std::string id;
  for (const char c : text) {
    if (c == '-') continue;
    if (!scan::is_hex(c)) return {};
    id.push_back(scan::lower(c));
  }
  return id.size() == 32 ? arena.keep(id) : std::string_view();
}

std::string_view uuid_of_event_id(std::string_view event_id, Arena& arena) {
  std::string uuid(event_id);
  for (const std::size_t at : {20, 16, 12, 8}) uuid.insert(at, 1, '-');
  return arena.keep(uuid);
}

}  // namespace arris::errors
