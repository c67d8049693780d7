#pragma once
// A route is one row: method, path, who may call it, its handler and what it does in a sentence.
// The handler's own types say what the path, the query and the body hold and what comes back, so
// the OpenAPI document follows.
//
//   constexpr Route routes[] = {
//       route<list_issues>(Method::GET, "/errors", session(Role::viewer), "List issues, newest
//       first"),
//   };

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <span>

#include "http/access_key.h"
#include "http/call.h"
#include "http/protocol.h"
#include "json/json.h"

namespace arris::http {

enum class Method : std::uint8_t { GET, POST, PUT, PATCH, DELETE };
std::string_view text_of(Method method);

// Requests per window and principal. Zero capacity: not limited.
struct RateLimit {
  std::uint32_t capacity = 0;
  std::uint32_t window_ms = 60'000;
};
inline constexpr RateLimit unlimited{};
inline constexpr RateLimit default_read_limit{600};
inline constexpr RateLimit default_write_limit{120};

// `live`: a stream of Server-Sent Events, without an end of its own.
enum class Answers : std::uint8_t { once, live };
enum class Cors : std::uint8_t { same_origin, any_origin };
// What an Idempotency-Key does to a POST. `by_key`: the answer is kept and repeated. `naturally`:
// nothing, for repeating the request is harmless or opens another session. `repeats`: as by_key, and
// where the answer was lost the handler's own write, which names its rows by the key, finds them there
// and answers the same. `shown_once`: the answer holds a secret, so that it is not kept; the request
// acts once all the same, and a retry is refused with already_answered.
enum class Retry : std::uint8_t { by_key, naturally, repeats, shown_once };

struct RouteOptions {
  std::uint16_t status = 200;
  std::optional<RateLimit> limit{};
  std::uint32_t body_max_bytes = 1u << 20;
  Cors cors = Cors::same_origin;
  Retry retry = Retry::by_key;
  // Of a RawAnswer; else it is JSON. Where several are listed, ", " between, the reply names its own.
  std::string_view answer_type{};
  Answers answers = Answers::once;
  std::uint32_t deadline_ms = 0;  // until the answer begins; 0: the host's own
  const Protocol* protocol = nullptr;
};

using PathValues = std::vector<std::string_view>;  // decoded, in the order of the path

struct Shapes {
  std::span<const std::string_view> path_names;
  void (*query)(std::string& out);   // null when there is none
  void (*body)(std::string& out);    // likewise
  void (*answer)(std::string& out);  // likewise
  void (*collect)(json::SchemaSet& schemas);
};

struct Route {
  Method method;
  std::string_view path;
  Allow allow;
  std::string_view summary;
  RouteOptions options;
  Result<PreparedTask> (*start)(Context, const PathValues&);
  Shapes shapes;
};

// Whether pages of others may call it, and read what it answers. The manifest says so too.
constexpr bool is_cross_origin(const Route& route) {
  return route.options.cors == Cors::any_origin || takes_public_key(route.allow);
}

// Whether an Idempotency-Key acts on it; the manifest says so too.
constexpr bool heeds_key(const Route& route) {
  return route.method == Method::POST && route.options.retry != Retry::naturally;
}

namespace detail {

template <class Handler>
struct Signature;
template <class A, class P, class Q, class B>
struct Signature<effect::Task<Reply<A>> (*)(Call<P, Q, B>)> {
  using Answer = A;
  using Path = P;
  using Query = Q;
  using Body = B;
};

template <class T>
inline constexpr bool present = !std::is_same_v<T, Nothing>;

template <class T>
inline constexpr bool is_json =
    present<T> && !std::is_same_v<T, RawBody> && !std::is_same_v<T, RawAnswer>;

template <class T>
inline constexpr bool has_parameters = present<T> && !std::is_same_v<T, RawQuery>;

// A body of std::optional<T> may be left out.
template <class T>
inline constexpr bool may_be_absent = false;
template <class T>
inline constexpr bool may_be_absent<std::optional<T>> = true;
template <class T>
struct Inner {
  using type = T;
};
template <class T>
struct Inner<std::optional<T>> {
  using type = T;
};

inline bool read_path_value(std::string_view text, std::string_view& out) {
  out = text;
  return true;
}
template <class Tag>
bool read_path_value(std::string_view text, Id<Tag>& out) {
  out.text = text;
  return is_uuid(text);
}

// False when a value can't be the id of anything: the caller then answers 404, as for an unknown
// id.
template <class Path>
bool read_path(const PathValues& values, Path& path) {
  bool ok = true;
  std::size_t i = 0;
  boost::mp11::mp_for_each<storage::Members<Path>>([&](auto member) {
    ok = i < values.size() && read_path_value(values[i++], path.*member.pointer) && ok;
  });
  return ok;
}

enum class BodyKind : std::uint8_t { none, raw, json };

// Where the inputs of a call go and what they are; null for what a route does not take.
struct Inputs {
  void* query = nullptr;
  const json::Type* query_type = nullptr;
  RawQuery* raw_query = nullptr;
  void* body = nullptr;
  const json::Type* body_type = nullptr;
  BodyKind body_kind = BodyKind::none;
};

// Reads query and body into their places; every fault of both at once.
Status read_inputs(const RequestState& state, Arena& arena, const Inputs& inputs);

template <class Answer>
constexpr const json::Type* answer_type() {
  if constexpr (present<Answer> && !std::is_same_v<Answer, RawAnswer>)
    return &json::type_of<Answer>;
  else
    return nullptr;
}

template <auto handler>
Result<PreparedTask> start(Context context, const PathValues& values) {
  using S = Signature<decltype(handler)>;
  Call<typename S::Path, typename S::Query, typename S::Body> call{context, {}, {}, {}};
  if constexpr (present<typename S::Path>) {
    if (!read_path(values, call.path)) return not_found();
  }
  Inputs inputs;
  if constexpr (has_parameters<typename S::Query>) {
    inputs.query = &call.query;
    inputs.query_type = &json::type_of<typename S::Query>;
  } else if constexpr (present<typename S::Query>) {
    inputs.raw_query = &call.query;
  }
  if constexpr (std::is_same_v<typename S::Body, RawBody>) {
    inputs.body = &call.body;
    inputs.body_kind = BodyKind::raw;
  } else if constexpr (present<typename S::Body>) {
    inputs.body = &call.body;
    inputs.body_type = &json::type_of<typename S::Body>;
    inputs.body_kind = BodyKind::json;
  }
  if (auto status = read_inputs(context.request(), context.arena(), inputs); !status)
    return std::move(status.error());
  return PreparedTask(handler(std::move(call)), answer_type<typename S::Answer>());
}

template <class T>
constexpr auto schema_writer() -> void (*)(std::string&) {
  if constexpr (!is_json<T>)
    return nullptr;
  else
    return [](std::string& out) { json::schema<typename Inner<T>::type>(out); };
}
template <class T>
constexpr auto query_writer() -> void (*)(std::string&) {
  if constexpr (!has_parameters<T>)
    return nullptr;
  else
    return [](std::string& out) { json::query_schema<T>(out); };
}
template <class T>
void collect(json::SchemaSet& schemas) {
  if constexpr (is_json<T>) json::collect_schemas<typename Inner<T>::type>(schemas);
}

template <class S>
constexpr Shapes shapes() {
  Shapes shapes{{},
                query_writer<typename S::Query>(),
                schema_writer<typename S::Body>(),
                schema_writer<typename S::Answer>(),
                [](json::SchemaSet& schemas) {
                  collect<typename S::Body>(schemas);
                  collect<typename S::Answer>(schemas);
                }};
  if constexpr (present<typename S::Path>)
    shapes.path_names = storage::column_names<typename S::Path>;
  return shapes;
}

}  // namespace detail

template <auto handler>
constexpr Route route(Method method, std::string_view path, Allow allow, std::string_view summary,
                      RouteOptions options = {}) {
  using S = detail::Signature<decltype(handler)>;
  return {method, path, allow, summary, options, detail::start<handler>, detail::shapes<S>()};
}

}  // namespace arris::http
