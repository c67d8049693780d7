#pragma once
// The Sentry envelope, as views into the request's body; nothing is copied but escaped header
// texts.
//
//   envelope := headers "\n" { item_headers "\n" payload "\n" }     the last "\n" may be absent
//   with `length` in its headers a payload has exactly so many bytes, without it it ends at the
//   next "\n"
//
// An item of an unknown type is counted and passed over; so is one over its limit: the rest of the
// envelope is still good. Broken grammar ends the reading with an error that says where and why.

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/arena.h"
#include "core/result.h"

namespace arris::errors {

enum class ItemType : std::uint8_t {
  event,
  transaction,
  attachment,
  session,
  sessions,
  client_report,
  check_in,
  user_report,
  feedback,
  replay_event,
  replay_recording,
  profile,
  profile_chunk,
  span,
  log,
  trace_metric,
  statsd,
  unknown
};
std::string_view text_of(ItemType type);
ItemType item_type_of(std::string_view text);

// Bytes of one item after decompression.
std::size_t limit_bytes_of(ItemType type);

// How many items of a type one envelope may hold.
std::size_t limit_count_of(ItemType type);

struct EnvelopeHeader {
  std::string_view event_id;  // 32 lower-case hexadecimal digits, or ""
  std::string_view dsn;
  std::optional<std::int64_t> sent_at_ms;
};

enum class ItemVerdict : std::uint8_t { good, unknown, too_large, too_many };

struct EnvelopeItem {
  ItemType type = ItemType::unknown;
  ItemVerdict verdict = ItemVerdict::good;
  std::string_view payload;
  std::string_view type_name;
  std::string_view file_name;
  std::string_view content_type;
  std::string_view attachment_type;
};

class EnvelopeReader {
 public:
  static constexpr std::size_t max_items = 1000;
  static constexpr std::size_t max_header_bytes = 16 * 1024;

  // The body and the arena outlive the reader and what it returned.
  EnvelopeReader(std::string_view body, Arena& arena) : rest_(body), arena_(arena) {}

  // Once, before any item.
  Result<EnvelopeHeader> header();

  // nullopt at the end.
  Result<std::optional<EnvelopeItem>> next();

  // Items that were passed over because of their type.
  std::size_t unknown_items() const { return unknown_items_; }

 private:
  Result<std::string_view> header_line(std::string_view what);
  Result<std::string_view> payload(std::optional<std::int64_t> length);
  ItemVerdict judge(const EnvelopeItem& item);

  std::string_view rest_;
  Arena& arena_;
  std::size_t items_ = 0;
  std::size_t unknown_items_ = 0;
  std::size_t counts_[static_cast<std::size_t>(ItemType::unknown) + 1] = {};
};

// 32 hexadecimal digits in lower case from an id with or without hyphens; "" when it is none.
std::string_view normalize_event_id(std::string_view text, Arena& arena);

// The same id in the form 8-4-4-4-12. REQUIRES: 32 digits.
std::string_view uuid_of_event_id(std::string_view event_id, Arena& arena);

}  // namespace arris::errors
