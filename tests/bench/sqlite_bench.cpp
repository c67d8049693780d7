// S1 and point reads: durable single-row writes by 32 clients, in groups and with a commit for each
// request, and reads of one row by key. Usage: sqlite_bench [FOLDER] [SECONDS]

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <thread>

#include "sqlite/database.h"

using namespace arris;
using namespace arris::sqlite;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int clients = 32;

Statements statements() {
  return std::make_shared<const StatementSet>(
      "bench",
      std::vector<NamedStatement>{
          {"insert", "INSERT INTO events VALUES (?1, ?2)"},
          {"find", "SELECT id, body FROM events WHERE id = CAST(?1 AS INTEGER)"}},
      Capabilities{.reads = {}, .writes = {"events"}});
}

std::unique_ptr<Database> open_new(const std::string& folder, Grouping grouping) {
  const std::string path = folder + "/bench.db";
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
  DatabaseOptions options;
  options.path = path;
  options.writer.grouping = grouping;
  auto database = Database::open(options);
  if (!database ||
      !database.value()
           ->execute_script("CREATE TABLE events (id INTEGER PRIMARY KEY, body TEXT) STRICT")
           .ok()) {
    std::fprintf(stderr, "cannot open %s\n", path.c_str());
    std::exit(2);
  }
  return std::move(database).value();
}

double microseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

// The latency of every write, in microseconds. Each client sends its next write when the last was
// answered.
std::vector<double> write_for(Database& database, int seconds) {
  const auto set = statements();
  const auto end = Clock::now() + std::chrono::seconds(seconds);
  std::vector<std::vector<double>> latencies(clients);
  std::vector<std::thread> threads;
  const std::string body(200, 'x');
  for (int client = 0; client < clients; ++client)
    threads.emplace_back([&, client] {
      for (std::int64_t i = 0; Clock::now() < end; ++i) {
        std::promise<void> answered;
        const auto start = Clock::now();
        database.write(
            set, {effect::Mode::write, {{0, {client * 100'000'000 + i, std::string_view(body)}}}},
            [&](effects::Answer answer) {
              if (answer.failure != effect::Failure::none) std::abort();
              answered.set_value();
            });
        answered.get_future().wait();
        latencies[client].push_back(microseconds_since(start));
      }
    });
  for (auto& thread : threads) thread.join();
  std::vector<double> all;
  for (auto& one : latencies) all.insert(all.end(), one.begin(), one.end());
  std::ranges::sort(all);
  return all;
}

double measure_writes(const std::string& folder, Grouping grouping, int seconds) {
  auto database = open_new(folder, grouping);
  const auto latencies = write_for(*database, seconds);
  const auto statistics = database->statistics().writer;
  const double per_second = static_cast<double>(latencies.size()) / seconds;
  std::printf("S1 writes, %-11s %9.0f/s  p50 %7.0f us  p99 %7.0f us  %5.1f writes a commit\n",
              grouping == Grouping::on ? "in groups" : "one by one", per_second,
              latencies[latencies.size() / 2], latencies[latencies.size() * 99 / 100],
              double(statistics.batches) / double(statistics.commits));
  return per_second;
}

// What the disk asks for making 4 KiB durable: the median of 200.
void measure_sync(const std::string& folder) {
  const std::string path = folder + "/sync.bin", page(4096, 'x');
  const int fd = ::open(path.c_str(), O_CREAT | O_RDWR | O_TRUNC, 0600);
  std::vector<double> times;
  for (int i = 0; i < 200; ++i) {
    if (::pwrite(fd, page.data(), page.size(), i * 4096) != 4096) std::abort();
    const auto start = Clock::now();
    ::fdatasync(fd);
    times.push_back(microseconds_since(start));
  }
  ::close(fd);
  std::ranges::sort(times);
  std::printf("fdatasync %.0f us\n", times[times.size() / 2]);
}

void measure_reads(const std::string& folder, int seconds) {
  auto database = open_new(folder, Grouping::on);
  const auto set = statements();
  write_for(*database, 1);
  const auto end = Clock::now() + std::chrono::seconds(seconds);
  std::uint64_t reads = 0;
  for (; Clock::now() < end; ++reads) {
    const effect::Sql sql{effect::Mode::read, {{1, {static_cast<std::int64_t>(reads % 100)}}}};
    if (database->read(*set, sql).failure != effect::Failure::none) std::abort();
  }
  std::printf("point reads, 1 thread  %9.0f/s\n", double(reads) / seconds);
}

}  // namespace

int main(int count, char** arguments) {
  const std::string folder =
      count > 1 ? arguments[1] : std::filesystem::temp_directory_path().string();
  const int seconds = count > 2 ? std::atoi(arguments[2]) : 3;
  measure_sync(folder);
  const double grouped = measure_writes(folder, Grouping::on, seconds);
  const double single = measure_writes(folder, Grouping::off, seconds);
  std::printf("S1 ratio               %9.1f\n", grouped / single);
  measure_reads(folder, seconds);
}
