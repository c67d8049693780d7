#include "wasmtime/performer.h"

#include <algorithm>

#include "effects/clock.h"
#include "effects/destination.h"

namespace arris::wasmtime {

using effect::Failure;
using effects::Answer;
using effects::Completion;

std::optional<Answer> Performer::perform(const effect::Payload& payload,
                                         const Completion& completion) {
  if (!module_.effects[payload.index()])
    return Answer::failed(Failure::refused, "the manifest does not declare " +
                                                std::string(effect::effect_names[payload.index()]));
  return std::visit([&](const auto& one) { return run(one, completion); }, payload);
}

void Performer::cancel() {
  if (fetches_) fetches_->cancel();
  for (const auto& [ticket, completion] : std::exchange(waits_, {})) {
    if (deadlines_.forget(ticket))
      completion(Answer::failed(Failure::unavailable, "the request is over"));
  }
}

Performer::Now Performer::run(const effect::Sql& sql, const Completion& completion) {
  module_.sql_round_trips.fetch_add(1, std::memory_order_relaxed);
  if (sql.mode == effect::Mode::read) return services_.database.read(*module_.statements, sql);
  if (!services_.note_told || !module_.tells(sql)) {
    services_.database.write(module_.statements, sql, completion, urgency_);
    return std::nullopt;
  }
  const auto tell = [completion, &services = services_](Answer answer) {
    const bool told = answer.failure == Failure::none;
    completion(std::move(answer));
    if (told) services.note_told();
  };
  services_.database.write(module_.statements, sql, tell, urgency_);
  return std::nullopt;
}

Performer::Now Performer::run(const effect::Fetch& fetch, const Completion& completion) {
  if (!fetches_) fetches_ = services_.fetcher.scope(module_.manifest.capabilities.hosts);
  if (fetch.credential) return run_with_secret(fetch, completion);
  fetches_->fetch(fetch, completion);
  return std::nullopt;
}

// The secret exists here, in the transfer, and nowhere else.
Performer::Now Performer::run_with_secret(const effect::Fetch& fetch,
                                          const Completion& completion) {
  const auto& credential = *fetch.credential;
  if (!may_use(credential.key))
    return Answer::failed(Failure::refused, "the manifest does not declare this key");
  effects::Destination destination;
  if (const auto refusal = fetches_->resolve(fetch.url, destination))
    return Answer::failed(refusal->failure, refusal->message);
  auto secret = services_.crypto.open(credential, effects::origin_of(destination));
  if (!secret) return Answer::failed(Failure::refused, "the credential does not open");
  std::string value(credential.prefix);
  value += *secret;
  auto shown = fetch;
  shown.headers.push_back({credential.header, value});
  fetches_->fetch(shown, std::move(destination), completion);
  OPENSSL_cleanse(secret->data(), secret->size());
  OPENSSL_cleanse(value.data(), value.size());
  return std::nullopt;
}

bool Performer::may_use(std::string_view key) const {
  return std::ranges::find(module_.manifest.capabilities.keys, key) !=
         module_.manifest.capabilities.keys.end();
}

Performer::Now Performer::run(const effect::ReadStream& read, const Completion& completion) {
  if (!fetches_) return Answer::failed(Failure::invalid, "no stream has this handle");
  fetches_->read(read, completion);
  return std::nullopt;
}

Performer::Now Performer::run(const effect::Wait& wait, const Completion& completion) {
  if (wait.ms > effect::wait_max_ms) return Answer::failed(Failure::invalid, "too long a wait");
  const auto end = [completion] { completion(Answer::of(effect::EmptyAnswer{})); };
  waits_.emplace_back(deadlines_.watch(effects::steady_ms() + wait.ms, end), completion);
  return std::nullopt;
}

Performer::Now Performer::run(const effect::Crypto& crypto, const Completion&) {
  const auto key = crypto::key_of(crypto);
  if (!key.empty() && !may_use(key))
    return Answer::failed(Failure::refused, "the manifest does not declare this key");
  if (key.empty() && !std::holds_alternative<effect::Digest>(crypto))
    return Answer::failed(Failure::invalid, "a key has a name");
  return services_.crypto.perform(crypto);
}

Performer::Now Performer::run(const effect::Password& password, const Completion& completion) {
  services_.passwords.perform(password, completion);
  return std::nullopt;
}

Performer::Now Performer::run(const effect::Mail& mail, const Completion& completion) {
  std::string cause(module_.name());
  services_.mailer.perform(mail, cause.append("/").append(request_id_), completion);
  return std::nullopt;
}

Performer::Now Performer::run(const effect::Publish& publish, const Completion&) {
  return services_.hub.perform(publish);
}

Performer::Now Performer::run(const effect::Limit& limit, const Completion&) {
  return services_.limiter.perform(module_.name(), limit);
}

Performer::Now Performer::run(const effect::Cache& cache, const Completion&) {
  return services_.cache.perform(module_.name(), cache);
}

}  // namespace arris::wasmtime
