#pragma once
// The names under which providers count, and what each means. A path joins the names of nested
// objects by dots; an item of a list is named by its label: promptTokensDetails.AUDIO.

#include <cstdint>
#include <string_view>

namespace arris::metering {

// The first twelve are buckets by their own name, in the order of Buckets.
enum class Count : std::uint8_t {
  own_input,
  own_input_audio,
  own_input_image,
  own_cache_read,
  own_cache_read_audio,
  own_cache_write_5m,
  own_cache_write_1h,
  own_output,
  own_reasoning,
  own_output_audio,
  own_output_image,
  web_searches,
  input,         // with its cached part, unless named beside it
  input_apart,   // without what was read from and written to a cache
  tool_input,    // beside input
  output,        // with its reasoning part
  output_apart,  // without reasoning
  total,
  cached,         // part of input
  cached_apart,   // beside input_apart
  cached_audio,   // part of cached
  written,        // to a cache; part of input
  written_apart,  // beside input_apart
  written_5m,     // parts of what was written
  written_1h,
  audio_in,  // part of input, maybe cached
  image_in,
  tool_audio_in,  // parts of tool_input
  tool_image_in,
  reasoning,
  audio_out,
  image_out,
  none
};
inline constexpr int count_kinds = static_cast<int>(Count::none);

Count count_of(std::string_view path);

}  // namespace arris::metering
