#pragma once
// What of attributes is not kept: what stands under a sensitive name, and secrets inside of texts (redact/scrub.h).

#include <string>
#include <string_view>

#include "core/arena.h"
#include "redact/scrub.h"
#include "redact/sensitive_key.h"

namespace arris::otlp {

// For one request, whose names come over and over.
class Cleaner {
 public:
  explicit Cleaner(redact::Texts texts = redact::Texts::scrub) : texts_(texts) {}

  // Whether the value of an attribute, as plain JSON, must go. Counts stay, and addresses of clients: somebody chose to
  // send them.
  bool takes(std::string_view key, std::string_view value);
  // At most so many bytes of a text, without its secrets.
  std::string text(std::string_view text, std::size_t max_bytes) const;

 private:
  redact::Texts texts_;
  redact::KeyKinds kinds_;
};

}  // namespace arris::otlp
