#pragma once
// Typed identifiers: a view of 36 characters of UUIDv7 text (RFC 9562 section 5.7), so that an issue's id
// can't be passed where an event's is wanted. The characters live in a frame or in the request's
// arena.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/arena.h"

namespace arris {

template <class Tag>
struct Id {
  std::string_view text;
  friend bool operator==(const Id&, const Id&) = default;
};

using OrgId = Id<struct OrgTag>;
using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using ProjectId = Id<struct ProjectTag>;
using KeyId = Id<struct KeyTag>;
using MessageId = Id<struct MessageTag>;

// True for 8-4-4-4-12 lower-case hexadecimal digits, of any UUID version.
bool is_uuid(std::string_view text);

// Writes the UUIDv7 of an instant and 10 random bytes into 36 characters.
void write_uuid(std::int64_t at_ms, std::span<const std::uint8_t, 10> random, char* out);

// Unlimited random bytes from a request's 64: the first 60 are handed out as they are, more are
// stretched by a counter through SplitMix64. Good for ids; never for secrets.
class IdSource {
 public:
  IdSource(std::int64_t now_ms, std::span<const std::uint8_t> entropy)
      : now_ms_(now_ms), entropy_(entropy) {}

  // Ids of one request sort in the order in which they were made.
  std::string_view next(Arena& arena);

 private:
  std::int64_t now_ms_;
  std::span<const std::uint8_t> entropy_;
  std::uint32_t made_ = 0;
};

}  // namespace arris
