#pragma once
// Turns the bytes of one request into a Request, or into the refusal that they deserve. Beast's
// parser is the tokenizer; what it lets through but two servers could read differently is refused
// here. It holds no socket, so it can be fuzzed.
//
// (1) After refusal() has a value or done() is true, feed() is not called again.
// (2) Bytes that feed() did not consume come again at the front of the next call.

#include <boost/beast/http/basic_parser.hpp>
#include <optional>
#include <string_view>

#include "web/content_coding.h"
#include "web/refusal.h"
#include "web/server.h"

namespace arris::web {

class RequestParser : private boost::beast::http::basic_parser<true> {
  using Base = boost::beast::http::basic_parser<true>;

 public:
  RequestParser(const Options& options, Request& request);

  std::size_t feed(std::string_view bytes);

  bool done() const { return is_done(); }
  bool header_done() const { return header_complete_; }
  const std::optional<Refusal>& refusal() const { return refusal_; }
  bool keeps_alive() const { return keeps_alive_; }
  bool expects_continue() const { return expects_continue_; }
  Coding accepted() const { return accepted_; }  // for the answer's body
  bool is_http10() const { return version_ == 10; }
  std::size_t body_max_bytes() const { return body_max_bytes_; }  // once header_done()

 private:
  using error_code = boost::beast::error_code;
  using view = boost::beast::string_view;
  using field = boost::beast::http::field;
  using length = boost::optional<std::uint64_t>;

  void on_request_impl(boost::beast::http::verb, view, view, int, error_code&) override;
  void on_response_impl(int, view, int, error_code&) override {}
  void on_field_impl(field, view, view, error_code&) override;
  void on_header_impl(error_code&) override;
  void on_body_init_impl(const length&, error_code&) override;
  std::size_t on_body_impl(view, error_code&) override;
  void on_chunk_header_impl(std::uint64_t, view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, view, error_code&) override;
  void on_finish_impl(error_code&) override {}

  void refuse(error_code& error, unsigned status, Code code, std::string_view detail);
  void refuse_malformed(error_code& error, std::string_view detail);
  void refuse_too_large(error_code& error, std::string_view detail);
  void limit_body(error_code& error);
  bool set_target(std::string_view target);
  void note_header(field name, std::string_view value, error_code& error);
  void note_error(const error_code& error);
  bool is_cut_last_chunk() const;

  const Options& options_;
  Request& request_;
  std::optional<Refusal> refusal_;
  std::string_view input_;  // of the current feed()
  std::size_t header_bytes_ = 0;
  std::size_t body_max_bytes_;
  Coding accepted_ = Coding::identity;
  int version_ = 0;
  unsigned hosts_ = 0;
  unsigned lengths_ = 0;
  unsigned codings_ = 0;
  bool header_complete_ = false;
  bool keeps_alive_ = false;
  bool expects_continue_ = false;
};

}  // namespace arris::web
