#include "pipelines/handlers.h"
#include "storage/search.h"

namespace arris::pipelines {
namespace {

using http::before_all;
using http::Context;
using http::limit_of;
using http::Position;

// Tags as they were kept by this function, which lets in nothing else.
std::vector<std::string_view> tags_of(Context context, std::string_view text) {
  auto tags = json::decode<std::vector<std::string_view>>(text, context.arena());
  return tags ? std::move(tags).value() : std::vector<std::string_view>();
}

std::optional<std::string_view> match_of(Context context,
                                         const std::optional<json::Text<1, 200>>& typed) {
  if (!typed) return std::nullopt;
  std::string match = "org : \"" + std::string(context.who().org.text) + "\"";
  storage::add_typed_words(match, "{name description}", typed->text);
  return context.keep(match);
}

ListedPipeline listed(Context context, const ListedRow& row) {
  return {row.id,
          row.name,
          row.description,
          row.status,
          tags_of(context, row.tags),
          row.revision,
          row.created_at_ms,
          row.updated_at_ms,
          row.updated_by,
          row.version};
}

Revision revision_of(Context context, const RevisionRow& row) {
  return {row.revision, row.at_ms,       row.author, row.note,
          row.name,     row.description, row.status, tags_of(context, row.tags),
          {row.config}};
}

}  // namespace

Pipeline shown(Context context, const PipelineRow& row) {
  return {row.id,
          row.name,
          row.description,
          row.status,
          tags_of(context, row.tags),
          {row.config},
          row.revision,
          row.created_at_ms,
          row.updated_at_ms,
          row.created_by,
          row.updated_by,
          row.version};
}

effect::Task<Reply<Page<ListedPipeline>>> list_all_pipelines(Call<Nothing, PipelineFilter> call) {
  const Context context = call.context;
  const PipelineFilter& filter = call.query;
  const Position from = context.position().value_or(before_all);
  const std::int64_t limit = limit_of(filter.limit);
  std::optional<std::string_view> tag;
  if (filter.tag) tag = filter.tag->text;
  const auto rows = co_await context.db().read(list_pipelines(context.who().org, filter.status, tag,
                                                              match_of(context, filter.q),
                                                              from.sort, from.id, limit + 1));
  std::vector<ListedPipeline> pipelines;
  pipelines.reserve(rows.size());
  for (const ListedRow& row : rows) pipelines.push_back(listed(context, row));
  auto page = co_await http::page_of(context, std::move(pipelines), static_cast<std::size_t>(limit),
                                     [](const ListedPipeline& pipeline) {
                                       return Position{pipeline.updated_at_ms, pipeline.id.text};
                                     });
  co_return reply(std::move(page));
}

effect::Task<Reply<Pipeline>> show_pipeline(Call<PipelinePath> call) {
  const auto row =
      co_await call.context.db().get(find_pipeline(call.context.who().org, call.path.id));
  co_return reply(shown(call.context, row)).version(row.version);
}

effect::Task<Reply<Page<Revision>>> list_all_revisions(Call<PipelinePath, Paging> call) {
  const Context context = call.context;
  const OrgId org = context.who().org;
  const std::int64_t limit = limit_of(call.query.limit);
  const Position from = context.position().value_or(before_all);
  auto [pipelines, rows] = co_await context.db().read(
      find_pipeline(org, call.path.id), list_revisions(org, call.path.id, from.sort, limit + 1));
  if (pipelines.empty()) co_await Result<Nothing>(not_found());
  std::vector<Revision> revisions;
  revisions.reserve(rows.size());
  for (const RevisionRow& row : rows) revisions.push_back(revision_of(context, row));
  auto page = co_await http::page_of(
      context, std::move(revisions), static_cast<std::size_t>(limit),
      [](const Revision& revision) { return Position{revision.revision, "revision"}; });
  co_return reply(std::move(page));
}

}  // namespace arris::pipelines
