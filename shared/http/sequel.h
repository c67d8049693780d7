#pragma once
// What a task does once its answer is on its way. An interface, so that a module whose routes only answer links nothing
// of what goes on after them.

#include <memory>

#include "effect/frame.h"
#include "http/context.h"
#include "storage/batch.h"

namespace arris::http {

class Sequel {
 public:
  virtual ~Sequel() = default;

  // `answer` is complete; what this adds keeps its task going.
  virtual effect::Outcome begin(effect::Outcome answer) = 0;
  virtual effect::Outcome resume(const effect::EffectResult& result) = 0;
  // As Job::kept_bytes.
  virtual std::optional<std::size_t> kept_bytes() const { return std::nullopt; }
};

// Written once the answer has left, which does not wait for it; lost if the process ends between the two. Tried again
// while the database cannot be reached.
std::unique_ptr<Sequel> write_after(Context context, storage::Batch writes);

}  // namespace arris::http
