#include "pipelines/handlers.h"

namespace arris::pipelines {
namespace {

using http::Context;

// What is left out of a body, as it is kept.
struct Kept {
  std::string_view description, tags, config;
  PipelineStatus status;
};

Kept kept(Context context, const PipelineText& text) {
  std::string tags;
  json::encode(tags, text.tags.value_or(Tags{}));
  return {text.description ? text.description->text : "", context.keep(tags),
          text.config ? text.config->text : "{}", text.status.value_or(PipelineStatus::draft)};
}

void audit(storage::Batch& batch, Context context, std::string_view action, PipelineId id,
           std::string_view details) {
  http::audit(
      batch, context,
      {.action = action, .target_kind = "pipeline", .target_id = id.text, .details = details});
}

std::string_view note_of(const PipelineText& text) { return text.note ? text.note->text : ""; }

// Writes, and answers with what the pipeline is then.
effect::Task<Reply<Pipeline>> write_and_show(Context context, PipelineId id, storage::Batch batch) {
  const auto row =
      co_await context.db().write(std::move(batch), find_pipeline(context.who().org, id));
  co_return reply(shown(context, row)).version(row.version);
}

}  // namespace

effect::Task<Reply<Pipeline>> create(Call<Nothing, Nothing, PipelineText> call) {
  const Context context = call.context;
  const auto id = context.new_id<PipelineId>();
  const Kept text = kept(context, call.body);
  storage::Batch batch;
  batch
      .add(add_pipeline(context.who().org, id, call.body.name.text, text.description, text.status,
                        text.tags, text.config, context.who().actor(), context.now_ms()))
      .on_conflict("pipelines.name", taken("#/name"));
  batch.add(add_revision(context.who().org, id, note_of(call.body)));
  audit(batch, context, "pipeline.created", id, http::named(context, call.body.name.text));
  auto answer = co_await write_and_show(context, id, std::move(batch));
  co_return answer;
}

effect::Task<Reply<Pipeline>> replace(Call<PipelinePath, Nothing, PipelineText> call) {
  const Context context = call.context;
  const OrgId org = context.who().org;
  const PipelineId id = call.path.id;
  const Kept text = kept(context, call.body);
  storage::Batch batch;
  batch.add(check_pipeline(org, id, context.if_match()));
  batch
      .add(change_pipeline(org, id, call.body.name.text, text.description, text.status, text.tags,
                           text.config, context.who().actor(), context.now_ms()))
      .on_conflict("pipelines.name", taken("#/name"));
  batch.add(add_revision(org, id, note_of(call.body)));
  audit(batch, context, "pipeline.changed", id, http::named(context, call.body.name.text));
  auto answer = co_await write_and_show(context, id, std::move(batch));
  co_return answer;
}

effect::Task<Reply<Pipeline>> restore(Call<PipelinePath, Nothing, Restoration> call) {
  const Context context = call.context;
  const OrgId org = context.who().org;
  const PipelineId id = call.path.id;
  std::optional<std::int64_t> revision;
  if (call.body.revision) revision = call.body.revision->value;
  storage::Batch batch;
  batch.add(restore_pipeline(org, id, revision, context.who().actor(), context.now_ms()))
      .or_fail(Code::not_found)
      .on_conflict("pipelines.name", taken("#/name"));
  batch.add(add_revision(org, id, "restored"));
  audit(batch, context, "pipeline.restored", id, "{}");
  auto answer = co_await write_and_show(context, id, std::move(batch));
  co_return answer;
}

effect::Task<Reply<Nothing>> remove(Call<PipelinePath> call) {
  const Context context = call.context;
  const OrgId org = context.who().org;
  storage::Batch batch;
  batch.add(check_pipeline(org, call.path.id, context.if_match()));
  batch.add(hide_pipeline(org, call.path.id, context.now_ms(), context.who().actor()));
  audit(batch, context, "pipeline.deleted", call.path.id, "{}");
  co_return reply().commit(std::move(batch));
}

}  // namespace arris::pipelines
