#pragma once
// The addresses of providers that the gateway speaks for, and how each refuses.

#include "http/protocol.h"
#include "vault/provider.h"

namespace arris::ai {

using vault::Service;

// Whether calls of it are metered: a list of models costs nothing, so it is in no log either.
enum class Metered : std::uint8_t { no, yes };

struct Endpoint {
  Service service;
  std::string_view method;
  std::string_view name;  // as the log says it
  std::string_view
      path;  // behind the provider's own address; with a slash at its end a model follows
  Metered metered = Metered::yes;
  bool takes_usage_option = false;  // OpenAI's chat tells the usage of a stream only when asked

  constexpr bool has_model() const { return path.ends_with('/'); }
};

// Whether a model's name may be a part of the provider's path: letters, digits and any of -._ and, but for Gemini, which has
// an action behind them, colons. No step to another path. What speaks OpenAI's protocol may have slashes in its names.
bool is_path_name(std::string_view model, Service service);

extern const http::Protocol openai_protocol, anthropic_protocol, gemini_protocol;
const http::Protocol& protocol_of(Service service);

// An event that ends a stream with a refusal, as the provider's clients read it.
void append_error_event(std::string& out, Service service, const Error& error,
                        std::string_view request_id);

}  // namespace arris::ai
