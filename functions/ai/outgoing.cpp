#include "ai/outgoing.h"

#include <algorithm>

#include "ai/headers.h"
#include "vault/credential.h"

namespace arris::ai {
namespace {

using effect::FetchMode;
using http::Context;

// As one part of the path, whatever slashes it has.
void append_model(std::string& url, std::string_view model) {
  for (const char c : model) c == '/' ? url += "%2F" : url += c;
}

// Gemini's clients speak one of two versions of its protocol, which differ in what they know, not in how they say it.
std::string_view version_asked(Context context, std::string_view version) {
  const bool is_stable = context.request().request.path.starts_with("/gemini/v1/");
  return is_stable ? "/v1" : version;
}

std::string_view address_of(Context context, const Target& target, const Outgoing& out) {
  const ProviderKey& key = *target.key;
  std::string url(key.base_url);
  while (url.ends_with('/')) url.pop_back();
  const auto& provider = vault::provider_of(key.service);
  if (!provider.api_prefix.empty() && !url.ends_with(provider.api_prefix))
    url += version_asked(context, provider.api_prefix);
  url += out.endpoint->path;
  if (out.endpoint->has_model()) append_model(url, target.model), url += out.action;
  append_query(url, context.request().request.query);
  return context.keep(url);
}

}  // namespace

void append_query(std::string& url, std::string_view query) {
  char before = '?';
  while (!query.empty()) {
    const auto part = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), part.size() + 1));
    if (part.starts_with("key=")) continue;
    url += before;
    url += part;
    before = '&';
  }
}

std::string_view body_of(const Target& target, const Outgoing& out, std::string& changed) {
  std::optional<std::string_view> model;
  if (!out.endpoint->has_model() && target.model != out.asked.model) model = target.model;
  const bool asks_usage =
      out.asked.streams && out.endpoint->takes_usage_option && !out.asked.wants_usage;
  if (!model && !asks_usage) return out.body;
  rewrite(changed, out.body, out.asked, model, asks_usage ? UsageOption::asked : UsageOption::kept);
  return changed;
}

effect::Fetch fetch_of(Context context, const Target& target, const Outgoing& out,
                       std::uint32_t timeout_ms) {
  const ProviderKey& key = *target.key;
  const auto& provider = vault::provider_of(key.service);
  effect::Fetch fetch{out.endpoint->method,
                      address_of(context, target, out),
                      headers_to_provider(context.request().request.headers),
                      {out.body},
                      timeout_ms,
                      out.asked.streams ? FetchMode::stream : FetchMode::whole};
  const bool has_extra = std::ranges::find(fetch.headers, provider.extra_name,
                                           &effect::Header::name) != fetch.headers.end();
  if (!provider.extra_name.empty() && !has_extra)
    fetch.headers.push_back({provider.extra_name, provider.extra_value});
  const vault::Sealed secret{key.org_key, key.org_key_version, key.sealed_key, key.sealed,
                             key.version};
  fetch.credential = vault::credential_of(context, key.id, secret, provider);
  return fetch;
}

}  // namespace arris::ai
