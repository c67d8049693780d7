// The gateway's own call: a prompt in, a text out, over Gemini's protocol and under all that holds for calls.

#include "ai/handlers.h"
#include "ai/pass.h"
#include "ai/said.h"

namespace arris::ai {
namespace {

using http::Context;

constexpr Endpoint generate{Service::gemini, "POST", "generate-content", "/models/"};
constexpr std::string_view usual_model = "gemini-2.5-flash";

void append_part(std::string& out, std::string_view text) {
  out += R"("parts":[{"text":)";
  json::write_string(out, text);
  out += "}]}";
}

std::string body_of(const Prompt& prompt) {
  std::string body = R"({"contents":[{"role":"user",)";
  append_part(body, prompt.prompt.text);
  body += ']';
  if (prompt.system) append_part(body += R"(,"systemInstruction":{)", prompt.system->text);
  if (prompt.max_output_tokens) {
    body += R"(,"generationConfig":{"maxOutputTokens":)";
    json::write_integer(body, prompt.max_output_tokens->value);
    body += '}';
  }
  return body + "}";
}

Error unavailable(std::string detail, std::string cause) {
  return {Code::unavailable, std::move(detail), {}, std::move(cause), 1};
}

// What a refusal means to a caller who does not speak the provider's protocol.
Error error_of(const Answered& answered, Arena& arena) {
  if (answered.error && answered.error->code == Code::no_provider_key)
    return {Code::conflict, answered.error->detail};
  if (answered.error && answered.error->code == Code::bad_gateway)
    return unavailable(answered.error->detail, answered.error->cause);
  if (answered.error) return *answered.error;
  const auto said = read_said(answered.body, arena);
  const std::string reason = said.error.empty() ? "" : ": " + said.error;
  if (answered.status == 401 || answered.status == 403)
    return {Code::conflict, "The provider refused the secret in the vault" + reason};
  if (answered.status == 429)
    return {Code::too_many_requests, "The provider takes no more at the moment", {}, {}, 1};
  if (answered.status == 400 || answered.status == 404)
    return {Code::bad_request, "The provider refused it" + reason};
  return unavailable("The provider refused it", said.error);
}

std::vector<effect::Header> decisions_in(const std::vector<effect::Header>& headers) {
  std::vector<effect::Header> ours;
  for (const auto& header : headers) {
    if (header.name.starts_with("arris-")) ours.push_back(header);
  }
  return ours;
}

}  // namespace

// The model becomes a part of the provider's path.
void find_faults(const Prompt& prompt, json::Faults& faults) {
  if (prompt.model && !is_path_name(prompt.model->text, Service::gemini))
    faults.add_at("model", "malformed", "must be letters, digits and any of -._");
}

// A refusal is written before it is told: what fails has no sequel.
Task<Reply<Generated>> generate_content(Call<Nothing, Nothing, Prompt> call) {
  Context context = call.context;
  Outgoing out{&generate, ":generateContent", context.keep(body_of(call.body)), {}};
  if (const auto& most = call.body.max_output_tokens) out.asked.output_max = most->value;
  out.asked.model = call.body.model ? call.body.model->text : usual_model;
  auto answered = co_await pass(context, out);
  if (answered.status >= 300) {
    co_await context.db().write(answered.batch);
    co_await Result<Nothing>(error_of(answered, context.arena()));
  }
  const auto said = read_said(answered.body, context.arena());
  auto answer = reply(Generated{answered.id, context.keep(said.model), context.keep(said.text),
                                context.keep(said.finish_reason)});
  answer.headers = decisions_in(answered.headers);
  co_return std::move(answer).then(http::write_after(context, std::move(answered.batch)));
}

}  // namespace arris::ai
