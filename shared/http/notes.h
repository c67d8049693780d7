#pragma once
// What the dispatcher itself writes of a request: the claim of its idempotency key, that a person was here, and the use of
// an access key. Each rides in front of the handler's first write, for a handler finds its own rows at the end; so what
// is refused leaves none of them, and they are due again.

#include "http/idempotency.h"

namespace arris::http {

// That a person was here.
storage::Batch presence(const RequestState& state);

class Notes {
 public:
  // These add to a frame that a handler asks for, if it writes.
  void claim(const RequestState& state, const IdempotencyKey& key,
             std::vector<effect::Effect>& effects);
  void note_presence(const RequestState& state, std::vector<effect::Effect>& effects);
  // A read is counted beside the frame, by the dice or where its key had to be looked up.
  void count_use(RequestState& state, const Route& route, std::vector<effect::Effect>& effects);

  // With the results of a frame: drops the dispatcher's own, and has what was refused due again.
  void settle(RequestState& state, std::span<const effect::EffectResult>& results);
  // With the results that answer the handler's effects: whether a twin of this request has the key.
  bool claim_refused(std::span<const effect::EffectResult> results);

  bool claim_is_due() const { return claim_ == Claim::none; }
  bool claimed() const { return claim_ == Claim::held; }
  bool presence_is_due() const { return presence_ == Presence::due; }

 private:
  enum class Claim : std::uint8_t { none, asked, held };
  enum class Presence : std::uint8_t { due, noted };

  void count_write(RequestState& state, std::vector<effect::Effect>& effects);
  void count_read(RequestState& state, const Route& route, std::vector<effect::Effect>& effects);
  void take_back(RequestState& state, std::span<const effect::EffectResult> results);

  Claim claim_ = Claim::none;
  std::size_t claimed_by_ = 0;  // the place of the effect that claims
  Presence presence_ = Presence::due;
  // The places, from the end, of the effects in flight that note; 0: none. What stands before a frame is not known yet.
  std::size_t presence_from_end_ = 0, use_from_end_ = 0;
  bool counts_beside_ = false;  // the last effect of the frame in flight is the dispatcher's own
};

}  // namespace arris::http
