// The addresses of providers as the gateway answers at them.

#include "ai/handlers.h"
#include "ai/pass.h"

namespace arris::ai {
namespace {

using http::Context;

Task<Reply<RawAnswer>> pass_on(Context context, Outgoing out) {
  if (out.endpoint->has_model() && !is_path_name(out.asked.model, out.endpoint->service))
    co_await Result<Nothing>(not_found());
  auto answered = co_await pass(context, out);
  co_return reply_of(context, std::move(answered));
}

Task<Reply<RawAnswer>> pass_model(Context context, const Endpoint* endpoint,
                                  std::string_view name) {
  Outgoing out{endpoint, {}, {}, {}};
  out.asked.model = name;
  return pass_on(context, out);
}

Task<Reply<RawAnswer>> pass_body(Context context, const Endpoint* endpoint, std::string_view body) {
  Outgoing out{endpoint, {}, body, {}};
  out.asked = co_await read_asked(body, context.arena());
  auto answer = co_await pass_on(context, out);
  co_return answer;
}

constexpr Endpoint chat{Service::openai,     "POST",       "chat/completions",
                        "/chat/completions", Metered::yes, true};
constexpr Endpoint responses{Service::openai, "POST", "responses", "/responses"};
constexpr Endpoint embeddings{Service::openai, "POST", "embeddings", "/embeddings"};
constexpr Endpoint moderations{Service::openai, "POST", "moderations", "/moderations", Metered::no};
constexpr Endpoint models{Service::openai, "GET", "models", "/models", Metered::no};
constexpr Endpoint model{Service::openai, "GET", "models", "/models/", Metered::no};
constexpr Endpoint messages{Service::anthropic, "POST", "messages", "/messages"};
constexpr Endpoint count_tokens{Service::anthropic, "POST", "messages/count_tokens",
                                "/messages/count_tokens", Metered::no};
constexpr Endpoint claude_models{Service::anthropic, "GET", "models", "/models", Metered::no};
constexpr Endpoint claude_model{Service::anthropic, "GET", "models", "/models/", Metered::no};
constexpr Endpoint gemini_list{Service::gemini, "GET", "models", "/models", Metered::no};
constexpr Endpoint gemini_one{Service::gemini, "GET", "models", "/models/", Metered::no};
constexpr Endpoint gemini_actions[] = {
    {Service::gemini, "POST", "generateContent", "/models/"},
    {Service::gemini, "POST", "streamGenerateContent", "/models/"},
    {Service::gemini, "POST", "embedContent", "/models/"},
    {Service::gemini, "POST", "batchEmbedContents", "/models/"},
    {Service::gemini, "POST", "countTokens", "/models/", Metered::no},
};

const Endpoint* gemini_action(std::string_view name) {
  for (const Endpoint& endpoint : gemini_actions) {
    if (endpoint.name == name) return &endpoint;
  }
  return nullptr;
}

}  // namespace

Task<Reply<RawAnswer>> openai_chat(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &chat, call.body.bytes);
}
Task<Reply<RawAnswer>> openai_responses(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &responses, call.body.bytes);
}
Task<Reply<RawAnswer>> openai_embeddings(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &embeddings, call.body.bytes);
}
Task<Reply<RawAnswer>> openai_models(Call<Nothing, RawQuery> call) {
  return pass_on(call.context, {&models, {}, {}, {}});
}
Task<Reply<RawAnswer>> openai_model(Call<ModelName, RawQuery> call) {
  return pass_model(call.context, &model, call.path.model);
}
Task<Reply<RawAnswer>> openai_moderations(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &moderations, call.body.bytes);
}
Task<Reply<RawAnswer>> anthropic_messages(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &messages, call.body.bytes);
}
Task<Reply<RawAnswer>> anthropic_count_tokens(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &count_tokens, call.body.bytes);
}
Task<Reply<RawAnswer>> anthropic_models(Call<Nothing, RawQuery> call) {
  return pass_on(call.context, {&claude_models, {}, {}, {}});
}
Task<Reply<RawAnswer>> anthropic_model(Call<ModelName, RawQuery> call) {
  return pass_model(call.context, &claude_model, call.path.model);
}
Task<Reply<RawAnswer>> gemini_model(Call<ModelPath, RawQuery> call) {
  return pass_model(call.context, &gemini_one, call.path.call);
}
Task<Reply<RawAnswer>> gemini_models(Call<Nothing, RawQuery> call) {
  return pass_on(call.context, {&gemini_list, {}, {}, {}});
}

// The model is in the path; a stream is asked for by the action and `alt=sse`, else it comes as one JSON array.
Task<Reply<RawAnswer>> gemini_call(Call<ModelPath, RawQuery, RawBody> call) {
  Context context = call.context;
  const auto text = call.path.call;
  const auto colon = text.rfind(':');
  const auto* endpoint = colon == text.npos ? nullptr : gemini_action(text.substr(colon + 1));
  if (!endpoint) co_await Result<Nothing>(not_found());
  Outgoing out{endpoint, text.substr(colon), call.body.bytes, {}};
  out.asked = co_await read_asked(call.body.bytes, context.arena());
  out.asked.model = text.substr(0, colon);
  out.asked.streams = endpoint->name == "streamGenerateContent" &&
                      context.request().request.query.find("alt=sse") != std::string_view::npos;
  auto answer = co_await pass_on(context, out);
  co_return answer;
}

}  // namespace arris::ai
