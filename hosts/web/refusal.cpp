#include "web/refusal.h"

#include <sys/random.h>

#include <array>
#include <chrono>

#include "core/ids.h"

namespace arris::web {
namespace {

std::string fresh_id() {
  std::array<std::uint8_t, 10> random{};
  if (getrandom(random.data(), random.size(), 0) < 0) random.fill(0);
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  std::string id(36, '0');
  write_uuid(std::chrono::duration_cast<std::chrono::milliseconds>(now).count(), random, id.data());
  return id;
}

}  // namespace

std::string_view reason_of(unsigned status) {
  switch (status) {
    case 100:
      return "Continue";
    case 101:
      return "Switching Protocols";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "Status";
  }
}

Response problem_of(const Refusal& refusal) {
  const auto title = status_of(refusal.code) == refusal.status ? title_of(refusal.code)
                                                               : reason_of(refusal.status);
  Response response{
      .status = refusal.status,
      .headers = {{"content-type", "application/problem+json"}, {"cache-control", "no-store"}}};
  const auto id = fresh_id();
  response.headers.push_back({"x-request-id", id});
  auto& body = response.body;
  body.append(R"({"type":"about:blank","title":")").append(title);
  body.append(R"(","status":)").append(std::to_string(refusal.status));
  body.append(R"(,"detail":")").append(refusal.detail);
  body.append(R"(","code":")").append(text_of(refusal.code));
  body.append(R"(","request_id":")").append(id).append("\"}");
  if (refusal.status == 405) {
    response.headers.push_back({"allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"});
  }
  return response;
}

}  // namespace arris::web
