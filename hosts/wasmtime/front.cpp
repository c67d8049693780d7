#include "wasmtime/front.h"

#include "core/free_text.h"
#include "core/text.h"
#include "crypto/primitives.h"
#include "wasmtime/ids.h"
#include "wasmtime/loop_fetches.h"

namespace arris::wasmtime {
namespace {

// These tell of the bytes on the wire; a module sees what they carried.
bool is_of_wire(std::string_view name) {
  return name == "content-encoding" || name == "content-length" || name == "transfer-encoding" ||
         name == "connection" || name == "keep-alive" || name == "expect";
}

// Nothing is at such a path, which is said after as much as a small client sends.
constexpr std::size_t unrouted_body_max_bytes = 1 << 20;

Visit visit_of(const web::Request& request, std::string request_id) {
  const auto sent = request.header("traceparent");
  Visit visit{.request_id = std::move(request_id),
              .trace_parent = trace_parent_of(sent),
              .method = request.method,
              .began_us = steady_us(),
              .scheme = request.scheme == "https" ? Scheme::https : Scheme::http};
  visit.has_parent = visit.trace_parent == sent;
  return visit;
}

// Headers of ours, which a caller can't bring.
bool is_of_host(std::string_view name) { return name.starts_with("x-arris-"); }

Asked asked_of(const web::Request& request, const Visit& visit, std::string_view path,
               std::string_view base_url, std::string_view sign_up) {
  Asked asked{.method = request.method,
              .path = path,
              .query = request.query,
              .body = request.body,
              .client_address = request.client_address,
              .request_id = visit.request_id,
              .trace_parent = visit.trace_parent,
              .headers = {}};
  asked.headers.reserve(request.headers.size() + 3);
  asked.headers.push_back({"x-arris-base-url", base_url});
  asked.headers.push_back({"x-arris-sign-up", sign_up});
  if (request.refused) asked.headers.push_back({"x-arris-refused", text_of(*request.refused)});
  for (const auto& [name, value] : request.headers) {
    if (!is_of_wire(name) && !is_of_host(name)) asked.headers.push_back({name, value});
  }
  return asked;
}

std::string parameter_of(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.substr(0, pair.find('=')) == name && pair.find('=') != pair.npos)
      return percent_decode(pair.substr(pair.find('=') + 1)).value_or("");
  }
  return {};
}

std::string mail_json(const effects::MailBox& outbox, std::string_view to) {
  std::string body = "{\"data\":[";
  for (const auto& mail : outbox.list(to)) {
    if (body.back() != '[') body += ',';
    body += effects::to_json(mail);
  }
  return body + "]}";
}

bool is_read(const web::Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

}  // namespace

std::optional<web::StaticFiles> open_pages(const std::string& folder) {
  if (folder.empty()) return std::nullopt;
  try {
    return std::optional<web::StaticFiles>(std::in_place, folder);
  } catch (const std::exception& error) {
    throw StartError("the folder of pages can't be read: " + std::string(error.what()));
  }
}

void Front::handle(const std::shared_ptr<web::Exchange>& exchange) {
  const auto& request = exchange->request();
  auto visit = visit_of(request, make_request_id());
  if (auto own = own_answer(request, visit))
    return respond(exchange, visit, host_.own_numbers(), std::move(*own), Kind::api);
  const auto api = manifest::api_path(request.path);
  if (const auto found = find_route(request))
    return run(exchange, std::move(visit), *found, api.value_or(request.path));
  if (!api && pages_ && is_read(request)) {
    if (auto page = pages_->find(request))
      return respond(exchange, visit, host_.page_numbers(), std::move(*page), Kind::page);
  }
  respond(exchange, visit, host_.own_numbers(), problem(Code::not_found, visit.request_id),
          Kind::api);
}

std::optional<manifest::Found> Front::find_route(const web::Request& request) const {
  const auto api = manifest::api_path(request.path);
  return api ? host_.routes().match(request.method, *api)
             : host_.routes().match_outside(request.method, request.path);
}

std::size_t Front::body_limit(const web::Request& request) const {
  const auto found = find_route(request);
  if (!found) return unrouted_body_max_bytes;
  return host_.served()[found->module].module->manifest.routes[found->route].body_max_bytes;
}

bool Front::hands_refusal(const web::Request& request) const {
  const auto found = find_route(request);
  if (!found) return false;
  const auto& route = host_.served()[found->module].module->manifest.routes[found->route];
  return route.cross_origin || !route.protocol.empty();
}

std::shared_ptr<void> Front::companion(boost::asio::io_context& context) const {
  return std::make_shared<LoopFetches>(context, host_.fetcher());
}

void Front::complete_refusal(const web::Request& request, web::Response& response) {
  const auto given = std::ranges::find(response.headers, "x-request-id", &web::Header::name);
  auto id = given == response.headers.end() ? make_request_id() : std::move(given->value);
  std::erase_if(response.headers, [](const auto& one) { return one.name == "x-request-id"; });
  const auto visit = visit_of(request, std::move(id));
  response.lines =
      closing_lines(response.headers, {.scheme = visit.scheme, .request_id = visit.request_id});
  auto& numbers = host_.own_numbers();
  note_answer(host_, numbers.of(SIZE_MAX), visit, numbers.module(), "", response.status);
}

void Front::run(const std::shared_ptr<web::Exchange>& exchange, Visit visit, manifest::Found found,
                std::string_view path) {
  auto& request = exchange->request();
  auto& served = host_.served()[found.module];
  const auto request_id = visit.request_id;
  const auto& route = served.module->manifest.routes[found.route];
  if (request.body.size() > route.body_max_bytes)
    return respond(exchange, visit, *served.numbers, problem(Code::too_large, request_id),
                   Kind::api);
  request.client_address = proxies_.client_of(request.client_address, request.headers);
  auto frame = event_frame(asked_of(request, visit, path, base_url_, host_.settings().sign_up));
  // The frame holds what a module is told, and an answer may take long.
  free_text(request.body);
  request.headers = std::vector<web::Header>();
  const auto caller =
      std::make_shared<WebCaller>(host_, served, route, streams_, std::move(visit), exchange);
  const bool watched = served.module->health.is_watched(effects::steady_ms());
  const auto home = watched ? std::shared_ptr<Home>(host_.apart()) : std::shared_ptr<Home>(caller);
  const auto task = host_.make_task(*served.module, home, caller);
  if (!task) return caller->refuse(Code::unavailable);
  if (route.deadline_ms > 0) task->set_deadline_ms(route.deadline_ms);
  exchange->on_gone([weak = std::weak_ptr(task)] {
    if (const auto task = weak.lock()) task->cancel();
  });
  if (!watched) return task->begin(request_id, std::move(frame));
  if (!host_.apart()->try_post([=] { task->begin(request_id, frame); })) {
    host_.note_shed();
    caller->refuse(Code::unavailable);
  }
}

void Front::respond(const std::shared_ptr<web::Exchange>& exchange, const Visit& visit,
                    ModuleNumbers& numbers, web::Response response, Kind kind) {
  response.lines = closing_lines(response.headers, {.kind = kind,
                                                    .scheme = visit.scheme,
                                                    .request_id = visit.request_id,
                                                    .duration_us = steady_us() - visit.began_us});
  note_answer(host_, numbers.of(SIZE_MAX), visit, numbers.module(), "", response.status);
  exchange->respond(std::move(response));
}

std::optional<web::Response> Front::own_answer(const web::Request& request, const Visit& visit) {
  const std::string_view path = request.path;
  const bool is_own = path == "/healthz" || path == "/readyz" || path == "/metrics" ||
                      path == "/openapi.json" || (path == "/_dev/mail" && host_.settings().dev);
  if (!is_own) return std::nullopt;
  if (is_read(request)) return own_page(request, visit);
  auto refusal = problem(Code::method_not_allowed, visit.request_id);
  refusal.headers.push_back({"allow", "GET, HEAD"});
  return refusal;
}

// A proxy on this machine asks for others.
bool Front::may_read_metrics(const web::Request& request) const {
  const auto& token = host_.settings().metrics_token;
  if (!token.empty())
    return crypto::equal_in_constant_time(request.header("authorization"), "Bearer " + token);
  return is_loopback(request.client_address) && request.header("x-forwarded-for").empty() &&
         request.header("forwarded").empty();
}

std::optional<web::Response> Front::own_page(const web::Request& request, const Visit& visit) {
  const std::string_view path = request.path;
  if (path == "/healthz")
    return json_answer(host_.settings().dev ? R"({"status":"ok","dev":true})"
                                            : R"({"status":"ok"})");
  if (path == "/openapi.json") return json_answer(host_.openapi());
  if (path == "/_dev/mail")
    return json_answer(mail_json(host_.outbox(), parameter_of(request.query, "to")));
  if (path == "/metrics" && !may_read_metrics(request))
    return problem(Code::forbidden, visit.request_id,
                   "Only this machine may read them, or who shows the token of --metrics-token");
  if (path == "/metrics")
    return web::Response{200,
                         {{"content-type", "text/plain; version=0.0.4; charset=utf-8"}},
                         host_.exposition(connections_())};
  auto [ready, body] = host_.readiness();
  auto answer = json_answer(std::move(body));
  if (!ready) answer.status = 503;
  return answer;
}

}  // namespace arris::wasmtime
