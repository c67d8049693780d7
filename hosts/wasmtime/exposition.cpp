// The numbers of a host, as Prometheus text.

#include <unistd.h>

#include <fstream>

#include "wasmtime/host.h"
#include "wasmtime/outbox_statements.h"

namespace arris::wasmtime {
namespace {

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double pages = 0, resident = 0;
  file >> pages >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

std::string Host::exposition(std::size_t connections) {
  Exposition out;
  out.begin("arris_requests_total", "counter", "Requests answered.");
  for (const auto& one : served_) one.numbers->append_counts(out.text());
  own_numbers_.append_counts(out.text());
  page_numbers_.append_counts(out.text());
  out.begin("arris_request_duration_seconds", "histogram", "Time until the head was ready.");
  for (const auto& one : served_) one.numbers->append_durations(out.text());
  own_numbers_.append_durations(out.text());
  page_numbers_.append_durations(out.text());
  add_module_numbers(out);
  add_database_numbers(out);
  add_delivery_numbers(out);
  out.one("arris_connections", "gauge", "Open connections.", static_cast<double>(connections));
  out.one("arris_subscribers", "gauge", "Open event streams.",
          static_cast<double>(hub_.subscribers()));
  out.one("process_resident_memory_bytes", "gauge", "Resident memory.", resident_bytes());
  out.one("arris_log_lines_dropped_total", "counter", "Log lines that nobody took in time.",
          static_cast<double>(log_.dropped()));
  if (spans_)
    out.one("arris_spans_dropped_total", "counter", "Spans that nobody took in time.",
            static_cast<double>(spans_->dropped()));
  return std::move(out.text());
}

void Host::add_module_numbers(Exposition& out) {
  out.begin("arris_module_faults_total", "counter", "Requests that a module's fault ended.");
  for (const auto& one : served_) {
    for (const auto kind :
         {FaultKind::trap, FaultKind::deadline, FaultKind::frame, FaultKind::limit})
      out.add("arris_module_faults_total",
              label("module", one.module->name()) + "," + label("kind", text_of(kind)),
              static_cast<double>(one.module->health.faults(kind)));
  }
  out.begin("arris_sql_round_trips_total", "counter",
            "Times that a module's request went to the database.");
  for (const auto& one : served_)
    out.add("arris_sql_round_trips_total", label("module", one.module->name()),
            static_cast<double>(one.module->sql_round_trips.load()));
  out.begin("arris_module_watched", "gauge", "1 while a module's requests run apart.");
  for (const auto& one : served_)
    out.add("arris_module_watched", label("module", one.module->name()),
            one.module->health.is_watched(effects::steady_ms()) ? 1 : 0);
  out.one("arris_instances_in_use", "gauge", "Requests in modules now.", slots_.in_use());
  out.one("arris_instances_max", "gauge", "Requests that may be in modules at once.", slots_.max());
  out.one("arris_requests_shed_total", "counter", "Requests refused because there was no room.",
          static_cast<double>(slots_.shed()));
}

// Left out while the database can't be read.
void Host::add_delivery_numbers(Exposition& out) {
  const auto count = static_cast<std::uint16_t>(OutboxStatement::count);
  const auto answer =
      database_->read(*outbox_statements(), effect::Sql{effect::Mode::read, {{count, {}}}});
  const auto counted = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
  if (answer.failure != effect::Failure::none || !counted) return;
  out.begin("arris_deliveries", "gauge", "Messages that a function has still to hear, by state.");
  const auto row = counted->statements.front().row(0);
  constexpr std::string_view states[] = {"waiting", "dead"};
  for (std::size_t i = 0; i < std::size(states); ++i)
    out.add("arris_deliveries", label("state", states[i]),
            static_cast<double>(std::get<std::int64_t>(row[i])));
}

void Host::add_database_numbers(Exposition& out) {
  const auto now = database_->statistics();
  const auto& writer = now.writer;
  const auto counter = [&](std::string_view name, std::string_view help, std::uint64_t value) {
    out.one(name, "counter", help, static_cast<double>(value));
  };
  const auto gauge = [&](std::string_view name, std::string_view help, std::uint64_t value) {
    out.one(name, "gauge", help, static_cast<double>(value));
  };
  counter("arris_write_batches_total", "Write batches.", writer.batches);
  counter("arris_write_batches_failed_total", "Write batches that failed.", writer.failed_batches);
  counter("arris_commits_total", "Commits, each of a group of batches.", writer.commits);
  counter("arris_commits_failed_total", "Commits that failed.", writer.failed_commits);
  counter("arris_checkpoints_total", "Times that the WAL was copied back.", writer.checkpoints);
  gauge("arris_wal_bytes",
        "Bytes of the WAL in use; its file is as large as it ever was, up to 64 MiB.",
        writer.wal_bytes);
  gauge("arris_write_queue", "Batches that wait for the writer.", writer.queue_depth);
  gauge("arris_write_group_last", "Batches of the last commit.", writer.last_group);
  gauge("arris_write_group_max", "Batches of the largest commit.", writer.largest_group);
  gauge("arris_readers", "Open reading connections.", now.readers);
}

}  // namespace arris::wasmtime
