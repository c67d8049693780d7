#include "effects/transfer.h"

#include <fcntl.h>

#include <algorithm>

#include "core/free_text.h"
#include "core/text.h"
#include "effects/address.h"
#include "effects/clock.h"
#include "effects/request_headers.h"

namespace arris::effects {
namespace {

using effect::Failure;

constexpr std::size_t answer_headers_max_bytes = 64 * 1024;
constexpr std::size_t start_max_bytes = 4096;
constexpr std::uint32_t default_timeout_ms = 10'000;

bool has_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

// Only libcurl's general words: its details name addresses, which the module may not learn.
Refusal failure_of(CURLcode code) {
  const char* words = curl_easy_strerror(code);
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return {Failure::timeout, words};
    case CURLE_FILESIZE_EXCEEDED:
      return {Failure::too_large, "the answer is too large"};
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {Failure::invalid, words};
    default:
      return {Failure::unavailable, words};
  }
}

std::uint16_t status_of_line(std::string_view line) {
  const auto space = line.find(' ');
  if (space == line.npos) return 0;
  return static_cast<std::uint16_t>(parse_integer(line.substr(space + 1, 3)).value_or(0));
}

void call(Completion& waiting, Answer answer) {
  std::exchange(waiting, nullptr)(std::move(answer));
}

}  // namespace

Transfer::Transfer(const FetchSettings& settings, Destination destination,
                   const effect::Fetch& effect, Completion completion)
    : settings_(settings),
      destination_(std::move(destination)),
      mode_(effect.mode),
      method_(effect.method),
      body_(effect.body.data),
      timeout_ms_(std::min(effect.timeout_ms == 0 ? default_timeout_ms : effect.timeout_ms,
                           settings.timeout_max_ms)),
      on_head_(std::move(completion)) {}

std::optional<Refusal> Transfer::check(const effect::Fetch& effect) {
  if (!is_method(effect.method)) return Refusal{Failure::invalid, "not a method"};
  if (auto refusal = add_headers(effect.headers, headers_)) return refusal;
  const auto is_type = [](const auto& header) {
    return equals_ignoring_case(header.name, "content-type");
  };
  // libcurl would add a form's type, and wait for leave to send a large body.
  if (std::ranges::none_of(effect.headers, is_type)) headers_.add("content-type:");
  headers_.add("expect:");
  return std::nullopt;
}

CURL* Transfer::open(std::int64_t now_ms, Touched& touched) {
  started_ms_ = progress_ms_ = now_ms;
  touched_ = &touched;
  handle_.reset(curl_easy_init());
  if (handle_ == nullptr) return nullptr;
  set_request(handle_.get());
  set_limits(handle_.get());
  set_guards(handle_.get());
  return handle_.get();
}

// A whole answer is of no interest before its end.
void Transfer::touch() {
  if (is_stream() && (touched_->empty() || touched_->back().get() != this))
    touched_->push_back(shared_from_this());
}

void Transfer::set_request(CURL* handle) {
  curl_easy_setopt(handle, CURLOPT_PRIVATE, this);
  curl_easy_setopt(handle, CURLOPT_CURLU, destination_.url.get());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers_.get());
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "arris");
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip, br");
  // One connection per transfer: a paused stream holds nobody else up.
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  if (has_body(method_) || !body_.empty()) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body_.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body_.data());
  }
  if (method_ == "HEAD" && body_.empty()) curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, method_.c_str());
}

std::size_t Transfer::body_limit_bytes() const {
  return is_stream() ? settings_.stream_max_bytes : settings_.body_max_bytes;
}

void Transfer::set_limits(CURL* handle) {
  if (mode_ != effect::FetchMode::start)
    curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE,
                     static_cast<curl_off_t>(body_limit_bytes()));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(std::min(settings_.connect_timeout_ms, timeout_ms_)));
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  // A name that is still being looked up is left alone, or ending the transfer would wait for it.
  curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
  // Many are open at once, and say little at a time.
  if (is_stream()) curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, 2048L);
  if (is_stream()) curl_easy_setopt(handle, CURLOPT_UPLOAD_BUFFERSIZE, 16L << 10);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
}

void Transfer::set_guards(CURL* handle) {
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  // Or the environment is searched for exceptions each time.
  curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, on_connected);
  curl_easy_setopt(handle, CURLOPT_PREREQDATA, this);
  // Authorities from a folder are read for each connection, those from a file once.
  curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
  if (!settings_.ca_file.empty())
    curl_easy_setopt(handle, CURLOPT_CAINFO, settings_.ca_file.c_str());
  for (const auto& address : settings_.fixed_addresses) fixed_addresses_.add(address);
  curl_easy_setopt(handle, CURLOPT_RESOLVE, fixed_addresses_.get());
}

curl_socket_t Transfer::on_socket(void* self_pointer, curlsocktype, curl_sockaddr* address) {
  auto& self = *static_cast<Transfer*>(self_pointer);
  if (self.destination_.reach == Reach::public_only && !is_public(address->addr)) {
    self.refused_ = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Also of a connection that is used again, which opens no socket.
int Transfer::on_connected(void* self_pointer, char* remote, char*, int, int) {
  auto& self = *static_cast<Transfer*>(self_pointer);
  if (self.destination_.reach == Reach::anywhere || is_public(remote)) return CURL_PREREQFUNC_OK;
  self.refused_ = true;
  return CURL_PREREQFUNC_ABORT;
}

std::size_t Transfer::on_header(char* data, std::size_t, std::size_t size, void* self_pointer) {
  auto& self = *static_cast<Transfer*>(self_pointer);
  std::string_view line(data, size);
  if (self.head_known_) return size;  // trailers
  self.header_bytes_ += size;
  self.too_large_ = self.header_bytes_ > answer_headers_max_bytes;
  if (self.too_large_) return 0;
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) {
    self.head_known_ = self.status_ >= 200;  // before it come interim answers
    self.touch();
  } else if (line.starts_with("HTTP/")) {
    self.status_ = status_of_line(line);
    self.answer_headers_.clear();
  } else {
    self.add_answer_header(line);
  }
  return size;
}

void Transfer::add_answer_header(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == line.npos) return;
  auto name = to_lower(trim(line.substr(0, colon)));
  if (name.empty() || is_about_transfer(name)) return;
  answer_headers_.emplace_back(std::move(name), trim(line.substr(colon + 1)));
}

std::size_t Transfer::on_body(char* data, std::size_t, std::size_t size, void* self_pointer) {
  auto& self = *static_cast<Transfer*>(self_pointer);
  if (self.is_stream() && self.buffer_.size() >= self.settings_.window_bytes) {
    self.paused_ = true;
    return CURL_WRITEFUNC_PAUSE;
  }
  if (self.has_start() && self.buffer_.size() + size > start_max_bytes) {
    self.buffer_.append(data, start_max_bytes - self.buffer_.size());
    return 0;
  }
  self.too_large_ = self.received_bytes_ + size > self.body_limit_bytes();
  if (self.too_large_) return 0;
  self.received_bytes_ += size;
  self.buffer_.append(data, size);
  self.touch();
  return size;
}

void Transfer::read(Completion completion) {
  if (on_head_ || on_read_ || ended_)
    return completion(Answer::failed(Failure::invalid, "the stream can't be read now"));
  on_read_ = std::move(completion);
}

void Transfer::advance(std::int64_t now_ms) {
  const bool module_waits_for_us = buffer_.empty() && !paused_;
  if (!module_waits_for_us || received_bytes_ != progress_bytes_) progress_ms_ = now_ms;
  progress_bytes_ = received_bytes_;
  if (on_head_) advance_head();
  if (!on_head_ && on_read_) advance_read();
}

void Transfer::advance_head() {
  if (is_stream() && head_known_) {
    auto answer = head_answer({});
    free_asked();
    call(on_head_, std::move(answer));
  } else if (failure_) {
    ended_ = true;
    call(on_head_, Answer::failed(failure_->failure, failure_->message));
  } else if (finished_) {
    ended_ = true;
    const auto body = std::exchange(buffer_, {});
    call(on_head_, head_answer(body));
  }
}

// libcurl sends nothing again once an answer has begun; what it has not sent by then it still reads.
void Transfer::free_asked() {
  curl_off_t sent_bytes = 0;
  if (handle_) curl_easy_getinfo(handle_.get(), CURLINFO_SIZE_UPLOAD_T, &sent_bytes);
  if (!handle_ || sent_bytes >= static_cast<curl_off_t>(body_.size())) free_text(body_);
  answer_headers_ = AnswerHeaders();
}

void Transfer::advance_read() {
  if (!buffer_.empty()) {
    const auto chunk = std::exchange(buffer_, {});
    if (paused_) resume();
    const bool last = finished_ && !failure_ && buffer_.empty();
    ended_ = last;
    call(on_read_, Answer::of(effect::ReadAnswer{static_cast<std::uint8_t>(last), {chunk}}));
  } else if (failure_) {
    ended_ = true;
    call(on_read_, Answer::failed(failure_->failure, failure_->message));
  } else if (finished_) {
    ended_ = true;
    call(on_read_, Answer::of(effect::ReadAnswer{1, {}}));
  }
}

void Transfer::resume() {
  paused_ = false;
  if (handle_ != nullptr) curl_easy_pause(handle_.get(), CURLPAUSE_CONT);
}

void Transfer::finish(CURLcode code) {
  if (refused_) return fail(Failure::refused, "the address is not public");
  if (too_large_) return fail(Failure::too_large, "the answer is too large");
  if (code != CURLE_OK && !has_start()) {
    const auto failure = failure_of(code);
    return fail(failure.failure, failure.message);
  }
  finished_ = true;
  paused_ = false;
}

void Transfer::expire() {
  if (has_start()) return finish(CURLE_OK);
  fail(Failure::timeout, "it took too long");
}

void Transfer::fail(Failure failure, std::string message) {
  failure_ = Refusal{failure, std::move(message)};
  finished_ = true;
  paused_ = false;
}

void Transfer::abandon(Failure failure, std::string message) {
  fail(failure, std::move(message));
  head_known_ = false;
  buffer_.clear();
}

std::int64_t Transfer::deadline_ms() const {
  if (!is_stream() || on_head_) return started_ms_ + timeout_ms_;
  const std::int64_t end_ms = started_ms_ + settings_.stream_max_ms;
  const bool module_waits_for_us = buffer_.empty() && !paused_;
  return module_waits_for_us ? std::min(end_ms, progress_ms_ + timeout_ms_) : end_ms;
}

Answer Transfer::head_answer(std::string_view body) const {
  effect::FetchAnswer answer{.status = status_,
                             .body = {body},
                             .handle = number,
                             .duration_ms = static_cast<std::uint32_t>(steady_ms() - started_ms_)};
  for (const auto& [name, value] : answer_headers_) answer.headers.push_back({name, value});
  return Answer::of(answer);
}

}  // namespace arris::effects
