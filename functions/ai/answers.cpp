#include "ai/answers.h"

#include <algorithm>

#include "ai/headers.h"
#include "ai/stream.h"
#include "core/text.h"

namespace arris::ai {
namespace {

using http::Context;

// "429, 200;waited_ms=250"
std::string attempts_text(const std::vector<Attempt>& attempts) {
  std::string text;
  for (const Attempt& attempt : attempts) {
    if (!text.empty()) text += ", ";
    append_decimal(text, attempt.status);
    if (attempt.waited_ms > 0) append_decimal(text += ";waited_ms=", attempt.waited_ms);
  }
  return text;
}

std::string rules_text(const std::vector<std::string_view>& rules) {
  constexpr std::size_t rules_max = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(rules.size(), rules_max); ++i)
    text.append(i > 0 ? ", " : "").append(rules[i]);
  return text;
}

// What was decided about the call, beside what the provider says.
void add_decisions(std::vector<effect::Header>& headers, const PassedCall& call) {
  const Context context = call.context;
  const Routing& routing = call.routing;
  if (call.endpoint->metered == Metered::yes) headers.push_back({"arris-request-id", call.id.text});
  if (routing.cache != CacheUse::none)
    headers.push_back(
        {"arris-cache", context.keep(boost::describe::enum_to_string(routing.cache, ""))});
  if (routing.attempts.size() > 1)
    headers.push_back({"arris-attempts", context.keep(attempts_text(routing.attempts))});
  if (routing.rules.empty()) return;
  headers.push_back({"arris-rules", context.keep(rules_text(routing.rules))});
  if (call.vault_key) headers.push_back({"arris-vault-key", call.vault_key->text});
  if (call.model != routing.asked_model) headers.push_back({"arris-model", call.model});
}

Answered answer_of(const PassedCall& call, std::string body, std::vector<effect::Header> headers) {
  Answered answered;
  answered.id = call.id;
  answered.status = static_cast<std::uint16_t>(call.status);
  answered.body = std::move(body);
  add_decisions(headers, call);
  answered.headers = std::move(headers);
  return answered;
}

storage::Batch batch_of_whole(PassedCall& call, std::string_view body) {
  Transcript transcript;
  transcript.take(body);
  if (call.content_days) call.answer = body;
  return batch_of(call, transcript, Ending::whole);
}

UsageChunk usage_chunk_of(const PassedCall& call, const Asked& asked) {
  const bool drops = call.endpoint->takes_usage_option && !asked.wants_usage;
  return drops ? UsageChunk::dropped : UsageChunk::passed;
}

}  // namespace

Answered refused(PassedCall& call, Error error) {
  call.status = status_of(error.code);
  call.error = call.context.keep(text_of(error.code));
  std::string body;
  protocol_of(call.endpoint->service).write_error(body, error, call.context.request().request_id);
  std::vector<effect::Header> headers{{"content-type", "application/json"}};
  if (error.code == Code::budget_used_up) headers.push_back({"x-should-retry", "false"});
  if (error.retry_after_s > 0) {
    std::string seconds;
    append_decimal(seconds, error.retry_after_s);
    headers.push_back({"retry-after", call.context.keep(seconds)});
  }
  auto answered = answer_of(call, std::move(body), std::move(headers));
  answered.batch = batch_of(call, Transcript(), Ending::failed);
  answered.error = std::move(error);
  return answered;
}

Answered whole(PassedCall& call, const effect::FetchAnswer& answer, std::string body) {
  if (call.status >= 400) call.error = "provider";
  auto batch = batch_of_whole(call, body);
  auto answered = answer_of(call, std::move(body), headers_to_caller(answer.headers));
  answered.batch = std::move(batch);
  return answered;
}

Answered cached(PassedCall call, const CachedAnswer& answer, const Asked& asked) {
  call.status = 200;
  call.routing.cache = CacheUse::hit;
  call.room.reset();
  auto answered = answer_of(call, {}, {{"content-type", answer.content_type}});
  const auto usage_chunk = usage_chunk_of(call, asked);
  if (call.streamed) {
    Stream stream(std::move(call), usage_chunk);
    answered.body = stream.pass(answer.body);
    answered.body += stream.end(http::Ended::whole);
    answered.batch = stream.settle();
  } else {
    answered.body = answer.body;
    answered.batch = batch_of_whole(call, answer.body);
  }
  return answered;
}

Answered streamed(PassedCall call, const effect::FetchAnswer& answer, const Asked& asked,
                  std::optional<KeptAnswer> kept) {
  const Context context = call.context;
  const auto usage_chunk = usage_chunk_of(call, asked);
  auto answered = answer_of(call, {}, headers_to_caller(answer.headers));
  auto stream = std::make_unique<Stream>(std::move(call), usage_chunk, std::move(kept));
  answered.stream = http::pass_on(context, std::move(stream), answer.handle);
  return answered;
}

http::Reply<http::RawAnswer> reply_of(Context context, Answered answered) {
  auto reply = http::reply(http::RawAnswer{std::move(answered.body)}).status(answered.status);
  reply.headers = std::move(answered.headers);
  if (!answered.stream) answered.stream = http::write_after(context, std::move(answered.batch));
  return std::move(reply).then(std::move(answered.stream));
}

}  // namespace arris::ai
