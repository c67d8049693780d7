#pragma once
// What the three routes share: the encodings of a request and of its answer.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp

#include "core/hash.h"
#include "http/call.h"
#include "http/protocol.h"
#include "otlp/resource.h"
#include "otlp/wire.h"

namespace arris::otlp {

// Refuses with google.rpc.Status.
extern const http::Protocol protocol;

// The request as JSON; it lives as long as the task.
Result<std::string_view> json_of(http::Context context, std::string_view body,
                                 const Message& message);

Error not_this_signal();

// In the encoding of the request. `rejected` is the name of the count, "rejectedSpans".
http::Reply<http::RawAnswer> answer_of(http::Context context, const Refused& refused,
                                       std::string_view rejected);

// The same for the same request of an org, so that a retry is kept once. Ids sort by `at_us`.
class ChunkIds {
 public:
  ChunkIds(http::Context context, std::string_view body);
  std::string_view next(std::int64_t at_us);

 private:
  http::Context context_;
  std::string seed_;
  std::int64_t made_ = 0;
};

// `id` of the resource whose attributes these are.
std::string_view resource_id(http::Context context, std::string_view attributes);

}  // namespace arris::otlp
