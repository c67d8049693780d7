#include "errors/handlers.h"

namespace arris::errors {
namespace {

// The address that clients report to: DSN = scheme://public_key@host/number.
std::string_view dsn_of(http::Context context, const ProjectRow& row) {
  const auto base = context.request().header("x-arris-base-url");
  const auto scheme_end = base.find("://");
  if (scheme_end == std::string_view::npos) return {};
  std::string dsn(base.substr(0, scheme_end + 3));
  dsn.append(row.public_key).append("@").append(base.substr(scheme_end + 3)).append("/");
  append_decimal(dsn, row.number);
  return context.keep(dsn);
}

Project shown(http::Context context, const ProjectRow& row) {
  return {row.id, row.number, row.name, row.public_key, dsn_of(context, row), row.created_at_ms};
}

// SDKs want a number in a DSN. Milliseconds and three random digits: unique in practice, and the database insists.
std::int64_t new_number(http::Context context) {
  const auto random = as_bytes(context.secret());
  return context.now_ms() * 1000 + (random[30] * 256 + random[31]) % 1000;
}

}  // namespace

effect::Task<Reply<Projects>> list_all_projects(Call<> call) {
  const auto rows = co_await call.context.db().read(list_projects(call.context.who().org));
  Projects projects;
  for (const ProjectRow& row : rows) projects.data.push_back(shown(call.context, row));
  co_return reply(std::move(projects));
}

effect::Task<Reply<Project>> create_project(Call<Nothing, Nothing, NewProject> call) {
  http::Context context = call.context;
  const auto public_key = context.keep(to_hex(as_bytes(context.secret().substr(0, 16))));
  const ProjectRow row{context.new_id<ProjectId>(), new_number(context), call.body.name.text,
                       public_key, context.now_ms()};
  storage::Batch batch;
  batch
      .add(add_project(context.who().org, row.id, row.number, row.name, row.public_key,
                       row.created_at_ms))
      .on_conflict("projects.name", taken("#/name"));
  http::audit(batch, context,
              {.action = "project.created",
               .target_kind = "project",
               .target_id = row.id.text,
               .details = http::named(context, row.name)});
  co_return reply(shown(context, row)).commit(std::move(batch));
}

}  // namespace arris::errors
