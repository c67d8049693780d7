#pragma once
// A streamed answer on its way to the caller: read as it passes, cut where a budget ends. Events go on when they are
// whole, so that what follows the last one is an event, too.

#include "ai/cache.h"
#include "ai/exchange.h"
#include "http/relay.h"
#include "metering/event_splitter.h"

namespace arris::ai {

// Whether OpenAI's last chunk, which the gateway asked for, is kept from the caller, who did not.
enum class UsageChunk : std::uint8_t { passed, dropped };

class Stream final : public http::Relay {
 public:
  Stream(PassedCall call, UsageChunk usage_chunk, std::optional<KeptAnswer> kept = std::nullopt);

  std::string_view pass(std::string_view piece) override;
  bool is_full() const override { return capped_; }
  std::string_view end(http::Ended ended) override;
  std::size_t kept_bytes() const override;
  storage::Batch settle() override;
  std::optional<effect::Cache> keep() override;

  const RequestId& id() const { return call_.id; }

 private:
  std::string_view take(std::string_view piece);
  void append_error(const Error& error);

  PassedCall call_;
  const UsageChunk usage_chunk_;
  metering::EventSplitter splitter_;
  Transcript transcript_;
  std::optional<KeptAnswer> kept_;
  std::string out_;  // only where something is dropped
  Ending ending_ = Ending::whole;
  bool capped_ = false;
  bool begun_ = false, is_list_ = false;  // Gemini's JSON, for who does not ask for events
};

}  // namespace arris::ai
