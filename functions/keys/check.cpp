// Whether a provider takes a secret: the host shows it to the provider, and we see the answer's status.

#include "keys/handlers.h"
#include "keys/sealing.h"

namespace arris::keys {
namespace {

using http::Context;

constexpr std::uint32_t patience_ms = 10'000;

std::string_view url_of(Context context, const VaultRow& row, const Provider& provider) {
  std::string url(row.base_url);
  while (url.ends_with('/') && !provider.check_path.empty()) url.pop_back();
  return context.keep(url.append(provider.check_path));
}

effect::Fetch question(Context context, const VaultRow& row, const SealedSecret& secret) {
  const Provider& provider = provider_of(row.service);
  effect::Fetch fetch{"GET", url_of(context, row, provider), {}, {}, patience_ms};
  if (!provider.extra_name.empty())
    fetch.headers.push_back({provider.extra_name, provider.extra_value});
  fetch.credential = credential_of(context, row.id, secret, provider);
  return fetch;
}

std::string_view detail_of(Verdict verdict) {
  constexpr std::string_view details[] = {"The provider takes the secret",
                                          "The provider refuses the secret",
                                          "The provider could not be asked"};
  return details[static_cast<std::uint8_t>(verdict)];
}

}  // namespace

effect::Task<Reply<Check>> check_key(Call<KeyPath> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  auto [rows, secrets] =
      co_await context.db().read(find_vault_key(org, call.path.id), find_secret(org, call.path.id));
  if (rows.empty() || secrets.empty()) co_await Result<Nothing>(not_found());
  if (rows.front().revoked_at_ms)
    co_await Result<Nothing>(Error{Code::gone, "The secret was revoked"});
  const auto answer =
      co_await effect::attempt(effect::fetch(question(context, rows.front(), secrets.front())));
  Check check{Verdict::unreachable, std::nullopt, {}, context.now_ms()};
  if (answer) {
    check.verdict = judge(answer->status);
    check.http_status = answer->status;
  }
  check.detail = detail_of(check.verdict);
  if (!answer && answer.error().code == Code::internal)
    check.detail = "The secret is not shown to this address";
  storage::Batch batch;
  if (answer) batch.add(count_use(org, call.path.id, context.now_ms()));
  batch.add(note_check(org, call.path.id, check.verdict, check.checked_at_ms));
  co_return reply(check).commit(std::move(batch));
}

}  // namespace arris::keys
