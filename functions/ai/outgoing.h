#pragma once
// What is sent to a provider: the caller's request with another address, another secret and, by a rule, another model.

#include "ai/asked.h"
#include "ai/endpoint.h"
#include "ai/queries.h"
#include "http/context.h"

namespace arris::ai {

struct Outgoing {
  const Endpoint* endpoint;
  std::string_view action;  // behind the model in the path, as Gemini's ":generateContent"
  std::string_view body;
  Asked asked;
};

struct Target {
  const ProviderKey* key;
  std::string_view model;
};

// The query as it is passed on, with its question mark: a key in it is the caller's own, and no provider's business.
void append_query(std::string& url, std::string_view query);

// What the target is sent: the caller's body, or `changed`, which it writes where a rule or the gateway changes the body. A
// call has one such text for all its targets: an arena gives nothing back before the end.
std::string_view body_of(const Target& target, const Outgoing& out, std::string& changed);

// Its body is that of `out`, its other texts live in the request's arena.
effect::Fetch fetch_of(http::Context context, const Target& target, const Outgoing& out,
                       std::uint32_t timeout_ms);

}  // namespace arris::ai
