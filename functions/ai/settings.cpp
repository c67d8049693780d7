// What an org lets be kept of its calls.

#include "ai/handlers.h"
#include "ai/queries.h"

namespace arris::ai {
namespace {

AiSettings shown(const SettingsRow& row) { return {row.keep_content != 0, {row.content_days}}; }

}  // namespace

Task<Reply<AiSettings>> show_settings(Call<> call) {
  const auto row = co_await call.context.db().get(find_settings(call.context.who().org));
  co_return reply(shown(row)).version(row.version);
}

Task<Reply<AiSettings>> change_settings(Call<Nothing, Nothing, AiSettings> call) {
  http::Context context = call.context;
  const OrgId org = context.who().org;
  storage::Batch batch;
  batch.add(check_settings(org, context.if_match()))
      .add(set_settings(org, call.body.keep_content ? 1 : 0, call.body.content_days.value));
  http::audit(batch, context,
              {.action = "ai_settings.changed",
               .target_kind = "ai_settings",
               .target_id = org.text,
               .details = call.body.keep_content ? R"({"keep_content":true})"
                                                 : R"({"keep_content":false})"});
  const auto row = co_await context.db().write(std::move(batch), find_settings(org));
  co_return reply(shown(row)).version(row.version);
}

}  // namespace arris::ai
