#include "wasmtime/outcome.h"

#include <algorithm>
#include <array>

namespace arris::wasmtime {
namespace {

constexpr std::size_t logs_max = 64, log_max_bytes = 8u << 10;
constexpr std::size_t headers_max = 64, headers_max_bytes = 32u << 10;
constexpr std::size_t channels_max = 64;

constexpr auto token_bytes = [] {
  std::array<bool, 256> bytes{};
  for (unsigned char c = '0'; c <= '9'; ++c) bytes[c] = true;
  for (unsigned char c = 'a'; c <= 'z'; ++c) bytes[c] = true;
  for (const unsigned char c : std::string_view("!#$%&'*+-.^_`|~")) bytes[c] = true;
  return bytes;
}();

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return token_bytes[c]; });
}

bool is_value(std::string_view text) {
  return std::ranges::none_of(text,
                              [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

// These describe the connection, which is the host's.
bool is_of_host(std::string_view name) {
  constexpr std::string_view names[] = {"connection", "content-length", "transfer-encoding",
                                        "upgrade",    "keep-alive",     "trailer"};
  return std::ranges::find(names, name) != std::end(names);
}

std::optional<std::string> fault_of(const effect::Head& head) {
  if (head.status < 200 || head.status > 599) return "status " + std::to_string(head.status);
  if (head.headers.size() > headers_max) return "too many headers";
  std::size_t size_bytes = 0;
  for (const auto& [name, value] : head.headers) {
    size_bytes += name.size() + value.size();
    if (!is_token(name) || !is_value(value) || is_of_host(name))
      return "a header that no answer can carry";
  }
  if (size_bytes > headers_max_bytes) return "headers that are too long";
  return std::nullopt;
}

std::optional<std::string> fault_of(const std::vector<effect::Log>& logs) {
  if (logs.size() > logs_max) return "too many log lines";
  for (const auto& log : logs) {
    if (log.message.size() + log.fields.size() > log_max_bytes) return "a log line over 8 KiB";
  }
  return std::nullopt;
}

}  // namespace

std::expected<effect::Outcome, Fault> OutcomeChecker::check(std::string_view frame) {
  if (!only_reads_ && ++steps_ > effect::steps_max + 1)
    return std::unexpected(Fault{FaultKind::limit, "more than 1000 steps"});
  auto outcome = effect::decode_outcome(frame);
  if (!outcome)
    return std::unexpected(Fault{FaultKind::frame, outcome.error().cause.empty()
                                                       ? outcome.error().detail
                                                       : outcome.error().cause});
  if (steps_ == 1 && !has_head_) task_ = outcome->task;
  if (auto fault = find_fault(outcome.value())) return std::unexpected(std::move(*fault));
  has_head_ = has_head_ || outcome->head.has_value();
  answered_ = outcome->done == effect::Done::answered || answered_;
  only_reads_ = has_head_ && outcome->effects.size() == 1 &&
                std::holds_alternative<effect::ReadStream>(outcome->effects.front().payload);
  return std::move(outcome).value();
}

std::optional<Fault> OutcomeChecker::find_fault(const effect::Outcome& outcome) {
  const auto frame = [](std::string cause) { return Fault{FaultKind::frame, std::move(cause)}; };
  const bool done = outcome.done == effect::Done::yes;
  if (outcome.task != task_) return frame("an outcome of another task");
  if (outcome.effects.size() > effect::effects_max)
    return Fault{FaultKind::limit, "more than 64 effects in a frame"};
  if (done && !outcome.effects.empty()) return frame("effects after the end");
  if (outcome.head && has_head_) return frame("a second head");
  if (!outcome.chunk.data.empty() && !outcome.head && !has_head_)
    return frame("a chunk before the head");
  if (answered_ && (!outcome.chunk.data.empty() || outcome.done == effect::Done::answered))
    return frame("an answer after its end");
  if (outcome.done == effect::Done::answered && !outcome.head && !has_head_)
    return frame("the task answered without a head");
  if (outcome.subscription && !(done && outcome.head))
    return frame("a subscription that is not the end");
  if (outcome.subscription && outcome.subscription->channels.size() > channels_max)
    return Fault{FaultKind::limit, "too many channels"};
  if (auto fault = fault_of(outcome.logs)) return Fault{FaultKind::limit, std::move(*fault)};
  if (!outcome.head) return std::nullopt;
  if (auto fault = fault_of(*outcome.head)) return frame(std::move(*fault));
  return std::nullopt;
}

}  // namespace arris::wasmtime
