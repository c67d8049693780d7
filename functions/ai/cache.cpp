#include "ai/cache.h"

#include <algorithm>

#include "core/text.h"
#include "effect/cache.h"

namespace arris::ai {
namespace {

using effect::Task;
using http::Context;

constexpr std::size_t bytes_max = 512u << 10;

constexpr std::string_view choosing_headers[] = {
    "anthropic-version", "anthropic-beta", "openai-organization", "openai-project", "openai-beta"};

// Parts are kept apart by their lengths.
void add_part(std::string& text, std::string_view part) {
  append_decimal(text, static_cast<std::int64_t>(part.size()));
  text.append(":").append(part);
}

std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

}  // namespace

Task<std::string_view> cache_key(Context context, const Target* target, const Outgoing* out) {
  const auto body = co_await effect::digest(out->body);
  std::string text;
  add_part(text, target->key->id.text);
  add_part(text, target->model);
  add_part(text, context.request().request.path);
  std::string query;
  append_query(query, context.request().request.query);
  add_part(text, query);
  for (const auto name : choosing_headers) add_part(text, context.request().header(name));
  add_part(text, body.data.data);
  const auto hash = co_await effect::digest(text);
  std::string key = "answer/" + std::string(context.who().org.text) + "/";
  co_return context.keep(key.append(to_hex(as_bytes(hash.data.data))));
}

Task<std::optional<CachedAnswer>> find_cached(Context context, std::string_view key,
                                              std::int64_t ttl_s) {
  const auto found = co_await effect::cached(key);
  auto text = found.data.data;
  if (found.found == 0) co_return std::nullopt;
  const auto kept_at_ms = parse_integer(take_line(text));
  const auto content_type = take_line(text);
  if (!kept_at_ms || context.now_ms() - *kept_at_ms > ttl_s * 1000) co_return std::nullopt;
  co_return CachedAnswer{content_type, text};
}

KeptAnswer::KeptAnswer(Context context, std::string_view key, std::int64_t ttl_s,
                       std::string_view content_type)
    : key_(key), ttl_ms_(static_cast<std::uint32_t>(ttl_s * 1000)) {
  append_decimal(text_, context.now_ms());
  text_.append("\n").append(content_type).append("\n");
}

void KeptAnswer::add(std::string_view piece) {
  if (text_.empty()) return;
  if (text_.size() + piece.size() <= bytes_max) {
    text_ += piece;
  } else {
    text_ = std::string();
  }
}

std::optional<effect::Cache> KeptAnswer::entry() const {
  if (text_.empty()) return std::nullopt;
  return effect::Cache{effect::CacheOperation::put, key_, {text_}, ttl_ms_};
}

Task<Nothing> keep_whole(KeptAnswer kept, std::string_view body) {
  kept.add(body);
  const auto entry = kept.entry();
  if (entry) co_await effect::remember(entry->key, entry->data.data, entry->ttl_ms);
  co_return Nothing{};
}

}  // namespace arris::ai
