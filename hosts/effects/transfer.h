#pragma once
// One outbound request and its answer. After it was handed to the loop it is used on the loop's
// thread alone, apart from the constants and `ended()`.
//
// (1) `on_head_` and then each `on_read_` is called once, from `advance` alone.
// (2) A stream holds at most a window and one of libcurl's buffers.

#include <atomic>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "effects/curl.h"
#include "effects/destination.h"
#include "effects/fetcher.h"

namespace arris::effects {

class Transfer;
// Transfers of which something came.
using Touched = std::vector<std::shared_ptr<Transfer>>;

class Transfer : public std::enable_shared_from_this<Transfer> {
 public:
  Transfer(const FetchSettings& settings, Destination destination, const effect::Fetch& effect,
           Completion completion);

  // Refuses a method or header that would forge the request.
  std::optional<Refusal> check(const effect::Fetch& effect);

  // A handle with every option set; null when libcurl has no memory. What comes is noted in `touched`,
  // which outlives the handle.
  CURL* open(std::int64_t now_ms, Touched& touched);
  void close() { handle_.reset(); }
  CURL* handle() const { return handle_.get(); }

  void read(Completion completion);
  // Answers what can be answered now, and lets a paused stream go on.
  void advance(std::int64_t now_ms);
  void finish(CURLcode code);
  // Its time is over.
  void expire();
  // What came before it is still given to a stream's reader.
  void fail(effect::Failure failure, std::string message);
  // Nothing more is given: whoever waits gets the failure.
  void abandon(effect::Failure failure, std::string message);
  bool finished() const { return finished_; }
  // The moment when it fails. The time in which the module does not read does not count for it.
  std::int64_t deadline_ms() const;

  // Nothing more will come of it: a whole answer was given, or a stream was read to its end.
  bool ended() const { return ended_; }

  std::uint32_t number = 0;  // the stream's handle; zero for a whole fetch

 private:
  static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self);
  static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self);
  static curl_socket_t on_socket(void* self, curlsocktype, curl_sockaddr* address);
  static int on_connected(void* self, char* remote, char*, int, int);

  void add_answer_header(std::string_view line);
  std::size_t body_limit_bytes() const;
  // The head stands and no more of the body is wanted than there is.
  bool has_start() const { return mode_ == effect::FetchMode::start && head_known_; }
  bool is_stream() const { return mode_ == effect::FetchMode::stream; }
  void set_request(CURL* handle);
  void set_limits(CURL* handle);
  void set_guards(CURL* handle);
  void advance_head();
  void advance_read();
  void resume();
  void free_asked();
  Answer head_answer(std::string_view body) const;
  void touch();

  using AnswerHeaders = std::vector<std::pair<std::string, std::string>>;

  const FetchSettings& settings_;
  const Destination destination_;
  const effect::FetchMode mode_;
  const std::string method_;
  std::string body_;
  const std::uint32_t timeout_ms_;
  CurlList headers_, fixed_addresses_;
  CurlHandle handle_;
  Completion on_head_, on_read_;

  Touched* touched_ = nullptr;
  bool head_known_ = false, finished_ = false;
  bool paused_ = false, refused_ = false, too_large_ = false;
  std::optional<Refusal> failure_;
  std::uint16_t status_ = 0;
  AnswerHeaders answer_headers_;
  std::size_t header_bytes_ = 0, received_bytes_ = 0;
  std::string buffer_;
  std::int64_t started_ms_ = 0, progress_ms_ = 0;
  std::size_t progress_bytes_ = 0;
  std::atomic<bool> ended_ = false;
};

}  // namespace arris::effects
