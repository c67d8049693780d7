#include "effects/fetch_loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "effects/clock.h"

namespace arris::effects {
namespace {

using effect::Failure;

CURLM* make_multi() {
  start_curl();
  CURLM* multi = curl_multi_init();
  if (multi == nullptr) throw std::bad_alloc();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 64L);
  return multi;
}

int checked(int descriptor) {
  if (descriptor < 0) throw std::system_error(errno, std::system_category(), "fetches");
  return descriptor;
}

void watch(int poll, int descriptor, int how, std::uint32_t events) {
  epoll_event event{.events = events, .data = {.fd = descriptor}};
  ::epoll_ctl(poll, how, descriptor, &event);
}

void drain(int descriptor) {
  std::uint64_t count = 0;
  (void)!::read(descriptor, &count, sizeof count);
}

Answer stopped() { return Answer::failed(Failure::unavailable, "the server is stopping"); }

}  // namespace

// What is asked for meanwhile waits for the end of the turn.
class FetchLoop::Turn {
 public:
  explicit Turn(FetchLoop& loop) : loop_(loop) { loop_.is_turning_ = true; }
  ~Turn() { loop_.is_turning_ = false; }

 private:
  FetchLoop& loop_;
};

FetchLoop::FetchLoop(FetchSettings settings)
    : settings_(std::move(settings)),
      multi_(make_multi()),
      poll_(checked(::epoll_create1(EPOLL_CLOEXEC))),
      wakeup_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))),
      timer_(checked(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK))) {
  watch(poll_, wakeup_, EPOLL_CTL_ADD, EPOLLIN);
  watch(poll_, timer_, EPOLL_CTL_ADD, EPOLLIN);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
}

FetchLoop::~FetchLoop() {
  stop();
  curl_multi_cleanup(multi_);
  for (const int descriptor : {timer_, wakeup_, poll_}) ::close(descriptor);
}

void FetchLoop::stop() {
  {
    std::lock_guard lock(mutex_);
    if (std::exchange(stopping_, true)) return;
  }
  const Turn turn(*this);
  run_commands();
  const auto cut_short = active_;
  for (const auto& transfer : cut_short)
    cut(*transfer, Failure::unavailable, stopped().bytes.c_str());
}

bool FetchLoop::perform(Command command) {
  const bool is_here = owner_.load() == std::this_thread::get_id();
  if (!is_here || is_turning_) return post(std::move(command));
  {
    std::lock_guard lock(mutex_);
    if (stopping_) return false;
  }
  {
    const Turn turn(*this);
    command();
    drive_timers();
    advance_touched();
  }
  arm();
  return true;
}

bool FetchLoop::post(Command command) {
  {
    std::lock_guard lock(mutex_);
    if (stopping_) return false;
    commands_.push_back(std::move(command));
    if (commands_.size() > 1) return true;
  }
  wake();
  return true;
}

void FetchLoop::wake() {
  constexpr std::uint64_t one = 1;
  (void)!::write(wakeup_, &one, sizeof one);
}

void FetchLoop::start(std::shared_ptr<Transfer> transfer) {
  if (perform([this, transfer] { add(transfer); })) return;
  transfer->abandon(Failure::unavailable, stopped().bytes);
  transfer->advance(steady_ms());
}

void FetchLoop::read(std::shared_ptr<Transfer> transfer, Completion completion) {
  const auto shared = std::make_shared<Completion>(std::move(completion));
  const bool posted = perform([this, transfer, shared] {
    transfer->read(std::move(*shared));
    advance(*transfer);
  });
  if (!posted) (*shared)(stopped());
}

void FetchLoop::cancel(std::vector<std::shared_ptr<Transfer>> transfers) {
  perform([this, transfers = std::move(transfers)] {
    for (const auto& transfer : transfers) {
      if (!transfer->ended()) cut(*transfer, Failure::unavailable, "the request is gone");
    }
  });
}

void FetchLoop::turn() {
  {
    const Turn turn(*this);
    take_events();
    run_commands();
    drive_timers();
    advance_touched();
  }
  arm();
}

void FetchLoop::take_events() {
  std::array<epoll_event, 64> events;
  const int count = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 0);
  int running = 0;
  for (int i = 0; i < count; ++i) {
    const auto& [flags, data] = events[static_cast<std::size_t>(i)];
    if (data.fd == wakeup_ || data.fd == timer_) {
      drain(data.fd);
      if (data.fd == timer_) armed_at_ms_ = never_ms;
      continue;
    }
    const int ready = (flags & EPOLLIN ? CURL_CSELECT_IN : 0) |
                      (flags & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
                      (flags & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
    curl_multi_socket_action(multi_, data.fd, ready, &running);
  }
}

void FetchLoop::run_commands() {
  std::vector<Command> commands;
  {
    std::lock_guard lock(mutex_);
    commands.swap(commands_);
  }
  for (const auto& command : commands) command();
}

// What libcurl has to do now, and what has waited for too long.
void FetchLoop::drive_timers() {
  const auto now_ms = steady_ms();
  int running = 0;
  if (curl_at_ms_ <= now_ms) {
    curl_at_ms_ = never_ms;
    curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
  }
  if (late_at_ms_ <= now_ms) end_late(now_ms);
}

void FetchLoop::end_late(std::int64_t now_ms) {
  late_at_ms_ = never_ms;
  for (const auto& transfer : active_) {
    if (transfer->deadline_ms() <= now_ms && !transfer->finished()) {
      transfer->expire();
      touched_.push_back(transfer);
    } else {
      late_at_ms_ = std::min(late_at_ms_, transfer->deadline_ms());
    }
  }
}

void FetchLoop::add(const std::shared_ptr<Transfer>& transfer) {
  if (active_.size() >= settings_.parallel_max)
    return cut(*transfer, Failure::unavailable, "too many fetches at once");
  CURL* handle = transfer->open(steady_ms(), touched_);
  if (handle == nullptr || curl_multi_add_handle(multi_, handle) != CURLM_OK)
    return cut(*transfer, Failure::unavailable, "libcurl has no memory");
  active_.insert(transfer);
  late_at_ms_ = std::min(late_at_ms_, transfer->deadline_ms());
}

void FetchLoop::take_finished() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    transfer->finish(message->data.result);
    touched_.push_back(transfer->shared_from_this());
  }
}

// A transfer that goes on while it is advanced is touched again.
void FetchLoop::advance_touched() {
  for (take_finished(); !touched_.empty(); take_finished()) {
    const Touched touched = std::exchange(touched_, {});
    for (const auto& transfer : touched) advance(*transfer);
  }
}

void FetchLoop::advance(Transfer& transfer) {
  if (transfer.finished()) remove(transfer);
  transfer.advance(steady_ms());
  if (!transfer.finished()) late_at_ms_ = std::min(late_at_ms_, transfer.deadline_ms());
}

void FetchLoop::cut(Transfer& transfer, Failure failure, const char* message) {
  transfer.abandon(failure, message);
  remove(transfer);
  transfer.advance(steady_ms());
}

void FetchLoop::remove(Transfer& transfer) {
  if (transfer.handle() != nullptr) curl_multi_remove_handle(multi_, transfer.handle());
  transfer.close();
  active_.erase(transfer.shared_from_this());
}

// A timer that was set for earlier than is needed now costs one turn that does nothing.
void FetchLoop::arm() {
  const auto at_ms = std::min(curl_at_ms_, late_at_ms_);
  if (at_ms >= armed_at_ms_) return;
  armed_at_ms_ = at_ms;
  const itimerspec when{.it_interval = {},
                        .it_value = {.tv_sec = at_ms / 1000, .tv_nsec = at_ms % 1000 * 1'000'000}};
  ::timerfd_settime(timer_, TFD_TIMER_ABSTIME, &when, nullptr);
}

int FetchLoop::on_socket(CURL*, curl_socket_t socket, int what, void* self_pointer, void* known) {
  auto& self = *static_cast<FetchLoop*>(self_pointer);
  if (what == CURL_POLL_REMOVE) {
    watch(self.poll_, socket, EPOLL_CTL_DEL, 0);
    return 0;
  }
  const std::uint32_t events =
      (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
  watch(self.poll_, socket, known != nullptr ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, events);
  curl_multi_assign(self.multi_, socket, &self);
  return 0;
}

// Never too early: libcurl does not say the same moment twice.
int FetchLoop::on_timer(CURLM*, long wait_ms, void* self_pointer) {
  auto& self = *static_cast<FetchLoop*>(self_pointer);
  const auto now_ms = steady_ms();
  self.curl_at_ms_ = wait_ms < 0 ? never_ms : wait_ms == 0 ? now_ms : now_ms + wait_ms + 1;
  return 0;
}

}  // namespace arris::effects
