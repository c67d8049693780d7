#pragma once
// What an answer says about itself, whole or in chunks: which model gave it, how it ended, what it used. Pure. The same
// places are looked at for OpenAI (chat, responses, embeddings), Anthropic and Gemini: no two mean different things.

#include <cstdint>
#include <string>
#include <string_view>

#include "metering/usage_object.h"

namespace arris::metering {

class Transcript {
 public:
  // A chunk or a whole answer: a JSON object, or a JSON array of chunks. What is not JSON says nothing.
  void take(std::string_view json);
  // The data of an event of a stream (event_splitter.h), if it has any.
  void take_event(std::string_view event);

  std::string_view id() const { return id_; }
  std::string_view model() const { return model_; }
  std::string_view finish_reason() const { return finish_; }
  std::string_view service_tier() const { return tier_; }
  bool failed() const { return failed_; }
  // Whether the last chunk held usage and nothing else: OpenAI's last one.
  bool only_usage() const { return only_usage_; }
  // Of the model's words so far.
  std::int64_t text_bytes() const { return text_bytes_; }

  // Whether the provider has said what the answer used, to its end, in counts that can be read.
  bool has_usage() const { return !usage_.empty(); }
  // A usage object for the ledger. Without the provider's own, or where the stream ended before it, a guess:
  // a token for four bytes of the request's `sent_bytes` and of the model's words.
  std::string usage(std::int64_t sent_bytes) const;

  // Has the model's words kept from now on, joined over chunks. Of several choices it is the first: words of others between
  // its own would hide what a text of one piece shows.
  void keep_words(std::size_t most_bytes) { words_max_bytes_ = most_bytes; }
  std::string_view words() const { return words_; }

  std::size_t kept_bytes() const;

 private:
  friend class ChunkReader;

  std::string id_, model_, finish_, tier_;
  std::string usage_, start_usage_;  // Anthropic tells its input first
  std::string words_;
  std::size_t words_max_bytes_ = 0;
  std::int64_t text_bytes_ = 0;
  bool failed_ = false, only_usage_ = false;
};

// What the answer used, read as the ledger reads it, by its usage object alone; texts of it live in the arena.
Usage usage_of(const Transcript& transcript, std::int64_t sent_bytes, Arena& arena);

}  // namespace arris::metering
