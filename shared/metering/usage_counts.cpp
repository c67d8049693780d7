#include "metering/usage_counts.h"

#include <algorithm>
#include <span>

namespace arris::metering {
namespace {

// A whole and the parts that are told of it.
struct Input {
  std::int64_t fresh = 0, cached = 0, written = 0;
};

// Takes up to `wanted` from `left`; whether there was less shows in `adjusted`.
std::int64_t take(std::int64_t& left, std::int64_t wanted, bool& adjusted) {
  const std::int64_t taken = std::min(left, wanted);
  if (taken < wanted) adjusted = true;
  left -= taken;
  return taken;
}

// Whether the cached counts stand beside the input instead of inside it. Anthropic's names say so;
// converters to OpenAI's names sometimes do it without saying, which the sums then show.
bool stands_apart(const Counts& counts, const Input& input) {
  const bool named_so = counts.has(Count::cached_apart) || counts.has(Count::written_apart);
  if (named_so && counts.has(Count::input_apart) && !counts.has(Count::input)) return true;
  if (input.cached + input.written <= input.fresh) return false;
  const std::int64_t sum =
      input.fresh + input.cached + input.written + counts.get(Count::output, Count::output_apart);
  return !counts.has(Count::total) || counts.get(Count::total) == sum;
}

Input input_of(const Counts& counts, Usage& usage) {
  const std::int64_t parts = counts.get(Count::written_5m) + counts.get(Count::written_1h);
  Input input{counts.get(Count::input, Count::input_apart),
              counts.get(Count::cached, Count::cached_apart),
              std::max(counts.get(Count::written, Count::written_apart), parts)};
  if (stands_apart(counts, input)) return input;
  input.cached = take(input.fresh, input.cached, usage.adjusted);
  input.written = take(input.fresh, input.written, usage.adjusted);
  return input;
}

// Sound and pictures are parts of what was sent, cached or not. Where the provider doesn't say which
// of it was cached, text is taken to be cached first.
void split_media(const Counts& counts, const Input& input, Usage& usage) {
  Buckets& buckets = usage.buckets;
  std::int64_t text = input.fresh + input.cached;
  const std::int64_t audio = take(text, counts.get(Count::audio_in), usage.adjusted);
  const std::int64_t image = take(text, counts.get(Count::image_in), usage.adjusted);
  const std::int64_t forced = std::max<std::int64_t>(input.cached - text - image, 0);
  const std::int64_t told = std::min(counts.get(Count::cached_audio), input.cached);
  const std::int64_t cached_audio = std::min(std::max({forced, told, audio - input.fresh}), audio);
  buckets.input_audio = audio - cached_audio;
  const std::int64_t rest = input.fresh - buckets.input_audio;
  const std::int64_t cached_image = std::max<std::int64_t>(input.cached - cached_audio - text, 0);
  buckets.input_image = std::clamp<std::int64_t>(image - cached_image, 0, rest);
  buckets.input = rest - buckets.input_image;
  buckets.cache_read_audio = cached_audio;
  buckets.cache_read = input.cached - cached_audio;
}

void split_written(const Counts& counts, std::int64_t written, Buckets& buckets) {
  buckets.cache_write_1h = std::min(counts.get(Count::written_1h), written);
  buckets.cache_write_5m = written - buckets.cache_write_1h;
}

// What a tool's results added to the prompt.
void add_tool_input(const Counts& counts, Usage& usage) {
  std::int64_t left = counts.get(Count::tool_input);
  usage.buckets.input_audio += take(left, counts.get(Count::tool_audio_in), usage.adjusted);
  usage.buckets.input_image += take(left, counts.get(Count::tool_image_in), usage.adjusted);
  usage.buckets.input += left;
}

// What the total holds beyond what was listed. REQUIRES: a total
std::int64_t unlisted(const Counts& counts, std::int64_t listed, Usage& usage) {
  const std::int64_t rest = counts.get(Count::total) - listed;
  if (rest < 0) usage.adjusted = true;
  return std::max<std::int64_t>(rest, 0);
}

void split_output(const Counts& counts, Usage& usage) {
  std::int64_t reasoning = counts.get(Count::reasoning);
  std::int64_t output = counts.get(Count::output);
  if (!counts.has(Count::output)) output = counts.get(Count::output_apart) + reasoning;
  if (counts.has(Count::total)) {
    const auto rest = unlisted(counts, usage.buckets.input_tokens() + output, usage);
    const bool counted_beside = rest == reasoning;  // xAI lists it, outside of its completion
    const bool nothing_listed =
        !counts.has(Count::output) && !counts.has(Count::output_apart) && reasoning == 0;
    if (!counted_beside && !nothing_listed) reasoning += rest;
    output += rest;
  }
  Buckets& buckets = usage.buckets;
  buckets.reasoning = take(output, reasoning, usage.adjusted);
  buckets.output_audio = take(output, counts.get(Count::audio_out), usage.adjusted);
  buckets.output_image = take(output, counts.get(Count::image_out), usage.adjusted);
  buckets.output = output;
}

Buckets own_buckets(const Counts& counts) {
  Buckets buckets;
  for (int i = 0; i < bucket_total; ++i)
    buckets.*bucket_members[i] = counts.get(static_cast<Count>(i));
  return buckets;
}

}  // namespace

bool Counts::says_anything() const {
  return std::ranges::any_of(values_, [](std::int64_t value) { return value >= 0; });
}

bool Counts::is_mixed() const {
  const auto said = [](std::int64_t value) { return value >= 0; };
  const std::span values(values_);
  constexpr auto shared = static_cast<std::size_t>(Count::web_searches);
  return std::ranges::any_of(values.first(shared), said) &&
         std::ranges::any_of(values.subspan(shared + 1), said);
}

Usage settle(const Counts& counts) {
  Usage usage;
  if (!counts.from_provider()) {
    usage.buckets = own_buckets(counts);
    return usage;
  }
  if (counts.has(Count::total)) usage.stated_total_tokens = counts.get(Count::total);
  const bool only_total = !counts.has(Count::input) && !counts.has(Count::input_apart) &&
                          !counts.has(Count::output) && !counts.has(Count::output_apart);
  if (only_total) {
    usage.buckets.input = counts.get(Count::total);
    return usage;
  }
  const Input input = input_of(counts, usage);
  split_media(counts, input, usage);
  split_written(counts, input.written, usage.buckets);
  add_tool_input(counts, usage);
  split_output(counts, usage);
  usage.buckets.web_searches = counts.get(Count::web_searches);
  return usage;
}

}  // namespace arris::metering
