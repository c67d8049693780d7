#include "effects/fetcher.h"

#include <poll.h>

#include <algorithm>

#include "effects/fetch_loop.h"

namespace arris::effects {

using effect::Failure;

namespace {

thread_local const FetchHere* here = nullptr;

}  // namespace

Fetcher::Fetcher(FetchSettings settings)
    : loop_(std::make_shared<FetchLoop>(std::move(settings))),
      thread_([this](std::stop_token stop) { run(stop); }) {}

Fetcher::~Fetcher() {
  thread_.request_stop();
  loop_->wake();
  thread_.join();
}

void Fetcher::run(std::stop_token stop) const {
  loop_->adopt();
  while (!stop.stop_requested()) {
    pollfd waiting{.fd = loop_->descriptor(), .events = POLLIN, .revents = 0};
    ::poll(&waiting, 1, -1);
    loop_->turn();
  }
  loop_->stop();
}

std::unique_ptr<FetchScope> Fetcher::scope(std::vector<std::string> hosts) const {
  const bool is_here = here != nullptr && &here->fetcher_ == this;
  return std::make_unique<FetchScope>(is_here ? here->loop_ : loop_, std::move(hosts));
}

FetchHere::FetchHere(const Fetcher& fetcher)
    : fetcher_(fetcher), loop_(std::make_shared<FetchLoop>(fetcher.loop_->settings())) {
  loop_->adopt();
  here = this;
}

FetchHere::~FetchHere() {
  here = nullptr;
  loop_->stop();
}

int FetchHere::descriptor() const { return loop_->descriptor(); }

void FetchHere::turn() { loop_->turn(); }

FetchScope::FetchScope(std::shared_ptr<FetchLoop> loop, std::vector<std::string> hosts)
    : loop_(std::move(loop)), hosts_(std::move(hosts)) {}

FetchScope::~FetchScope() { cancel(); }

std::optional<Refusal> FetchScope::resolve(std::string_view url, Destination& destination) const {
  return effects::resolve(url, {hosts_, loop_->settings().allow_private_hosts}, destination);
}

void FetchScope::fetch(const effect::Fetch& effect, Completion completion) {
  Destination destination;
  if (const auto refusal = resolve(effect.url, destination))
    return completion(Answer::failed(refusal->failure, refusal->message));
  fetch(effect, std::move(destination), std::move(completion));
}

void FetchScope::fetch(const effect::Fetch& effect, Destination destination,
                       Completion completion) {
  const auto& settings = loop_->settings();
  const auto refuse = [&completion](const Refusal& refusal) {
    completion(Answer::failed(refusal.failure, refusal.message));
  };
  auto transfer = std::make_shared<Transfer>(settings, std::move(destination), effect, completion);
  if (const auto refusal = transfer->check(effect)) return refuse(*refusal);
  if (effect.mode == effect::FetchMode::check) return completion(Answer::of(effect::FetchAnswer{}));
  if (!add(transfer, effect.mode))
    return refuse({Failure::unavailable, "too many streams at once"});
  loop_->start(std::move(transfer));
}

bool FetchScope::add(const std::shared_ptr<Transfer>& transfer, effect::FetchMode mode) {
  std::lock_guard lock(mutex_);
  std::erase_if(transfers_, [](const auto& old) { return old->ended(); });
  if (mode == effect::FetchMode::stream) {
    const auto streams =
        std::ranges::count_if(transfers_, [](const auto& open) { return open->number != 0; });
    if (static_cast<std::size_t>(streams) >= loop_->settings().streams_per_request_max)
      return false;
    transfer->number = ++last_number_;
  }
  transfers_.push_back(transfer);
  return true;
}

void FetchScope::read(const effect::ReadStream& effect, Completion completion) {
  auto transfer = find_stream(effect.handle);
  if (transfer == nullptr)
    return completion(Answer::failed(Failure::invalid, "not a stream of this request"));
  loop_->read(std::move(transfer), std::move(completion));
}

std::shared_ptr<Transfer> FetchScope::find_stream(std::uint32_t handle) {
  std::lock_guard lock(mutex_);
  const auto found = std::ranges::find_if(
      transfers_, [handle](const auto& open) { return handle != 0 && open->number == handle; });
  return found == transfers_.end() ? nullptr : *found;
}

void FetchScope::cancel() {
  std::lock_guard lock(mutex_);
  if (!transfers_.empty()) loop_->cancel(std::move(transfers_));
  transfers_.clear();
}

}  // namespace arris::effects
