#include "core/text.h"
#include "executions/cleaning.h"
#include "executions/writing.h"

namespace arris::executions {
namespace {

using http::Context;

constexpr std::int64_t default_lines = 200;

struct NewLogRow {
  std::int64_t at_ms;
  LogLevel level;
  std::string_view step, message;
  json::Raw fields;
};
BOOST_DESCRIBE_STRUCT(NewLogRow, (), (at_ms, level, step, message, fields))

NewLogRow row_of(Context context, const NewLogLine& line) {
  const std::int64_t at_ms = line.at_ms ? line.at_ms->value : context.now_ms();
  return {std::min(at_ms, context.now_ms()), line.level.value_or(LogLevel::info),
          line.step ? line.step->text : "", line.message.text,
          line.fields.value_or(json::Raw{"null"})};
}

std::string_view rows_of(Context context, const std::vector<NewLogLine>& lines) {
  std::vector<NewLogRow> rows;
  rows.reserve(lines.size());
  for (const NewLogLine& line : lines)
    rows.push_back(row_of(context, without_secrets(context, line)));
  std::string text;
  json::encode(text, rows);
  return context.keep(text);
}

http::LiveEvent live_lines(Context context, RunId id, std::int64_t last, std::string_view rows,
                           std::int64_t added) {
  const std::string text = lines_text(last - added + 1, rows);
  return {context.channel("executions", id.text), "log", live_id(context, last, 0),
          context.keep(text)};
}

std::string_view levels_from(LogLevel lowest) {
  constexpr std::string_view lists[] = {R"(["debug","info","warning","error"])",
                                        R"(["info","warning","error"])", R"(["warning","error"])",
                                        R"(["error"])"};
  return lists[static_cast<std::size_t>(lowest)];
}

LogLine shown(const LogRow& row) {
  return {row.number, row.at_ms, row.level, row.step, row.message, {row.fields}};
}

}  // namespace

// Lines may come after the end: what a run wrote last often does.
effect::Task<Reply<AppendedLines>> append_lines(Call<RunPath, Nothing, NewLogLines> call) {
  const Context context = call.context;
  const OrgId org = context.who().org;
  const auto& lines = call.body.lines.items;
  const auto added = static_cast<std::int64_t>(lines.size());
  storage::Batch batch;
  const auto rows = rows_of(context, lines);
  batch.add(add_lines(org, call.path.id, rows)).or_fail(Code::not_found);
  const auto counted = co_await context.db().write(
      std::move(batch), count_lines(org, call.path.id, added, context.now_ms()));
  const std::int64_t last = counted.log_count;
  co_return reply(AppendedLines{added, last})
      .publish(live_lines(context, call.path.id, last, rows, added));
}

effect::Task<Reply<LogPage>> show_lines(Call<RunPath, LogFilter> call) {
  const Context context = call.context;
  const OrgId org = context.who().org;
  const LogFilter& filter = call.query;
  const std::int64_t after = filter.after ? filter.after->value : 0;
  const std::int64_t limit = http::limit_of(filter.limit, default_lines);
  auto [runs, rows] = co_await context.db().read(
      find_run(org, call.path.id),
      list_lines(org, call.path.id, after, levels_from(filter.level.value_or(LogLevel::debug)),
                 limit));
  if (runs.empty()) co_await Result<Nothing>(not_found());
  const Run& run = runs.front();
  const bool complete = rows.size() < static_cast<std::size_t>(limit);
  LogPage page{{},
               complete ? std::max(after, run.log_count) : rows.back().number,
               complete && has_ended(run.status)};
  page.data.reserve(rows.size());
  for (const LogRow& row : rows) page.data.push_back(shown(row));
  co_return reply(std::move(page));
}

}  // namespace arris::executions
