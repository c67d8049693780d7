#include "wasmtime/log.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "effects/clock.h"
#include "wasmtime/json_text.h"

namespace arris::wasmtime {

LogLine::LogLine(std::string_view level, std::string_view message) {
  text_ = "{\"at_ms\":" + std::to_string(effects::unix_ms()) + ",\"level\":";
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
  text_ += std::to_string(value);
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
  bool was_empty = false;
  {
    std::lock_guard lock(mutex_);
    if (waiting_.size() + line.size() > waiting_max_bytes) {
      ++dropped_;
      return;
    }
    was_empty = waiting_.empty();
    waiting_ += line;
  }
  if (was_empty) wake_.notify_one();
}

void Log::run(std::stop_token stop) {
  std::string lines;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      lines.swap(waiting_);
    }
    std::string_view rest = lines;
    while (!rest.empty()) {
      const auto written = ::write(file_, rest.data(), rest.size());
      if (written <= 0) break;
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    lines.clear();
  }
}

}  // namespace arris::wasmtime
