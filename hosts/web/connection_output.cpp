// The half of a connection that writes.

#include <algorithm>
#include <array>
#include <charconv>

#include "web/connection.h"

namespace arris::web {
namespace {

constexpr unsigned linger_timeout_ms = 1'000;
constexpr std::size_t head_usual_bytes = 768;
constexpr std::size_t copied_max_bytes =
    16 << 10;  // copying that much costs less than a second buffer

bool has_body(unsigned status) { return status >= 200 && status != 204 && status != 304; }

std::string chunk_of(std::string_view bytes) {
  std::array<char, 20> size;
  const auto end = std::to_chars(size.begin(), size.end(), bytes.size(), 16).ptr;
  std::string out(size.begin(), end);
  return out.append("\r\n").append(bytes).append("\r\n");
}

}  // namespace

std::string_view Connection::connection_header() const {
  if (!keeps_alive_) return "close";
  return is_http10_ ? "keep-alive" : "";
}

void Connection::respond(Response response) {
  if (state_ != State::answering) return;
  Piece piece;
  const bool with_body = has_body(response.status);
  piece.head.reserve(head_usual_bytes + std::min(response.body.size(), copied_max_bytes));
  append_head(piece.head, {.status = response.status,
                           .headers = &response.headers,
                           .lines = response.lines,
                           .date = loop_->date(),
                           .framing = with_body ? Framing::length : Framing::none,
                           .length = response.body.size(),
                           .connection = connection_header()});
  if (with_body && !is_head_) {
    if (response.body.size() <= copied_max_bytes) {
      piece.head.append(response.body);
    } else {
      piece.body = std::move(response.body);
    }
  }
  is_answered_ = true;
  enqueue(std::move(piece));
}

void Connection::start(unsigned status, const std::vector<Header>& headers,
                       std::string_view lines) {
  if (state_ != State::answering) return;
  is_streaming_ = true;
  is_bodiless_ = is_head_ || !has_body(status);
  if (is_http10_ && !is_bodiless_) keeps_alive_ = false;
  auto framing = is_http10_ ? Framing::until_close : Framing::chunked;
  if (!has_body(status)) framing = Framing::none;
  Piece piece;
  append_head(piece.head, {.status = status,
                           .headers = &headers,
                           .lines = lines,
                           .date = loop_->date(),
                           .framing = framing,
                           .connection = connection_header()});
  enqueue(std::move(piece));
  shrink_input();
}

void Connection::write(std::string chunk, std::function<void()> drained) {
  if (state_ != State::answering) return;
  Piece piece{.drained = std::move(drained)};
  if (!is_bodiless_ && !chunk.empty()) {
    if (is_http10_) {
      piece.body = std::move(chunk);
    } else {
      piece.head = chunk_of(chunk);
    }
  }
  const auto limit = loop_->options().backlog_max_bytes;
  if (backlog_bytes_ > 0 && backlog_bytes_ + piece.size() > limit) return drop();
  enqueue(std::move(piece));
}

void Connection::finish() {
  if (state_ != State::answering) return;
  is_answered_ = true;
  const bool is_chunked = !is_bodiless_ && !is_http10_;
  enqueue({.head = is_chunked ? "0\r\n\r\n" : ""});
}

void Connection::enqueue(Piece piece) {
  backlog_bytes_ += piece.size();
  output_.push_back(std::move(piece));
  flush();
}

void Connection::flush() {
  if (is_writing_ || is_flushing_) return;
  is_flushing_ = true;
  const auto self = shared_from_this();
  while (state_ != State::closed && !output_.empty()) {
    if (!send_now(output_.front())) {
      is_flushing_ = false;
      return send_later();
    }
    if (state_ == State::closed) break;
    backlog_bytes_ -= output_.front().size();
    const auto drained = std::move(output_.front().drained);
    output_.pop_front();
    if (drained) drained();
  }
  is_flushing_ = false;
  if (state_ == State::closed) return output_.clear();
  if (state_ == State::answering && is_answered_) end_exchange();
}

// Most answers fit into the socket's buffer: they cost one system call and no trip through the
// loop.
bool Connection::send_now(Piece& piece) {
  if (piece.sent == piece.size()) return true;
  if (tls_) return false;
  boost::system::error_code error;
  piece.sent += piece.body.empty()
                    ? socket_.write_some(boost::asio::buffer(piece.head) + piece.sent, error)
                    : socket_.write_some(piece.rest(), error);
  if (error && error != boost::asio::error::would_block) drop();
  return state_ == State::closed || piece.sent == piece.size();
}

std::array<boost::asio::const_buffer, 2> Connection::Piece::rest() const {
  const auto from_body = sent > head.size() ? sent - head.size() : 0;
  const auto from_head = std::min(sent, head.size());
  return {boost::asio::buffer(head) + from_head, boost::asio::buffer(body) + from_body};
}

void Connection::send_later() {
  is_writing_ = true;
  set_deadline(loop_->options().write_timeout_ms);
  auto done = [self = shared_from_this()](const auto& error, std::size_t count) {
    self->is_writing_ = false;
    self->on_sent(error, count);
  };
  if (tls_) return tls_->async_write_some(output_.front().rest(), std::move(done));
  socket_.async_write_some(output_.front().rest(), std::move(done));
}

void Connection::on_sent(const boost::system::error_code& error, std::size_t count) {
  if (state_ == State::closed) return output_.clear();
  if (error) return drop();
  output_.front().sent += count;
  deadline_ms_ = 0;
  flush();
  if (state_ == State::reading && !is_writing_ && receiving_ && parser_->header_done()) {
    set_body_deadline();
  }
}

void Connection::end_exchange() {
  is_answered_ = is_streaming_ = false;
  if (const auto exchange = current_.lock()) exchange->gone_ = nullptr;
  current_.reset();
  parser_.reset();
  if (!keeps_alive_) return linger();
  state_ = State::reading;
  set_deadline(loop_->options().idle_timeout_ms);
  advance();
}

// Closing while the client still sends would reset the connection, and the reset can overtake the
// answer. So the answer is followed by an end of stream, and what still comes is thrown away.
void Connection::linger() {
  state_ = State::lingering;
  set_deadline(linger_timeout_ms);
  if (tls_) {
    tls_->async_shutdown([self = shared_from_this()](const auto&) { self->close(); });
    return;
  }
  boost::system::error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  if (error) return close();
  read_more();
}

void Connection::drop() {
  if (state_ == State::closed) return;
  const auto exchange = current_.lock();
  close();
  if (!exchange || exchange->client_left_) return;
  exchange->client_left_ = true;
  exchange->phase_ = Exchange::Phase::over;
  if (const auto gone = std::exchange(exchange->gone_, nullptr)) gone();
}

void Connection::close() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  boost::system::error_code ignored;
  socket_.close(ignored);
  receiving_ = nullptr;
  if (!is_flushing_ && !is_writing_) output_.clear();
  loop_->forget(shared_from_this());
}

}  // namespace arris::web
