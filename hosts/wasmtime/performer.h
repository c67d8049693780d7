#pragma once
// Performs the effects that a module asks for, when its manifest declares them. What needs neither
// a disk's nor a network's answer is answered at once, on the thread that asks.

#include <optional>

#include "crypto/crypto.h"
#include "crypto/password_pool.h"
#include "effects/cache_store.h"
#include "effects/fetcher.h"
#include "effects/hub.h"
#include "effects/limiter.h"
#include "effects/mailer.h"
#include "sqlite/database.h"
#include "wasmtime/deadlines.h"
#include "wasmtime/loaded_module.h"

namespace arris::wasmtime {

// REQUIRES: all of them outlive every task.
struct Services {
  sqlite::Database& database;
  crypto::Crypto& crypto;
  crypto::PasswordPool& passwords;
  effects::Limiter& limiter;
  effects::CacheStore& cache;
  effects::Hub& hub;
  effects::Mailer& mailer;
  const effects::Fetcher& fetcher;
  // A commit told something; null when nobody delivers.
  std::function<void()> note_told{};
};

// The effects of one request of a module.
class Performer {
 public:
  // REQUIRES: `deadlines` outlives every task.
  Performer(const Services& services, Deadlines& deadlines, const LoadedModule& module)
      : services_(services), deadlines_(deadlines), module_(module) {}

  // The answer when it is known at once; else `completion` is called later, on any thread.
  // REQUIRES: what the payload refers to lives until then
  std::optional<effects::Answer> perform(const effect::Payload& payload,
                                         const effects::Completion& completion);
  // What the request or message is called: the module's mails come once for it. Outlives this.
  void set_request_id(std::string_view id) { request_id_ = id; }
  // Of what is written from now on.
  void set_urgency(sqlite::Urgency urgency) { urgency_ = urgency; }
  // The request is over: what is in flight is cut.
  void cancel();

 private:
  using Now = std::optional<effects::Answer>;

  Now run(const effect::Sql& sql, const effects::Completion& completion);
  bool may_use(std::string_view key) const;
  Now run_with_secret(const effect::Fetch& fetch, const effects::Completion& completion);
  Now run(const effect::Fetch& fetch, const effects::Completion& completion);
  Now run(const effect::Crypto& crypto, const effects::Completion& completion);
  Now run(const effect::Password& password, const effects::Completion& completion);
  Now run(const effect::Mail& mail, const effects::Completion& completion);
  Now run(const effect::Publish& publish, const effects::Completion& completion);
  Now run(const effect::Limit& limit, const effects::Completion& completion);
  Now run(const effect::Cache& cache, const effects::Completion& completion);
  Now run(const effect::ReadStream& read, const effects::Completion& completion);
  Now run(const effect::Wait& wait, const effects::Completion& completion);

  const Services& services_;
  Deadlines& deadlines_;
  const LoadedModule& module_;
  std::string_view request_id_;
  sqlite::Urgency urgency_ = sqlite::Urgency::waited_for;
  std::unique_ptr<effects::FetchScope> fetches_;
  std::vector<std::pair<Deadlines::Ticket, effects::Completion>> waits_;  // also those that ended
};

}  // namespace arris::wasmtime
