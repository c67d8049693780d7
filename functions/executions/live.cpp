// Following a run. An event's id says how many lines the log had when it was sent and, for a change of the run, which
// version that made: who comes back with an id gets the lines since out of the log, whatever the host still keeps.

#include <algorithm>

#include "executions/writing.h"

namespace arris::executions {
namespace {

using http::Context;

constexpr std::int64_t missed_max = 1000;

// How many lines whoever saw this event knows of; nothing for an id of another kind.
std::optional<std::int64_t> lines_seen(std::string_view id) {
  if (!is_uuid(id)) return std::nullopt;
  std::int64_t lines = 0;
  for (const char c : id.substr(0, 13)) {
    if (c != '-') lines = lines * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return lines;
}

}  // namespace

std::string_view live_id(Context context, std::int64_t lines, std::int64_t version) {
  std::uint8_t tail[10]{};
  for (std::size_t i = 0; i < 7; ++i)
    tail[9 - i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(version) >> (8 * i));
  char id[36];
  write_uuid(lines, tail, id);
  return context.keep({id, sizeof id});
}

std::string lines_text(std::int64_t first_number, std::string_view rows) {
  std::string text = "{\"first_number\":";
  append_decimal(text, first_number);
  return text.append(",\"lines\":").append(rows) += '}';
}

// Of a run that has ended there is nothing to wait for: its stream ends, and who comes back with the id of its end gets
// 204, by which a client knows not to come again.
Reply<Run> last_of(Context context, Run run, std::string_view seen_id, std::string first) {
  const auto end = live_end(context, run);
  if (seen_id == end.id) return reply(std::move(run)).status(204).subscribe({});
  http::write_live_event(first, end.event, end.id, end.data);
  return reply(std::move(run)).subscribe({}, {}, std::move(first));
}

// The lines that were missed, or `reset` when they are too many: then the log is to be read again. Then the run as it
// is, then what happens to it. Around a restart a line may come twice, by its number, never not at all.
effect::Task<Reply<Run>> follow_run(Call<RunPath> call) {
  const Context context = call.context;
  const OrgId org = context.who().org;
  std::string_view last = context.last_event_id();
  const auto seen = lines_seen(last);
  auto [runs, missed] = co_await context.db().read(
      find_run(org, call.path.id),
      list_missed(org, call.path.id, seen.value_or(0), seen ? missed_max : 0));
  if (runs.empty()) co_await Result<Nothing>(not_found());
  Run& run = runs.front();
  const MissedRow& lines = missed.front();
  std::string text, first;
  if (seen && std::max(*seen, lines.last) != run.log_count) {
    http::write_live_event(first, "reset", {}, "{}");
    last = {};
  } else if (lines.last > 0) {
    last = live_id(context, lines.last, 0);
    http::write_live_event(first, "log", last, lines_text(lines.first, lines.lines));
  }
  json::encode(text, run);
  const auto id = live_id(context, run.log_count, run.log_count > 0 ? 0 : run.version);
  http::write_live_event(first, "execution", id, text);
  if (has_ended(run.status))
    co_return last_of(context, std::move(run), context.last_event_id(), std::move(first));
  // What is published from the look at the log on is not lost, whoever asks for the first time included.
  if (last.empty()) last = id;
  const auto channel = context.channel("executions", run.id.text);
  co_return reply(std::move(run)).subscribe({channel}, last, std::move(first));
}

}  // namespace arris::executions
