#include "wasmtime/log.h"

#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>

#include "effects/clock.h"
#include "wasmtime/json_text.h"

namespace arris::wasmtime {
namespace {

constexpr std::size_t usual_bytes = 384;

void append_number(std::string& out, std::int64_t number) {
  char text[24];
  out.append(text, std::to_chars(text, std::end(text), number).ptr);
}

}  // namespace

LogLine::LogLine(std::string_view level, std::string_view message) {
  text_.reserve(usual_bytes);
  text_ += "{\"at_ms\":";
  append_number(text_, effects::unix_ms());
  text_ += ",\"level\":";
  append_json(text_, level);
  add("message", message);
}

void LogLine::name(std::string_view name) {
  text_ += ',';
  append_json(text_, name);
  text_ += ':';
}

LogLine& LogLine::add(std::string_view field, std::string_view value) {
  name(field);
  append_json(text_, value);
  return *this;
}

LogLine& LogLine::add(std::string_view field, std::int64_t value) {
  name(field);
  append_number(text_, value);
  return *this;
}

LogLine& LogLine::add_fields(std::string_view object) {
  if (object.empty() || object == "{}") return *this;
  const auto parsed = nlohmann::json::parse(object, nullptr, false);
  if (!parsed.is_object()) return add("fields", object);
  name("fields");
  text_ += parsed.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return *this;
}

std::string LogLine::take() {
  text_ += "}\n";
  return std::move(text_);
}

Log::Log(int file) : file_(file), thread_([this](std::stop_token stop) { run(stop); }) {}

Log::~Log() {
  thread_.request_stop();
  thread_.join();
}

void Log::write(std::string line) {
  bool wakes = false;
  {
    std::lock_guard lock(mutex_);
    const auto before = waiting_.size();
    if (before + line.size() > waiting_max_bytes) {
      dropped_.fetch_add(1, std::memory_order_relaxed);
      return;
    }
    waiting_ += line;
    wakes = before == 0 || (before < gathered_bytes && waiting_.size() >= gathered_bytes);
  }
  if (wakes) wake_.notify_one();
}

// False once the log ends and nothing waits.
bool Log::gather(std::string& lines, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!wake_.wait(lock, stop, [this] { return !waiting_.empty(); })) return false;
  wake_.wait_for(lock, stop, std::chrono::milliseconds(gathering_ms),
                 [this] { return waiting_.size() >= gathered_bytes; });
  lines.swap(waiting_);
  return true;
}

void Log::run(std::stop_token stop) {
  std::string lines;
  while (gather(lines, stop)) {
    std::string_view rest = lines;
    while (!rest.empty()) {
      const auto written = ::write(file_, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) break;
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    lines.clear();
  }
}

}  // namespace arris::wasmtime
