#pragma once
// One client: reads requests, hands each to the handler as an Exchange, writes the answers.
//
// (1) A function of a connection runs on its loop only.
// (2) While an answer is due, at most read_ahead_max_bytes of what follows is read, so that a
//     leaving client is noticed without buffering for a flood.
// (3) Every wait has a deadline; the loop's sweep asks expire().
// (4) A closed connection does nothing, whatever is still called.

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "web/loop.h"
#include "web/request_parser.h"

namespace arris::web {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<Loop> loop, Socket socket);

  void open();
  void expire(std::int64_t now_ms);
  void drain();  // closes at the end of what is in flight, now if there is nothing
  void drop();   // closes now; the exchange in flight learns that its client is gone
  Loop& loop() { return *loop_; }

  // What an Exchange asks for, see there.
  void respond(Response response);
  void start(unsigned status, const std::vector<Header>& headers, std::string_view lines);
  void write(std::string chunk, std::function<void()> drained);
  void finish();
  void abandon();  // the exchange in flight was dropped by its handler

 private:
  enum class State : std::uint8_t { handshake, reading, answering, lingering, closed };
  struct Piece {
    std::string head, body;
    std::function<void()> drained;
    std::size_t sent = 0;
    std::size_t size() const { return head.size() + body.size(); }
    std::array<boost::asio::const_buffer, 2> rest() const;
  };

  void handshake();
  void advance();
  bool read_request();  // true when a whole one was handed over
  void begin_request();
  void dispatch();
  void hand_over();
  void refuse(const Refusal& refusal);
  bool is_handed_over(const Refusal& refusal) const;
  Response complete(const Refusal& refusal, const Request& request) const;
  void continue_reading();
  void set_body_deadline();
  std::string_view unread() const { return {input_.data() + begin_, end_ - begin_}; }

  void read_more();
  void make_room();
  void shrink_input();
  void on_read(const boost::system::error_code& error, std::size_t count);

  void enqueue(Piece piece);
  void flush();
  bool send_now(Piece& piece);
  void send_later();
  void on_sent(const boost::system::error_code& error, std::size_t count);
  void end_exchange();
  void linger();
  void close();
  void set_deadline(unsigned timeout_ms) { deadline_ms_ = coarse_now_ms() + timeout_ms; }
  std::string_view connection_header() const;

  std::shared_ptr<Loop> loop_;
  Socket socket_;
  std::unique_ptr<boost::asio::ssl::stream<Socket&>> tls_;
  std::string client_address_;
  State state_ = State::handshake;

  std::string input_;
  std::size_t begin_ = 0, end_ = 0;  // of the bytes in input_ that are not parsed yet
  std::optional<RequestParser> parser_;
  std::shared_ptr<Exchange> receiving_;
  std::weak_ptr<Exchange> current_;

  std::deque<Piece> output_;
  std::size_t backlog_bytes_ = 0;
  std::int64_t deadline_ms_ = 0;
  std::int64_t body_began_ms_ = 0;  // 0: no body is arriving

  bool is_reading_ = false;  // an operation of that kind is under way
  bool is_writing_ = false;
  bool is_flushing_ = false;
  bool is_advancing_ = false;
  bool continued_ = false;
  bool keeps_alive_ = false;
  bool is_head_ = false;
  bool is_http10_ = false;
  bool is_streaming_ = false;
  bool is_bodiless_ = false;  // the stream's, as for HEAD
  bool is_answered_ = false;  // the last piece of the answer is in output_
};

}  // namespace arris::web
