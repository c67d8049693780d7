#pragma once
// The write that follows an answer.

#include "http/sequel.h"

namespace arris::http {

class WriteAfter final : public Sequel {
 public:
  explicit WriteAfter(Context context, storage::Batch writes = {})
      : context_(context), writes_(std::move(writes)) {}

  void set(storage::Batch writes) { writes_ = std::move(writes); }
  effect::Outcome begin(effect::Outcome answer) override;
  effect::Outcome resume(const effect::EffectResult& result) override;

 private:
  void write(effect::Outcome& outcome, effect::Done done);

  Context context_;
  storage::Batch writes_;
  int tries_ = 0;
};

}  // namespace arris::http
