// The audit log to take away, page by page.

#include "http/next_page.h"
#include "json/csv.h"
#include "team/audit_page.h"
#include "team/handlers.h"

namespace arris::team {
namespace {

constexpr std::int64_t page_size = 1000;

ExportedEntry entry_of(const ListedEntry& row) {
  return {row.sequence,
          row.id,
          row.at_ms,
          row.audience,
          row.actor_kind,
          row.actor_id,
          row.action,
          row.target_kind,
          row.target_id,
          row.details,
          row.address,
          row.request_id,
          row.hash.value_or(""),
          row.actor_name.value_or("")};
}

std::string lines_of(const std::vector<ExportedEntry>& entries) {
  std::string lines;
  for (const ExportedEntry& entry : entries) {
    json::encode(lines, entry);
    lines += '\n';
  }
  return lines;
}

}  // namespace

Task<Reply<http::RawAnswer>> export_audit(Call<Nothing, AuditExportFilter> call) {
  const Context context = call.context;
  const auto limit = http::limit_of(call.query.limit, page_size);
  auto rows = co_await context.db().read(audit_page(context, call.query, limit));
  const auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [](const ListedEntry& last) { return http::Position{last.sequence, last.id}; });
  std::vector<ExportedEntry> entries;
  for (const ListedEntry& row : page.data) entries.push_back(entry_of(row));
  const bool as_csv = call.query.format.value_or(Format::csv) == Format::csv;
  auto answer = reply(http::RawAnswer{as_csv ? json::csv_of(entries) : lines_of(entries)});
  answer.headers.push_back(
      {"content-type", as_csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8"});
  answer.headers.push_back(
      {"content-disposition", as_csv ? "attachment; filename=\"audit-log.csv\""
                                     : "attachment; filename=\"audit-log.jsonl\""});
  http::add_next_page(answer, context, page.next_cursor);
  co_return answer;
}

}  // namespace arris::team
