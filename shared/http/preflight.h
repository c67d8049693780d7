#pragma once
// What has to hold before any effect of a request: its rate limit, its token's signature, its
// cursor's seal, its session and role. It travels with the handler's own effects, so that it costs
// no round trip of its own: (1) token, limit and cursor are gates before the first effects; (2)
// session and role are one statement in the first transaction. Only what leaves no trace may come
// before (2): cryptography, what a host remembers, and the question whether a call may be made.

#include "http/cursor.h"
#include "http/idempotency.h"

namespace arris::http {

// Fails unless the caller may call the route.
storage::Bound<void> authorization(const RequestState& state, const Route& route);

class Preflight {
 public:
  // Reads the token. An Error refuses the request at once.
  // REQUIRES: the org of an access key is known (http/caller_key.h)
  Status prepare(RequestState& state, const Route& route);

  // Reads cursor and idempotency key; what is wrong with them adds to what is wrong with the other
  // inputs. REQUIRES: those were read
  void read_inputs(RequestState& state, std::optional<Error>& refusal);

  // The request is refused already: a cursor whose seal is wrong adds to that instead of standing
  // before it.
  void refuse(Error refusal);
  std::optional<Error>& refusal() { return refusal_; }

  bool pending() const {
    return !gates_.empty() || !checks_.empty() || session_ != Session::settled;
  }
  const std::optional<IdempotencyKey>& key() const { return key_; }

  // Puts what has to hold before these effects. REQUIRES: pending()
  void guard(RequestState& state, std::vector<effect::Effect>& effects);

  // Takes this preflight's results off the front. An Error ends the request; a Prepared is a kept
  // answer to repeat.
  Result<std::optional<Prepared>> settle(RequestState& state,
                                         std::span<const effect::EffectResult>& results);

  // What has to hold for as long as an open stream lasts.
  std::vector<effect::Statement> lasting_check(const RequestState& state) const;

  // Headers of the rate limit, once it was taken.
  void add_limit_headers(RequestState& state, std::vector<effect::Header>& headers) const;
  std::uint32_t retry_after_s() const { return (limit_answer_.reset_ms + 999) / 1000; }

 private:
  enum class Check : std::uint8_t { limit, token, cursor, session };
  // Where the statement about session, role and idempotency key is.
  enum class Session : std::uint8_t { due, rides, alone, settled };

  void guard_session(RequestState& state, std::vector<effect::Effect>& effects);
  void guard_sql(RequestState& state, effect::Sql& sql);
  void go_on_from(RequestState& state, const SignedPosition& read);
  // Whether the request goes on with a check that did not open.
  bool adds_to_refusal(Check check);
  static void note_idle(RequestState& state, const effect::EffectResult& result);
  Error error_of(Check check, const effect::EffectResult& result);
  Result<std::optional<Prepared>> settle_sql(RequestState& state,
                                             const effect::EffectResult& result);

  const Route* route_ = nullptr;
  Session session_ = Session::due;
  bool authorizes_ = false;
  bool authorizes_last_ = false;  // behind all other statements of its transaction
  bool looks_up_ = false;         // the first transaction reads the kept answer of the key
  RateLimit limit_;
  effect::LimitAnswer limit_answer_;
  std::vector<effect::Effect> gates_;
  std::vector<Check> checks_;  // what the frame's first results answer
  std::optional<IdempotencyKey> key_;
  std::optional<Error> refusal_;  // waits for the checks, so that a stranger learns nothing
};

}  // namespace arris::http
