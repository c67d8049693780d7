#include "wasmtime/web_caller.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>

#include "core/text.h"
#include "wasmtime/ids.h"

namespace arris::wasmtime {

using namespace std::string_view_literals;

std::int64_t steady_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

namespace {

std::int64_t unix_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

// What brings telemetry makes none, or two that export to each other would never rest; and a caller
// says for its whole trace whether it is kept.
bool is_exported(const Visit& visit, std::string_view module) {
  const bool sampled = "13579bdf"sv.contains(visit.trace_parent.back());
  return sampled && module != "otlp";
}

RequestSpan span_of(const Visit& visit, std::string_view module, std::string_view route,
                    unsigned status, std::int64_t duration_us) {
  const auto parent = visit.trace_parent.substr(36, 16);
  const auto own = visit.has_parent ? to_hex(as_bytes(draw_entropy(8))) : parent;
  return {.trace_id = std::string(trace_id_of(visit.trace_parent)),
          .span_id = own,
          .parent_id = visit.has_parent ? parent : "",
          .method = visit.method,
          .route = std::string(route),
          .module = std::string(module),
          .request_id = visit.request_id,
          .status = status,
          .start_at_us = unix_us() - duration_us,
          .duration_us = duration_us};
}

}  // namespace

void note_answer(Host& host, RouteNumbers& numbers, const Visit& visit, std::string_view module,
                 std::string_view route, unsigned status) {
  const auto duration_us = steady_us() - visit.began_us;
  numbers.count(status, duration_us);
  LogLine line("info", "request");
  line.add("request_id", visit.request_id).add("trace_id", trace_id_of(visit.trace_parent));
  line.add("module", module).add("method", visit.method).add("route", route);
  line.add("status", status).add("duration_us", duration_us);
  host.log().write(line);
  if (auto* spans = host.spans(); spans && is_exported(visit, module))
    spans->add(span_of(visit, module, route, status, duration_us));
}

WebCaller::WebCaller(Host& host, Served& served, const manifest::Route& route,
                     EventStreams& streams, Visit visit, std::shared_ptr<web::Exchange> exchange)
    : host_(host),
      served_(served),
      route_(route),
      streams_(streams),
      visit_(std::move(visit)),
      exchange_(std::move(exchange)),
      executor_(exchange_->executor()) {}

std::vector<web::Header> WebCaller::headers_of(const effect::Head& head) {
  std::vector<web::Header> headers;
  headers.reserve(head.headers.size() + 2);  // a coding of the body adds two
  for (const auto& [name, value] : head.headers)
    headers.push_back({std::string(name), std::string(value)});
  return headers;
}

std::string WebCaller::closing_lines_of(const std::vector<web::Header>& headers) const {
  return closing_lines(headers, {.scheme = visit_.scheme,
                                 .request_id = visit_.request_id,
                                 .duration_us = steady_us() - visit_.began_us});
}

void WebCaller::note(unsigned status, std::uint16_t route) {
  const auto& routes = served_.module->manifest.routes;
  note_answer(host_, served_.numbers->of(route), visit_, served_.module->name(),
              route < routes.size() ? std::string_view(routes[route].path) : std::string_view(),
              status);
}

void WebCaller::answer(const effect::Head& head, std::string_view body) {
  web::Response response{head.status, headers_of(head), std::string(body)};
  response.lines = closing_lines_of(response.headers);
  note(head.status, head.route);
  std::exchange(exchange_, nullptr)->respond(std::move(response));
}

void WebCaller::begin(const effect::Head& head) {
  auto headers = headers_of(head);
  auto lines = closing_lines_of(headers);
  note(head.status, head.route);
  exchange_->start(head.status, std::move(headers), std::move(lines));
}

void WebCaller::write(std::string_view chunk, std::function<void()> ready) {
  exchange_->write(std::string(chunk), std::move(ready));
}

void WebCaller::end() { std::exchange(exchange_, nullptr)->finish(); }

// An exchange that is let go of in the middle of its answer ends its connection.
void WebCaller::abort() { exchange_.reset(); }

void WebCaller::subscribe(const effect::Head& head, const effect::Subscription& subscription,
                          std::string_view first) {
  auto headers = headers_of(head);
  std::erase_if(headers, [](const web::Header& one) { return one.name == "content-type"; });
  headers.push_back({"content-type", "text/event-stream"});
  auto lines = closing_lines_of(headers);
  note(head.status, head.route);
  exchange_->start(head.status, std::move(headers), std::move(lines));
  const auto stream = std::make_shared<EventStream>(std::exchange(exchange_, nullptr));
  streams_.add(stream);
  stream->open(host_.hub(), {subscription.channels.begin(), subscription.channels.end()},
               subscription.last_event_id, first, check_of(subscription));
}

EventStream::Check WebCaller::check_of(const effect::Subscription& subscription) const {
  if (subscription.check.empty()) return {};
  const auto check =
      std::make_shared<const sqlite::OwnedSql>(effect::Sql{effect::Mode::read, subscription.check});
  return [&database = host_.database(), statements = served_.module->statements, check] {
    const auto failure = database.read(*statements, check->get()).failure;
    return failure == effect::Failure::none || failure == effect::Failure::unavailable;
  };
}

web::Response WebCaller::refusal(Code code) const {
  auto response = problem(code, visit_.request_id);
  auto body = manifest::refusal_of(route_, text_of(code), visit_.request_id);
  if (body.empty()) return response;
  response.body = std::move(body);
  std::ranges::find(response.headers, "content-type", &web::Header::name)->value =
      "application/json";
  return response;
}

void WebCaller::refuse(Code code) {
  auto response = refusal(code);
  response.lines = closing_lines_of(response.headers);
  note(status_of(code), effect::no_route);
  std::exchange(exchange_, nullptr)->respond(std::move(response));
}

void WebCaller::post(std::function<void()> work) { boost::asio::post(executor_, std::move(work)); }

}  // namespace arris::wasmtime
