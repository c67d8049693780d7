#include "metering/usage_names.h"

namespace arris::metering {
namespace {

struct Name {
  std::string_view path;
  Count count;
};

constexpr Name names[] = {
    // our own
    {"input", Count::own_input},
    {"input_audio", Count::own_input_audio},
    {"input_image", Count::own_input_image},
    {"cache_read", Count::own_cache_read},
    {"cache_read_audio", Count::own_cache_read_audio},
    {"cache_write_5m", Count::own_cache_write_5m},
    {"cache_write_1h", Count::own_cache_write_1h},
    {"output", Count::own_output},
    {"reasoning", Count::own_reasoning},
    {"output_audio", Count::own_output_audio},
    {"output_image", Count::own_output_image},
    {"web_searches", Count::web_searches},
    // OpenAI chat, and DeepSeek's name for what it read from its cache
    {"prompt_tokens", Count::input},
    {"completion_tokens", Count::output},
    {"total_tokens", Count::total},
    {"prompt_tokens_details.cached_tokens", Count::cached},
    {"prompt_tokens_details.cache_write_tokens", Count::written},
    {"prompt_tokens_details.audio_tokens", Count::audio_in},
    {"prompt_tokens_details.image_tokens", Count::image_in},
    {"prompt_cache_hit_tokens", Count::cached},
    {"completion_tokens_details.reasoning_tokens", Count::reasoning},
    {"completion_tokens_details.audio_tokens", Count::audio_out},
    {"completion_tokens_details.image_tokens", Count::image_out},
    // OpenAI responses and realtime; Anthropic shares the first two
    {"input_tokens", Count::input_apart},
    {"output_tokens", Count::output},
    {"input_tokens_details.cached_tokens", Count::cached},
    {"input_tokens_details.cache_write_tokens", Count::written},
    {"input_tokens_details.audio_tokens", Count::audio_in},
    {"input_tokens_details.image_tokens", Count::image_in},
    {"input_token_details.cached_tokens", Count::cached},
    {"input_token_details.audio_tokens", Count::audio_in},
    {"input_token_details.image_tokens", Count::image_in},
    {"input_token_details.cached_tokens_details.audio_tokens", Count::cached_audio},
    {"output_tokens_details.reasoning_tokens", Count::reasoning},
    {"output_tokens_details.thinking_tokens", Count::reasoning},
    {"output_tokens_details.audio_tokens", Count::audio_out},
    {"output_tokens_details.image_tokens", Count::image_out},
    {"output_token_details.audio_tokens", Count::audio_out},
    // Anthropic
    {"cache_read_input_tokens", Count::cached_apart},
    {"cache_creation_input_tokens", Count::written_apart},
    {"cache_creation.ephemeral_5m_input_tokens", Count::written_5m},
    {"cache_creation.ephemeral_1h_input_tokens", Count::written_1h},
    {"server_tool_use.web_search_requests", Count::web_searches},
    // Gemini, as its REST API and its Python client name it
    {"promptTokenCount", Count::input},
    {"candidatesTokenCount", Count::output_apart},
    {"responseTokenCount", Count::output_apart},
    {"thoughtsTokenCount", Count::reasoning},
    {"totalTokenCount", Count::total},
    {"cachedContentTokenCount", Count::cached},
    {"toolUsePromptTokenCount", Count::tool_input},
    {"promptTokensDetails.AUDIO", Count::audio_in},
    {"promptTokensDetails.IMAGE", Count::image_in},
    {"promptTokensDetails.VIDEO", Count::image_in},
    {"cacheTokensDetails.AUDIO", Count::cached_audio},
    {"toolUsePromptTokensDetails.AUDIO", Count::tool_audio_in},
    {"toolUsePromptTokensDetails.IMAGE", Count::tool_image_in},
    {"toolUsePromptTokensDetails.VIDEO", Count::tool_image_in},
    {"candidatesTokensDetails.AUDIO", Count::audio_out},
    {"candidatesTokensDetails.IMAGE", Count::image_out},
    {"candidatesTokensDetails.VIDEO", Count::image_out},
    {"prompt_token_count", Count::input},
    {"candidates_token_count", Count::output_apart},
    {"thoughts_token_count", Count::reasoning},
    {"total_token_count", Count::total},
    {"cached_content_token_count", Count::cached},
    {"tool_use_prompt_token_count", Count::tool_input},
    {"prompt_tokens_details.AUDIO", Count::audio_in},
    {"prompt_tokens_details.IMAGE", Count::image_in},
    {"prompt_tokens_details.VIDEO", Count::image_in},
    {"cache_tokens_details.AUDIO", Count::cached_audio},
    {"candidates_tokens_details.AUDIO", Count::audio_out},
    {"candidates_tokens_details.IMAGE", Count::image_out},
    {"candidates_tokens_details.VIDEO", Count::image_out},
    // Bedrock, and the AI SDK with the same first names
    {"inputTokens", Count::input_apart},
    {"outputTokens", Count::output},
    {"totalTokens", Count::total},
    {"cacheReadInputTokens", Count::cached_apart},
    {"cacheReadInputTokenCount", Count::cached_apart},
    {"cacheWriteInputTokens", Count::written_apart},
    {"cacheWriteInputTokenCount", Count::written_apart},
    {"cacheDetails.5m", Count::written_5m},
    {"cacheDetails.1h", Count::written_1h},
    {"cachedInputTokens", Count::cached},
    {"reasoningTokens", Count::reasoning},
    // OpenTelemetry: the present names, then the older ones
    {"gen_ai.usage.input_tokens", Count::input},
    {"gen_ai.usage.output_tokens", Count::output},
    {"gen_ai.usage.cache_read.input_tokens", Count::cached},
    {"gen_ai.usage.cache_creation.input_tokens", Count::written},
    {"gen_ai.usage.reasoning.output_tokens", Count::reasoning},
    {"gen_ai.usage.prompt_tokens", Count::input},
    {"gen_ai.usage.completion_tokens", Count::output},
    {"gen_ai.usage.total_tokens", Count::total},
    {"gen_ai.usage.cache_read_input_tokens", Count::cached},
    {"gen_ai.usage.cache_creation_input_tokens", Count::written},
    {"gen_ai.usage.reasoning_tokens", Count::reasoning},
    {"llm.usage.total_tokens", Count::total},
    {"llm.usage.prompt_tokens", Count::input},
    {"llm.usage.completion_tokens", Count::output},
};

}  // namespace

Count count_of(std::string_view path) {
  for (const Name& name : names) {
    if (name.path == path) return name.count;
  }
  return Count::none;
}

}  // namespace arris::metering
