// The models of the price book.

#include "ai/handlers.h"
#include "ai/queries.h"
#include "http/cursor.h"
#include "metering/model_name.h"

namespace arris::ai {
namespace {

using http::Context;

// A cursor's text holds the provider in front of the model.
constexpr char between = ' ';

std::string_view place_text(Context context, const ModelRow& row) {
  return context.keep(std::string(row.provider) + between + std::string(row.model));
}

std::optional<std::string_view> text_of(const std::optional<json::Name<200>>& name) {
  return name ? std::optional(name->text) : std::nullopt;
}

std::optional<std::string_view> provider_of(Context context, const ModelFilter& filter) {
  if (!filter.provider) return std::nullopt;
  return context.keep(metering::priced_provider(filter.provider->text, ""));
}

AiModel shown(const ModelRow& row) {
  return {row.provider,          row.model,          row.own_price != 0,
          row.effective_from_ms, {row.tiers},        row.context_tokens,
          row.output_max_tokens, {row.capabilities}, row.retires_on};
}

}  // namespace

Task<Reply<Page<AiModel>>> list_models(Call<Nothing, ModelFilter> call) {
  Context context = call.context;
  const ModelFilter& filter = call.query;
  const std::int64_t limit = http::limit_of(filter.limit);
  const auto place = context.position() ? context.position()->id : std::string_view();
  const auto provider = place.substr(0, place.find(between));
  const auto model = place.substr(std::min(place.size(), provider.size() + 1));
  auto rows = co_await context.db().read(list_models_page(
      context.who().org, model, provider, context.now_ms(), provider_of(context, filter),
      text_of(filter.model), text_of(filter.capability), limit + 1));
  const auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [context](const ModelRow& row) { return http::Position{0, place_text(context, row)}; });
  Page<AiModel> answer{{}, page.next_cursor};
  for (const ModelRow& row : page.data) answer.data.push_back(shown(row));
  co_return reply(std::move(answer));
}

}  // namespace arris::ai
