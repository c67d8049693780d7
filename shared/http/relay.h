#pragma once
// An answer that is passed on, piece by piece, from a fetch in mode `stream`. Each piece is handed to the Relay, which
// says what of it the caller gets; no coroutine runs and nothing is kept of a piece, so a long stream needs no more
// memory than a short one.

#include "http/sequel.h"

namespace arris::http {

// How a stream came to its end: by itself, because its source failed, because the caller left.
enum class Ended : std::uint8_t { whole, cut, gone };

class Relay {
 public:
  virtual ~Relay() = default;

  // What goes to the caller of a piece; a view until the next call.
  virtual std::string_view pass(std::string_view piece) = 0;
  // Whether the rest of the stream is not wanted; asked after each piece.
  virtual bool is_full() const { return false; }
  // What goes to the caller at the end. Called once, also when the caller has left.
  virtual std::string_view end(Ended ended) = 0;
  // Of all that is kept from one piece to the next.
  virtual std::size_t kept_bytes() const = 0;
  // What is written after the end.
  virtual storage::Batch settle() = 0;
  // What is put into the cache after that; views for as long as the relay is there.
  virtual std::optional<effect::Cache> keep() { return std::nullopt; }
};

// The answer's body is what `relay` makes of the stream `handle`.
std::unique_ptr<Sequel> pass_on(Context context, std::unique_ptr<Relay> relay,
                                std::uint32_t handle);

}  // namespace arris::http
