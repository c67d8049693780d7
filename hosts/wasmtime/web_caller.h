#pragma once
// The caller of a task that came over HTTP: gives the answer its headers, sends it, counts it and
// writes its line of the access log. Also the task's home: the loop of its connection.

#include <memory>

#include "wasmtime/answer.h"
#include "wasmtime/event_stream.h"
#include "wasmtime/host.h"

namespace arris::wasmtime {

// What is known of a request before it is answered.
struct Visit {
  std::string request_id, trace_parent, method;
  std::int64_t began_us = 0;
  Scheme scheme = Scheme::http;
  bool has_parent = false;  // its trace is the caller's
};

std::int64_t steady_us();

// Counts an answer, writes its line and exports its span. `route` is its pattern: a path may hold what
// no log should.
void note_answer(Host& host, RouteNumbers& numbers, const Visit& visit, std::string_view module,
                 std::string_view route, unsigned status);

class WebCaller final : public Caller, public Home {
 public:
  // REQUIRES: `route` is one of the served module's manifest
  WebCaller(Host& host, Served& served, const manifest::Route& route, EventStreams& streams,
            Visit visit, std::shared_ptr<web::Exchange> exchange);

  void answer(const effect::Head& head, std::string_view body) override;
  void begin(const effect::Head& head) override;
  void write(std::string_view chunk, std::function<void()> ready) override;
  void end() override;
  void abort() override;
  void subscribe(const effect::Head& head, const effect::Subscription& subscription,
                 std::string_view first) override;
  void refuse(Code code) override;

  void post(std::function<void()> work) override;

 private:
  EventStream::Check check_of(const effect::Subscription& subscription) const;
  std::vector<web::Header> headers_of(const effect::Head& head);
  std::string closing_lines_of(const std::vector<web::Header>& headers) const;
  web::Response refusal(Code code) const;
  void note(unsigned status, std::uint16_t route);

  Host& host_;
  Served& served_;
  const manifest::Route& route_;  // that was found; a module may find that it is another one
  EventStreams& streams_;
  const Visit visit_;
  std::shared_ptr<web::Exchange> exchange_;
  const boost::asio::any_io_executor executor_;
};

}  // namespace arris::wasmtime
