#pragma once
// Everything that a function may ask for, in memory: a clock that moves when told, counted entropy, mail that is
// caught, fetches that are canned, and failures on demand.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crypto/crypto.h"
#include "crypto/password.h"
#include "effects/cache_store.h"
#include "effects/destination.h"
#include "effects/limiter.h"
#include "http/function.h"
#include "native/memory_database.h"

namespace arris::native {

struct PublishedEvent {
  std::string channel, event, id, data;
};

struct CaughtFetch {
  std::string url, body;
  std::map<std::string, std::string> headers;
};

// An answer that a URL gives once. Status 0: none comes in time.
struct PassingAnswer {
  int status = 0;
  std::string body;
  std::map<std::string, std::string> headers;
};

struct CaughtMail {
  std::string to, subject, text, unsubscribe_url;
};

class World {
 public:
  World();

  std::int64_t now_ms = 1'750'000'000'000;
  MemoryDatabase database;
  crypto::Keyring keyring;
  std::vector<CaughtMail> mails;
  std::vector<PublishedEvent> published;                       // to live channels, the oldest first
  std::map<std::string, std::pair<int, std::string>> fetches;  // URL -> status and body
  std::map<std::string, std::vector<PassingAnswer>> first;     // URL -> what comes before that
  std::vector<CaughtFetch> fetched;                            // that reached out, the oldest first
  std::string shown_secret;             // what the host added to the newest fetch
  std::size_t piece_bytes = 7;          // of a fetched stream
  std::vector<std::uint32_t> waits_ms;  // that were asked for, the oldest first
  int pieces_until_gone = -1;           // how many a caller takes before it leaves; -1: all
  int pieces_until_cut = -1;            // after how many a stream breaks
  std::string refused_recipient;        // to whom the mail server sends nothing
  // Round trips to the database since the last request began.
  int sql_calls = 0;
  // The ordinal of the sql effect that fails, counted from the start of the request; 0: none.
  int failing_sql_call = 0;
  // What another one does before the sql effect of that ordinal.
  std::map<int, std::function<void()>> before_sql_call;

  // Why no host would make this call, judged by its URL alone.
  std::optional<effects::Refusal> refuses(std::string_view url) const;

  effects::Answer perform(const http::Function& function, const effect::Payload& payload);
  // 64 bytes that no other call gives.
  std::string entropy();

 private:
  effects::Answer answer_once(const effect::Fetch& request, const PassingAnswer& answer);
  effects::Answer begin_stream(int status, std::string body);
  effects::Answer next_piece(std::uint32_t handle);

  std::vector<std::string> streams_;  // what is left of each
  crypto::Crypto crypto_;
  crypto::Password password_;
  effects::Limiter limiter_;
  effects::CacheStore cache_;
  std::uint64_t drawn_ = 0;
};

}  // namespace arris::native
