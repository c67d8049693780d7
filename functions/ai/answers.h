#pragma once
// What becomes of a call that has ended, or was never made: an answer for the caller, and what is written of it.

#include "ai/cache.h"
#include "ai/exchange.h"
#include "http/call.h"

namespace arris::ai {

struct Answered {
  RequestId id{};
  std::uint16_t status = 0;
  std::optional<Error> error;  // of ours; `body` then says it in the protocol's words
  std::string body;
  std::vector<effect::Header> headers;
  storage::Batch batch;
  std::unique_ptr<http::Sequel> stream;  // in place of body and batch
};

// A call that no provider answered.
Answered refused(PassedCall& call, Error error);
Answered whole(PassedCall& call, const effect::FetchAnswer& answer, std::string body);
// An answer of before: no provider was asked, so no secret was used and nothing is told to the ledger.
Answered cached(PassedCall call, const CachedAnswer& answer, const Asked& asked);
// What passes is added to `kept`, which is put into the cache if the stream comes to its own end.
Answered streamed(PassedCall call, const effect::FetchAnswer& answer, const Asked& asked,
                  std::optional<KeptAnswer> kept);

http::Reply<http::RawAnswer> reply_of(http::Context context, Answered answered);

}  // namespace arris::ai
