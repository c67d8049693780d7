#include "ai/cache.h"

#include "core/text.h"

namespace arris::ai {
namespace {

using effect::Task;
using http::Context;
using UseCache = effect::Simple<effect::Cache, effect::CacheAnswer>;

constexpr std::string_view choosing_headers[] = {
    "anthropic-version", "anthropic-beta", "openai-organization", "openai-project", "openai-beta"};

// Parts are kept apart by their lengths.
void add_part(std::string& text, std::string_view part) {
  append_decimal(text, static_cast<std::int64_t>(part.size()));
  text.append(":").append(part);
}

}  // namespace

Task<std::string_view> cache_key(Context context, const Target* target, const Outgoing* out) {
  std::string text;
  add_part(text, target->key->id.text);
  add_part(text, target->model);
  add_part(text, context.request().request.path);
  add_part(text, context.request().request.query);
  for (const auto name : choosing_headers) add_part(text, context.request().header(name));
  add_part(text, out->body);
  const auto hash = co_await effect::digest(text);
  std::string key = "answer/" + std::string(context.who().org.text) + "/";
  co_return context.keep(key.append(to_hex(as_bytes(hash.data.data))));
}

Task<std::optional<CachedAnswer>> find_cached(Context, std::string_view key) {
  const auto found = co_await UseCache{effect::Cache{effect::CacheOperation::get, key, {}, 0}};
  const auto text = found.data.data;
  const auto line = text.find('\n');
  if (found.found == 0 || line == text.npos) co_return std::nullopt;
  co_return CachedAnswer{text.substr(0, line), text.substr(line + 1)};
}

// One that is too large is not kept.
Task<Nothing> keep_cached(Context, std::string_view key, CachedAnswer answer, std::int64_t ttl_s) {
  constexpr std::size_t bytes_max = 512u << 10;
  std::string text(answer.content_type);
  text.append("\n").append(answer.body);
  if (text.size() > bytes_max) co_return Nothing{};
  const auto ttl_ms = static_cast<std::uint32_t>(ttl_s * 1000);
  co_await UseCache{effect::Cache{effect::CacheOperation::put, key, {text}, ttl_ms}};
  co_return Nothing{};
}

}  // namespace arris::ai
