#include "web/connection.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/free_text.h"

namespace arris::web {
namespace {

constexpr std::size_t read_first_bytes = 4 << 10;  // all that an idle connection holds
constexpr std::size_t read_streaming_bytes = 256;  // enough to notice that a client leaves
constexpr std::size_t read_body_bytes = 64 << 10;
constexpr std::size_t read_ahead_max_bytes = 64 << 10;

}  // namespace

Connection::Connection(std::shared_ptr<Loop> loop, Socket socket)
    : loop_(std::move(loop)), socket_(std::move(socket)) {
  boost::system::error_code ignored;
  const auto peer = socket_.remote_endpoint(ignored);
  if (!ignored) client_address_ = peer.address().to_string();
  socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
  input_.resize(read_first_bytes);
}

void Connection::open() {
  set_deadline(loop_->options().header_timeout_ms);
  if (loop_->shared().tls) return handshake();
  state_ = State::reading;
  read_more();
}

void Connection::handshake() {
  using Stream = boost::asio::ssl::stream<Socket&>;
  tls_ = std::make_unique<Stream>(socket_, *loop_->shared().tls);
  tls_->async_handshake(Stream::server, [self = shared_from_this()](const auto& error) {
    if (self->state_ != State::handshake) return;
    if (error) return self->close();
    self->state_ = State::reading;
    self->read_more();
  });
}

void Connection::expire(std::int64_t now_ms) {
  if (deadline_ms_ == 0 || now_ms < deadline_ms_) return;
  if (state_ == State::answering) return drop();
  if (state_ != State::reading || !receiving_) return close();
  refuse({408, Code::timeout, "The request did not arrive in time."});
}

void Connection::drain() {
  keeps_alive_ = false;
  if (state_ == State::handshake || (state_ == State::reading && !receiving_)) close();
}

// Requests are parsed as long as the buffer holds whole ones; an answer that is sent at once
// continues this loop instead of recursing.
void Connection::advance() {
  if (is_advancing_) return;
  is_advancing_ = true;
  while (state_ == State::reading && begin_ < end_ && read_request()) {
  }
  is_advancing_ = false;
  if (state_ != State::closed) read_more();
}

bool Connection::read_request() {
  if (!receiving_) begin_request();
  begin_ += parser_->feed(unread());
  if (parser_->refusal()) {
    refuse(*parser_->refusal());
    return false;
  }
  if (!parser_->done()) {
    continue_reading();
    return false;
  }
  dispatch();
  return true;
}

void Connection::begin_request() {
  set_deadline(loop_->options().header_timeout_ms);
  receiving_ = std::make_shared<Exchange>(shared_from_this());
  parser_.emplace(loop_->options(), receiving_->request_);
  continued_ = is_answered_ = false;
  body_began_ms_ = 0;
}

void Connection::continue_reading() {
  if (!parser_->header_done()) return;
  set_body_deadline();
  if (!parser_->expects_continue() || continued_) return;
  continued_ = true;
  if (receiving_->request_.body.empty()) enqueue({.head = "HTTP/1.1 100 Continue\r\n\r\n"});
}

// Two limits: a pause between two reads, and an average, so that a body that trickles in byte by
// byte does not hold its connection for hours.
void Connection::set_body_deadline() {
  const auto& options = loop_->options();
  if (body_began_ms_ == 0) body_began_ms_ = coarse_now_ms();
  const auto earned_ms = static_cast<std::int64_t>(receiving_->request_.body.size()) * 1000 /
                         std::max(1u, options.body_min_bytes_per_s);
  const auto end_ms = body_began_ms_ + options.body_timeout_ms + earned_ms;
  deadline_ms_ = std::min(coarse_now_ms() + options.body_timeout_ms, end_ms);
}

void Connection::dispatch() {
  const auto limit = parser_->body_max_bytes();
  if (const auto refusal = decode_body(receiving_->request_, limit)) return refuse(*refusal);
  keeps_alive_ = parser_->keeps_alive() && !loop_->draining();
  hand_over();
}

void Connection::hand_over() {
  auto exchange = std::exchange(receiving_, nullptr);
  auto& request = exchange->request_;
  state_ = State::answering;
  deadline_ms_ = is_writing_ ? deadline_ms_ : 0;
  is_http10_ = parser_->is_http10();
  is_head_ = request.method == "HEAD";
  request.client_address = client_address_;
  request.scheme = tls_ ? "https" : "http";
  exchange->accepted_ = static_cast<std::uint8_t>(parser_->accepted());
  exchange->phase_ = Exchange::Phase::open;
  current_ = exchange;
  try {
    loop_->shared().handler(exchange);
  } catch (...) {
    exchange->respond(
        complete({500, Code::internal, "The request could not be served."}, exchange->request_));
  }
}

// A code that means another status than the refusal has can't be told by it.
bool Connection::is_handed_over(const Refusal& refusal) const {
  const auto& hands = loop_->options().hands_refusal;
  return hands && receiving_ && parser_->header_done() &&
         status_of(refusal.code) == refusal.status && hands(receiving_->request_);
}

void Connection::refuse(const Refusal& refusal) {
  keeps_alive_ = false;
  if (is_handed_over(refusal)) {
    free_text(receiving_->request_.body);
    receiving_->request_.refused = refusal.code;
    return hand_over();
  }
  const auto refused = std::exchange(receiving_, nullptr);
  is_head_ = refused && refused->request_.method == "HEAD";
  state_ = State::answering;
  respond(complete(refusal, refused ? refused->request_ : Request{}));
}

Response Connection::complete(const Refusal& refusal, const Request& request) const {
  auto response = problem_of(refusal);
  if (const auto& complete = loop_->options().complete_refusal) complete(request, response);
  return response;
}

void Connection::abandon() {
  if (state_ != State::answering || is_answered_) return;
  if (is_streaming_) return drop();
  respond(complete({500, Code::internal, "The request was not answered."}, {}));
}

void Connection::read_more() {
  const bool is_full = state_ == State::answering && end_ - begin_ >= read_ahead_max_bytes;
  if (is_reading_ || state_ == State::closed || is_full) return;
  if (state_ == State::reading && begin_ == end_ && !receiving_) {
    if (loop_->draining()) return close();
  }
  make_room();
  is_reading_ = true;
  const auto room = boost::asio::buffer(input_.data() + end_, input_.size() - end_);
  auto done = [self = shared_from_this()](const auto& error, std::size_t count) {
    self->is_reading_ = false;
    self->on_read(error, count);
  };
  if (tls_) return tls_->async_read_some(room, std::move(done));
  socket_.async_read_some(room, std::move(done));
}

void Connection::make_room() {
  if (state_ == State::lingering) begin_ = end_ = 0;
  const bool is_body = receiving_ && parser_->header_done();
  const auto wanted = is_body         ? read_body_bytes
                      : is_streaming_ ? read_streaming_bytes
                                      : read_first_bytes;
  const auto kept = end_ - std::exchange(begin_, 0);
  if (kept == 0 && input_.size() > wanted) free_text(input_);
  if (kept > 0) std::memmove(input_.data(), input_.data() + end_ - kept, kept);
  end_ = kept;
  if (input_.size() < wanted) input_.resize(wanted);
  if (end_ == input_.size()) input_.resize(input_.size() * 2);
}

// What is read during a long answer is read into little room. A read through TLS is not called off in its middle.
void Connection::shrink_input() {
  boost::system::error_code ignored;
  if (is_reading_ && !is_writing_ && !tls_) socket_.cancel(ignored);
}

void Connection::on_read(const boost::system::error_code& error, std::size_t count) {
  if (state_ == State::closed) return;
  if (error == boost::asio::error::operation_aborted) return read_more();
  // A client that ends its side early still gets the answer that is already on its way.
  if (error == boost::asio::error::eof && state_ == State::answering && is_answered_) return;
  if (error) return state_ == State::lingering ? close() : drop();
  end_ += count;
  advance();
}

}  // namespace arris::web
