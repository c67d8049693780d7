#include "effects/fetch_loop.h"

#include <algorithm>

#include "effects/clock.h"

namespace arris::effects {
namespace {

using effect::Failure;

CURLM* make_multi() {
  start_curl();
  CURLM* multi = curl_multi_init();
  if (multi != nullptr) curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 64L);
  return multi;
}

Answer stopped() { return Answer::failed(Failure::unavailable, "the server is stopping"); }

}  // namespace

FetchLoop::FetchLoop(FetchSettings settings)
    : settings_(std::move(settings)), multi_(make_multi()) {
  if (multi_ == nullptr) throw std::bad_alloc();
  thread_ = std::jthread([this] { run(); });
}

void FetchLoop::stop() {
  {
    std::lock_guard lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
  }
  curl_multi_wakeup(multi_);
  thread_.join();
  curl_multi_cleanup(multi_);
}

bool FetchLoop::post(Command command) {
  std::lock_guard lock(mutex_);
  if (stopping_) return false;
  commands_.push_back(std::move(command));
  curl_multi_wakeup(multi_);
  return true;
}

void FetchLoop::start(std::shared_ptr<Transfer> transfer) {
  if (post([this, transfer] { add(transfer); })) return;
  transfer->abandon(Failure::unavailable, stopped().bytes);
  transfer->advance(steady_ms());
}

void FetchLoop::read(std::shared_ptr<Transfer> transfer, Completion completion) {
  const auto shared = std::make_shared<Completion>(std::move(completion));
  const bool posted = post([transfer, shared] {
    transfer->read(std::move(*shared));
    transfer->advance(steady_ms());
  });
  if (!posted) (*shared)(stopped());
}

void FetchLoop::cancel(std::vector<std::shared_ptr<Transfer>> transfers) {
  post([this, transfers = std::move(transfers)] {
    for (const auto& transfer : transfers) {
      if (!transfer->ended()) cut(*transfer, Failure::unavailable, "the request is gone");
    }
  });
}

void FetchLoop::run() {
  while (run_commands()) {
    int running = 0;
    curl_multi_perform(multi_, &running);
    take_finished();
    advance_all();
    curl_multi_poll(multi_, nullptr, 0, wait_ms(), nullptr);
  }
  const auto cut_short = active_;
  for (const auto& transfer : cut_short)
    cut(*transfer, Failure::unavailable, stopped().bytes.c_str());
}

bool FetchLoop::run_commands() {
  std::vector<Command> commands;
  bool stopping;
  {
    std::lock_guard lock(mutex_);
    commands.swap(commands_);
    stopping = stopping_;
  }
  for (const auto& command : commands) command();
  return !stopping;
}

void FetchLoop::add(const std::shared_ptr<Transfer>& transfer) {
  if (active_.size() >= settings_.parallel_max)
    return cut(*transfer, Failure::unavailable, "too many fetches at once");
  CURL* handle = transfer->open(steady_ms());
  if (handle == nullptr || curl_multi_add_handle(multi_, handle) != CURLM_OK)
    return cut(*transfer, Failure::unavailable, "libcurl has no memory");
  active_.push_back(transfer);
}

void FetchLoop::take_finished() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    transfer->finish(message->data.result);
  }
}

void FetchLoop::advance_all() {
  const auto now_ms = steady_ms();
  const auto all = active_;  // a completion may change it
  for (const auto& transfer : all) {
    if (transfer->deadline_ms() <= now_ms && !transfer->finished()) transfer->expire();
    if (transfer->finished()) remove(*transfer);
    transfer->advance(now_ms);
  }
}

void FetchLoop::cut(Transfer& transfer, Failure failure, const char* message) {
  transfer.abandon(failure, message);
  remove(transfer);
  transfer.advance(steady_ms());
}

void FetchLoop::remove(Transfer& transfer) {
  if (transfer.handle() != nullptr) curl_multi_remove_handle(multi_, transfer.handle());
  transfer.close();
  std::erase_if(active_, [&](const auto& active) { return active.get() == &transfer; });
}

int FetchLoop::wait_ms() const {
  constexpr std::int64_t longest_ms = 60'000;
  auto next_ms = steady_ms() + longest_ms;
  for (const auto& transfer : active_) next_ms = std::min(next_ms, transfer->deadline_ms());
  return static_cast<int>(std::clamp<std::int64_t>(next_ms - steady_ms(), 0, longest_ms));
}

}  // namespace arris::effects
