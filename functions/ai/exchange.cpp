#include "ai/exchange.h"

#include <algorithm>

#include "ai/claim.h"
#include "ai/content.h"
#include "ai/limits.h"
#include "core/text.h"
#include "http/as_json.h"
#include "http/tell.h"
#include "metering/guess.h"

namespace arris::ai {
namespace {

using http::Context;

constexpr std::size_t value_max_bytes = 200, tags_max = 10;

std::optional<std::string_view> header_of(Context context, std::string_view name,
                                          std::vector<Fault>& faults) {
  const auto value = context.request().header(name);
  if (value.empty()) return std::nullopt;
  if (value.size() > value_max_bytes)
    faults.push_back({std::string(name), "too_long", "must have at most 200 bytes"});
  return value;
}

// Each once, and no more than show that there are too many.
void add_tag(std::vector<std::string_view>& tags, std::string_view tag) {
  const bool is_known = tag.empty() || std::ranges::find(tags, tag) != tags.end();
  if (!is_known && tags.size() <= tags_max) tags.push_back(tag);
}

std::vector<std::string_view> tags_of(Context context, std::vector<Fault>& faults) {
  auto given = context.request().header("arris-tags");
  std::vector<std::string_view> tags;
  while (!given.empty()) {
    const auto tag = given.substr(0, given.find(','));
    given.remove_prefix(std::min(given.size(), tag.size() + 1));
    add_tag(tags, trim(tag));
  }
  if (tags.size() > tags_max)
    faults.push_back({"arris-tags", "too_many", "must name at most 10 tags"});
  if (std::ranges::any_of(tags, [](auto tag) { return tag.size() > value_max_bytes; }))
    faults.push_back({"arris-tags", "too_long", "must name tags of at most 200 bytes"});
  return tags;
}

std::optional<std::int64_t> cache_ttl_of(Context context, std::vector<Fault>& faults) {
  constexpr std::int64_t ttl_max_s = 86'400;
  const auto said = context.request().header("arris-cache");
  if (said.empty()) return std::nullopt;
  if (said == "off") return 0;
  const auto seconds = parse_integer(said);
  if (seconds && *seconds >= 1 && *seconds <= ttl_max_s) return seconds;
  faults.push_back({"arris-cache", "out_of_range", "must be 1 to 86400 seconds, or off"});
  return std::nullopt;
}

// What is estimated: an answer that did not come to its end, or whose provider said nothing.
bool is_estimated(const PassedCall& call, const Transcript& transcript, Ending ending) {
  if (call.status >= 400) return false;
  if (call.routing.cache == CacheUse::hit) return false;
  return ending != Ending::whole || !transcript.has_usage();
}

// Nothing for a call that used nothing.
std::optional<std::string_view> usage_of(const PassedCall& call, const Transcript& transcript) {
  if (call.routing.cache == CacheUse::hit) return std::nullopt;
  if (call.status >= 400 && !transcript.has_usage()) return std::nullopt;
  return call.context.keep(transcript.usage(call.sent_bytes));
}

std::optional<std::string_view> text_of(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::string_view model_of(const PassedCall& call, const Transcript& transcript) {
  return call.model.empty() ? call.context.keep(transcript.model()) : call.model;
}

NewRequest row_of(const PassedCall& call, const Transcript& transcript, Ending ending) {
  const Context context = call.context;
  NewRequest row{};
  row.id = call.id;
  row.at_ms = context.now_ms();
  row.provider = call.endpoint->service;
  row.endpoint = call.endpoint->name;
  row.model = model_of(call, transcript);
  row.answered_model = context.keep(transcript.model());
  row.status = call.status;
  row.ending = ending;
  row.error = call.error;
  row.finish_reason = context.keep(transcript.finish_reason());
  row.provider_request_id = call.provider_request_id;
  row.streamed = call.streamed;
  row.estimated = is_estimated(call, transcript, ending) ? 1 : 0;
  row.first_byte_ms = call.first_byte_ms;
  row.usage = usage_of(call, transcript);
  row.cached = call.routing.cache == CacheUse::hit ? 1 : 0;
  row.tags = as_json(context, call.by.tags);
  row.routing = as_json(context, call.routing);
  if (call.vault_key) row.vault_key_id = call.vault_key->text;
  row.key_id = text_of(context.who().key.text);
  row.user_id = user_of(call);
  row.agent_id = call.by.agent_id;
  row.pipeline_id = call.by.pipeline_id;
  row.execution_id = call.by.execution_id;
  row.session_id = call.by.session_id;
  return row;
}

storage::Bound<void> added(OrgId org, const NewRequest& row) {
  return add_request(org, row.id, row.at_ms, row.provider, row.endpoint, row.model,
                     row.answered_model, row.status, row.ending, row.error, row.finish_reason,
                     row.provider_request_id, row.streamed, row.estimated, row.cached,
                     row.first_byte_ms, row.usage, row.tags, row.routing, row.vault_key_id,
                     row.key_id, row.user_id, row.agent_id, row.pipeline_id, row.execution_id,
                     row.session_id);
}

http::AiCalled told_of(const NewRequest& row, const Transcript& transcript, Context context) {
  http::AiCalled told{};
  told.id = row.id.text;
  told.provider = context.keep(boost::describe::enum_to_string(row.provider, ""));
  told.model = row.model;
  told.at_ms = row.at_ms;
  told.vault_key_id = row.vault_key_id;
  if (row.usage) told.usage.emplace(json::Raw{*row.usage});
  told.service_tier = text_of(context.keep(transcript.service_tier()));
  told.estimated = row.estimated != 0;
  told.key_id = row.key_id;
  told.user_id = row.user_id;
  told.agent_id = row.agent_id;
  told.pipeline_id = row.pipeline_id;
  told.execution_id = row.execution_id;
  return told;
}

// What limits and budgets with a hard stop hold of it until the ledger has it.
void count_use(storage::Batch& batch, const PassedCall& call, std::optional<std::string_view> usage,
               std::string_view service_tier) {
  if (!call.claims && call.counted.empty()) return;
  const auto used = usage ? used_by(call, *usage, service_tier) : std::nullopt;
  if (used) count_limits(batch, call, *used);
  if (!call.claims) return;
  const OrgId org = call.context.who().org;
  if (!usage) batch.add(drop_claim(org, call.id));
  if (used)
    batch.add(
        settle_claim(org, call.id, used->cost_nano_usd, call.context.now_ms() + settled_max_ms));
}

}  // namespace

std::optional<std::string_view> user_of(const PassedCall& call) {
  return call.by.user_id ? call.by.user_id : text_of(call.context.who().user.text);
}

Result<Attribution> attribution_of(Context context) {
  std::vector<Fault> faults;
  Attribution by{header_of(context, "arris-agent", faults),
                 header_of(context, "arris-pipeline", faults),
                 header_of(context, "arris-execution", faults),
                 header_of(context, "arris-session", faults),
                 header_of(context, "arris-user", faults),
                 tags_of(context, faults),
                 cache_ttl_of(context, faults)};
  if (!faults.empty()) return invalid(std::move(faults));
  return by;
}

storage::Batch batch_of(const PassedCall& call, const Transcript& transcript, Ending ending) {
  storage::Batch batch;
  if (call.endpoint->metered == Metered::no) return batch;
  const Context context = call.context;
  const NewRequest row = row_of(call, transcript, ending);
  batch.add(added(context.who().org, row));
  if (call.content_days) {
    const std::int64_t expires_at_ms = context.now_ms() + *call.content_days * day_ms;
    batch.add(add_content(context.who().org, call.id, expires_at_ms,
                          context.keep(redacted(call.prompt)),
                          context.keep(redacted(call.answer))));
  }
  count_use(batch, call, row.usage, transcript.service_tier());
  if (row.usage || row.vault_key_id)
    http::tell(batch, context, http::Topic::ai_called, told_of(row, transcript, context),
               {.dedupe_key = row.id.text});
  return batch;
}

// What the provider has said of it so far, and at least what its words come to.
std::int64_t cost_so_far(const PassedCall& call, const Transcript& transcript) {
  Arena arena;
  auto used = metering::usage_of(transcript, call.sent_bytes, arena).buckets;
  used.output = std::max(used.output, metering::guess_tokens(transcript.text_bytes()));
  return metering::meter(used, "", call.tiers).cost_nano_usd;
}

Error budget_used_up() {
  return {Code::budget_used_up, std::string(title_of(Code::budget_used_up))};
}

}  // namespace arris::ai
