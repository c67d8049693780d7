#include "http/answer_writer.h"

#include <algorithm>

#include "http/caller_key.h"
#include "http/problem.h"

namespace arris::http {
namespace {

bool shows_token(const RequestState& state, const Protocol* protocol) {
  return !state.header("authorization").empty() || !shown_key(state, protocol).empty();
}

// RFC 6750, section 3: no error for who has shown nothing, or whose token is good.
std::string_view challenge_of(Code code, const RequestState& state, const Protocol* protocol) {
  if (status_of(code) != 401) return {};
  constexpr std::string_view refused = R"(Bearer realm="arris", error="invalid_token")";
  return shows_token(state, protocol) && code != Code::invalid_credentials ? refused
                                                                           : refused.substr(0, 20);
}

bool typed(const std::vector<effect::Header>& headers) {
  return std::ranges::find(headers, "content-type", &effect::Header::name) != headers.end();
}

}  // namespace

effect::Outcome AnswerWriter::answer(Prepared& prepared) {
  const auto etag = etag_of(prepared);
  if (!etag.empty()) prepared.headers.push_back({"etag", etag});
  if (not_modified(etag)) return end(304, std::move(prepared.headers));
  if (prepared.feed) return stream(prepared);
  body_ = std::move(prepared.body);
  const auto type = route_ ? route_->options.answer_type : std::string_view();
  if (!body_.empty() && !typed(prepared.headers))
    prepared.headers.push_back(
        {"content-type", type.empty() ? "application/json; charset=utf-8" : type});
  return finish(prepared.status, std::move(prepared.headers));
}

effect::Outcome AnswerWriter::stream(Prepared& prepared) {
  body_ = std::move(prepared.feed->first);
  prepared.headers.push_back({"content-type", "text/event-stream"});
  prepared.headers.push_back({"cache-control", "no-store"});
  auto outcome = finish(prepared.status, std::move(prepared.headers));
  if (prepared.feed->channels.empty()) return outcome;
  outcome.subscription =
      effect::Subscription{std::move(prepared.feed->channels), prepared.feed->last_event_id,
                           preflight_.lasting_check(state_)};
  return outcome;
}

std::string_view AnswerWriter::etag_of(const Prepared& prepared) {
  if (!prepared.version) return {};
  std::string etag = "\"v";
  append_decimal(etag, *prepared.version);
  if (prepared.content != 0) append_decimal(etag += '.', prepared.content);
  return state_.task.arena.keep(etag + "\"");
}

bool AnswerWriter::not_modified(std::string_view etag) const {
  const bool reads = state_.request.method == "GET" || state_.request.method == "HEAD";
  return reads && !etag.empty() &&
         state_.header("if-none-match").find(etag) != std::string_view::npos;
}

// In the words of the path's protocol, and in the type of the request where that knows it. Its type.
std::string_view AnswerWriter::write_refusal(const Error& error) {
  body_.clear();
  if (!protocol_) return write_problem(body_, error, state_.request_id), problem_type;
  if (!protocol_->other_type.empty() && state_.has_type(protocol_->other_type))
    return protocol_->write_other_error(body_, error, state_.request_id), protocol_->other_type;
  return protocol_->write_error(body_, error, state_.request_id), "application/json";
}

std::vector<effect::Header> AnswerWriter::refusal_headers(const Error& error,
                                                          std::string_view type) {
  std::vector<effect::Header> headers{{"content-type", type}};
  if (error.retry_after_s > 0) {
    std::string seconds;
    append_decimal(seconds, error.retry_after_s);
    headers.push_back({"retry-after", state_.task.arena.keep(seconds)});
    // Of every category, for this key: what Sentry clients stop at.
    if (cors_ == Cors::any_origin)
      headers.push_back({"x-sentry-rate-limits", state_.task.arena.keep(seconds + "::key")});
  }
  if (cors_ == Cors::any_origin) headers.push_back({"x-sentry-error", text_of(error.code)});
  const bool sentry = route_ && route_->options.cors == Cors::any_origin;
  const auto challenge = challenge_of(error.code, state_, protocol_);
  if (!sentry && !challenge.empty()) headers.push_back({"www-authenticate", challenge});
  return headers;
}

effect::Outcome AnswerWriter::refuse(const Error& error) {
  auto outcome = finish(status_of(error.code), refusal_headers(error, write_refusal(error)));
  if (!error.cause.empty())
    outcome.logs.push_back({effect::LogLevel::error, state_.task.arena.keep(error.cause), "{}"});
  return outcome;
}

// A protocol has more than is here, and its clients know no other document than their own.
effect::Outcome AnswerWriter::refuse_address(Error error, std::string_view allowed) {
  std::string_view before = "; this server answers ";
  for (const Route& route : function_.routes) {
    if (!protocol_ || route.options.protocol != protocol_) continue;
    error.detail.append(before).append(text_of(route.method)).append(" ").append(route.path);
    before = ", ";
  }
  auto outcome = refuse(error);
  if (!allowed.empty()) outcome.head->headers.push_back({"allow", state_.task.arena.keep(allowed)});
  return outcome;
}

effect::Outcome AnswerWriter::end(std::uint16_t status, std::vector<effect::Header> headers) {
  body_.clear();
  return finish(status, std::move(headers));
}

void AnswerWriter::add_cors(std::vector<effect::Header>& headers) const {
  headers.push_back({"access-control-allow-origin", "*"});
  headers.push_back(
      {"access-control-expose-headers", "x-sentry-error, x-sentry-rate-limits, retry-after"});
  if (state_.request.method != "OPTIONS") return;
  headers.push_back({"access-control-allow-methods", "POST, OPTIONS"});
  headers.push_back(
      {"access-control-allow-headers",
       "x-sentry-auth, x-requested-with, x-api-key, idempotency-key, origin, accept, "
       "content-type, authentication, authorization, content-encoding, transfer-encoding, "
       "sentry-trace, baggage"});
  headers.push_back({"access-control-max-age", "3600"});
}

effect::Outcome AnswerWriter::finish(std::uint16_t status, std::vector<effect::Header> headers) {
  preflight_.add_limit_headers(state_, headers);
  if (cors_ == Cors::any_origin) add_cors(headers);
  effect::Outcome outcome;
  outcome.done = effect::Done::yes;
  const auto index =
      route_ ? static_cast<std::uint16_t>(route_ - function_.routes.data()) : effect::no_route;
  outcome.head = effect::Head{status, index, std::move(headers)};
  outcome.chunk = {body_};
  return outcome;
}

}  // namespace arris::http
