#include "ai/stream.h"

#include <vector>

#include "ai/content.h"

namespace arris::ai {

// More words than are shown: what is taken out of them makes them shorter.
Stream::Stream(PassedCall call, UsageChunk usage_chunk, std::optional<KeptAnswer> kept)
    : call_(std::move(call)), usage_chunk_(usage_chunk), kept_(std::move(kept)) {
  if (call_.content_days) transcript_.keep_words(4 * content_max_bytes);
}

std::string_view Stream::pass(std::string_view piece) {
  if (kept_) kept_->add(piece);
  if (!begun_ && !piece.empty()) is_list_ = piece.front() == '[';
  begun_ = begun_ || !piece.empty();
  const auto whole = take(piece);
  capped_ = call_.room && cost_so_far(call_, transcript_) >= *call_.room;
  return is_list_ ? piece : whole;
}

// What of the stream goes on.
std::string_view Stream::take(std::string_view piece) {
  std::vector<std::string_view> dropped;
  auto whole = splitter_.feed(piece, [this, &dropped](std::string_view event) {
    transcript_.take_event(event);
    if (usage_chunk_ == UsageChunk::dropped && transcript_.only_usage()) dropped.push_back(event);
  });
  if (dropped.empty()) return whole;
  out_.clear();
  for (const auto event : dropped) {
    const auto before = static_cast<std::size_t>(event.data() - whole.data());
    out_ += whole.substr(0, before);
    whole.remove_prefix(before + event.size());
  }
  return out_ += whole;
}

// What has not ended by then is no event, but at a whole end: providers may leave the last blank line out.
std::string_view Stream::end(http::Ended ended) {
  constexpr Ending endings[] = {Ending::whole, Ending::cut, Ending::gone};
  ending_ = capped_ ? Ending::capped : endings[static_cast<std::uint8_t>(ended)];
  out_.clear();
  if (ending_ == Ending::whole && !is_list_) out_ = splitter_.rest();
  if (const auto rest = splitter_.rest(); !rest.empty()) {
    transcript_.take_event(rest);
    if (usage_chunk_ == UsageChunk::dropped && transcript_.only_usage()) out_.clear();
  }
  if (ending_ == Ending::capped) append_error(budget_used_up());
  if (ending_ == Ending::cut)
    append_error({Code::bad_gateway, "The provider ended its answer in the middle"});
  return out_;
}

void Stream::append_error(const Error& error) {
  if (splitter_.is_open()) out_ += "\n\n";
  append_error_event(out_, call_.endpoint->service, error, call_.context.request().request_id);
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
