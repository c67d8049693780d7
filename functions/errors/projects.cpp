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
  return {row.id,    row.number,        row.name,   row.public_key, dsn_of(context, row),
          row.state, row.created_at_ms, row.version};
}

// SDKs want a number in a DSN. Milliseconds and three random digits: unique in practice, and the database insists.
std::int64_t new_number(http::Context context) {
  const auto random = as_bytes(context.secret());
  return context.now_ms() * 1000 + (random[30] * 256 + random[31]) % 1000;
}

std::string_view new_key(http::Context context) {
  return context.keep(to_hex(as_bytes(context.secret().substr(0, 16))));
}

std::string_view action_of(const ProjectChange& change) {
  if (!change.state) return "project.changed";
  return *change.state == ProjectState::paused ? "project.paused" : "project.resumed";
}

void audit(storage::Batch& batch, http::Context context, std::string_view action, ProjectId id) {
  http::audit(batch, context,
              {.action = action,
               .target_kind = "project",
               .target_id = id.text,
               .statement = &audit_project});
}

// Writes, and answers with what the project is then.
effect::Task<Reply<Project>> write_and_show(http::Context context, ProjectId id,
                                            storage::Batch batch) {
  const auto row =
      co_await context.db().write(std::move(batch), find_own_project(context.who().org, id));
  co_return reply(shown(context, row)).version(row.version);
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
  const ProjectRow row{context.new_id<ProjectId>(),
                       new_number(context),
                       call.body.name.text,
                       new_key(context),
                       ProjectState::active,
                       context.now_ms(),
                       1};
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

effect::Task<Reply<Project>> change_one_project(Call<ProjectPath, Nothing, ProjectChange> call) {
  http::Context context = call.context;
  const OrgId org = context.who().org;
  const ProjectId id = call.path.id;
  std::optional<std::string_view> name;
  if (call.body.name) name = call.body.name->text;
  storage::Batch batch;
  batch.add(check_own_project(org, id, context.if_match()));
  batch.add(change_project(org, id, name, call.body.state))
      .on_conflict("projects.name", taken("#/name"));
  audit(batch, context, action_of(call.body), id);
  auto answer = co_await write_and_show(context, id, std::move(batch));
  co_return answer;
}

effect::Task<Reply<Project>> rotate_key(Call<ProjectPath> call) {
  http::Context context = call.context;
  const OrgId org = context.who().org;
  const ProjectId id = call.path.id;
  storage::Batch batch;
  batch.add(check_own_project(org, id, context.if_match()));
  batch.add(turn_project_key(org, id, new_key(context)));
  audit(batch, context, "project.key_rotated", id);
  auto answer = co_await write_and_show(context, id, std::move(batch));
  co_return answer;
}

effect::Task<Reply<Nothing>> delete_one_project(Call<ProjectPath> call) {
  http::Context context = call.context;
  const OrgId org = context.who().org;
  storage::Batch batch;
  batch.add(check_own_project(org, call.path.id, context.if_match()));
  audit(batch, context, "project.deleted", call.path.id);
  batch.add(delete_project(org, call.path.id));
  co_return reply().commit(std::move(batch));
}

}  // namespace arris::errors
