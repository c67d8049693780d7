#pragma once
// Log lines as JSON on standard error. A line is handed over and written by a thread of its own, so
// that a slow terminal slows no request. That thread wakes for the first line and then lets others
// gather, because waking it costs more than a line does.
//
// (1) A line is one JSON object whatever its texts hold. (2) Lines of one thread keep their order.
// (3) A line is written after `gathering_ms` at the latest, and before the log ends. (4) Over
// `waiting_max_bytes` lines are dropped, and counted.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace arris::wasmtime {

// One line, built field by field.
class LogLine {
 public:
  LogLine(std::string_view level, std::string_view message);
  LogLine& add(std::string_view name, std::string_view value);
  LogLine& add(std::string_view name, std::int64_t value);
  // Fields that are a JSON object already; anything else is added as a text.
  LogLine& add_fields(std::string_view object);

  std::string take();

 private:
  void name(std::string_view name);
  std::string text_;
};

class Log {
 public:
  static constexpr std::size_t waiting_max_bytes = 16u << 20;
  static constexpr std::size_t gathered_bytes = 256u << 10;  // written without waiting for more
  static constexpr int gathering_ms = 50;

  explicit Log(int file = 2);
  ~Log();
  Log(const Log&) = delete;

  void write(LogLine& line) { write(line.take()); }
  void write(LogLine&& line) { write(line.take()); }
  std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

 private:
  void write(std::string line);
  void run(std::stop_token stop);
  bool gather(std::string& lines, const std::stop_token& stop);

  const int file_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::string waiting_;
  std::atomic<std::uint64_t> dropped_ = 0;
  std::jthread thread_;
};

}  // namespace arris::wasmtime
