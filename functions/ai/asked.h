#pragma once
// What the gateway has to know of a caller's request; everything else goes on unseen. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/arena.h"
#include "core/result.h"

namespace arris::ai {

struct Asked {
  std::string_view model;  // empty when the body does not say
  bool streams = false;
  bool wants_usage = false;                        // of OpenAI's stream, in a last chunk
  std::optional<std::string_view> model_text;      // as written, within the body
  std::optional<std::string_view> stream_options;  // likewise
  bool has_members = false;
  std::optional<std::int64_t> output_max;  // tokens that the model may answer; nothing unless said
};

// bad_request for what is not a JSON object; invalid for a member of another kind, or one that comes twice, which the
// provider might read in another way than we do. Values that nobody asks about are passed over: see members.h.
Result<Asked> read_asked(std::string_view body, Arena& arena);

enum class UsageOption : std::uint8_t { kept, asked };

// Writes the body with another model and with OpenAI's stream_options.include_usage set, into `out`, whose room is used again.
// REQUIRES: `asked` is what was read of `body`; usage is asked of what streams
void rewrite(std::string& out, std::string_view body, const Asked& asked,
             std::optional<std::string_view> model, UsageOption usage);

}  // namespace arris::ai
