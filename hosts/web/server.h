#pragma once
// web - the HTTP/1.1 server of the host. It turns sockets into requests and answers into bytes, and
// knows nothing of functions or pages.
//
// (1) A handler sees only requests that are unambiguous: everything else is refused before it.
// (2) A connection has one exchange at a time; the next request is parsed after the answer is sent.
// (3) A header that a handler sets can't break the framing: lengths, connection and date are ours.
// (4) An exchange that is dropped unanswered becomes a 500, never a connection that hangs.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace arris::web {

struct Header {
  std::string name, value;
};

struct Request {
  std::string method;
  std::string path;   // as sent, still percent-encoded, without the query
  std::string query;  // without the question mark
  std::string body;   // with its transfer-coding and content-encoding removed
  std::string client_address;
  std::string scheme;  // http or https
  // Set where the server does not take the request, and leaves it to the handler to say so. There is no body then.
  std::optional<Code> refused;
  std::vector<Header> headers;  // names in lower case, in the order sent

  // The first value of a header, empty when absent. `name` is in lower case.
  std::string_view header(std::string_view name) const;
};

struct Response {
  unsigned status = 200;
  std::vector<Header> headers;
  std::string body;
  // Header lines as they are sent, each with its line's end: whoever sets them answers for them.
  std::string lines{};
};

class Connection;

// One request and its answer. Its functions may be called from any thread, in the handler or later:
// they are performed on the connection's loop, at once when called there. Answer either with
// respond(), or with start(), write() ... and finish(). After the client left, all of them do
// nothing.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  explicit Exchange(std::shared_ptr<Connection> connection);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  Request& request() { return request_; }

  // Bodies of text are compressed here, on the calling thread, when the client accepts it.
  void respond(Response response);

  // Begins a streamed answer: chunked for HTTP/1.1, until the end of the connection for 1.0.
  void start(unsigned status, std::vector<Header> headers, std::string lines = {});

  // `drained` runs once the system took the bytes. A client that reads too slowly to keep the
  // backlog under the limit is dropped.
  void write(std::string chunk, std::function<void()> drained);
  void finish();

  // Runs `gone` once, on the loop, when the client leaves before the answer is complete.
  void on_gone(std::function<void()> gone);
  boost::asio::any_io_executor executor();

 private:
  friend class Connection;
  enum class Phase : std::uint8_t { receiving, open, streaming, over };

  std::shared_ptr<Connection> connection_;
  Request request_;
  std::function<void()> gone_;
  Phase phase_ = Phase::receiving;
  bool client_left_ = false;
  std::uint8_t accepted_ = 0;  // the Coding that the client likes best
};

using Handler = std::function<void(std::shared_ptr<Exchange>)>;

struct Options {
  std::string address = "127.0.0.1";
  unsigned short port = 0;  // 0: any free one
  unsigned threads = 1;     // event loops
  std::size_t body_max_bytes = 24 << 20;

  // Asked once the headers are there; the smaller of its answer and body_max_bytes counts. It runs
  // on every loop, so it must be safe to call from several threads.
  std::function<std::size_t(const Request&)> body_limit;

  // Asked when a request is refused whose headers are there: whether the handler is to answer it.
  std::function<bool(const Request&)> hands_refusal;

  // Asked before an answer is sent that no handler made: what it adds is sent too. The request
  // holds what was read of it. It runs on every loop.
  std::function<void(const Request&, Response&)> complete_refusal;

  // Made on the thread of each event loop as it begins, and let go there as it ends.
  std::function<std::shared_ptr<void>(boost::asio::io_context&)> companion;
  std::size_t connections_max = 10000;
  std::string tls_cert_file, tls_key_file;  // PEM; both or neither

  unsigned header_timeout_ms = 10'000;      // from a request's first byte to its last header
  unsigned body_timeout_ms = 20'000;        // between two reads of a body
  unsigned body_min_bytes_per_s = 1024;     // on average, after the first body_timeout_ms
  unsigned idle_timeout_ms = 75'000;        // between two requests
  unsigned write_timeout_ms = 30'000;       // between two writes that the client accepts
  unsigned drain_timeout_ms = 10'000;       // for what is in flight when drain() is called
  std::size_t backlog_max_bytes = 1 << 20;  // of a stream
  std::size_t header_max_bytes = 32 << 10;  // request line and headers together
  std::size_t headers_max = 100;
  std::size_t target_max_bytes = 16 << 10;
};

class Server {
 public:
  // Binds and listens; throws std::system_error when it can't.
  Server(Options options, Handler handler);
  ~Server();

  unsigned short port() const;
  void run();    // returns after drain(), when nothing is in flight any more
  void drain();  // from any thread, any number of times
  std::size_t connections() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace arris::web
