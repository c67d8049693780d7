#include "ai/stream.h"

#include "ai/content.h"

namespace arris::ai {

// More words than are shown: what is taken out of them makes them shorter.
Stream::Stream(PassedCall call, UsageChunk usage_chunk, std::optional<KeptAnswer> kept)
    : call_(std::move(call)), usage_chunk_(usage_chunk), kept_(std::move(kept)) {
  if (call_.content_days) transcript_.keep_words(4 * content_max_bytes);
}

std::string_view Stream::pass(std::string_view piece) {
  out_.clear();
  if (kept_) kept_->add(piece);
  splitter_.feed(piece, [this](std::string_view event) {
    read(event);
    if (usage_chunk_ == UsageChunk::dropped && !transcript_.only_usage()) out_ += event;
  });
  capped_ = call_.room && cost_so_far(call_, transcript_) >= *call_.room;
  return usage_chunk_ == UsageChunk::dropped ? std::string_view(out_) : piece;
}

void Stream::read(std::string_view event) {
  std::string joined;
  const auto data = metering::data_of(event, joined);
  if (!data.empty()) transcript_.take(data);
}

std::string_view Stream::end(http::Ended ended) {
  constexpr Ending endings[] = {Ending::whole, Ending::cut, Ending::gone};
  ending_ = capped_ ? Ending::capped : endings[static_cast<std::uint8_t>(ended)];
  const bool holds_back = usage_chunk_ == UsageChunk::dropped;
  out_.assign(holds_back ? splitter_.rest() : std::string_view());
  if (const auto rest = std::string(splitter_.rest()); !rest.empty()) read(rest);
  if (holds_back && transcript_.only_usage()) out_.clear();
  const auto& request_id = call_.context.request().request_id;
  if (ending_ == Ending::capped)
    append_error_event(out_, call_.endpoint->service, budget_used_up(), request_id);
  if (ending_ == Ending::cut)
    append_error_event(out_, call_.endpoint->service,
                       {Code::bad_gateway, "The provider ended its answer in the middle"},
                       request_id);
  return out_;
}

std::size_t Stream::kept_bytes() const {
  return out_.capacity() + splitter_.kept_bytes() + transcript_.kept_bytes() +
         (kept_ ? kept_->kept_bytes() : 0);
}

storage::Batch Stream::settle() {
  if (transcript_.failed()) call_.error = "provider";
  call_.answer = transcript_.words();
  return batch_of(call_, transcript_, ending_);
}

// What breaks off may end like what is whole, but for the usage and the reason that come last. A response of OpenAI has a
// status from its beginning on.
std::optional<effect::Cache> Stream::keep() {
  const auto reason = transcript_.finish_reason();
  const bool is_whole = ending_ == Ending::whole && !transcript_.failed() &&
                        transcript_.has_usage() && !reason.empty() && reason != "in_progress" &&
                        reason != "failed";
  return kept_ && is_whole ? kept_->entry() : std::nullopt;
}

}  // namespace arris::ai
