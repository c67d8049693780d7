#include "http/tell.h"

namespace arris::http {

void tell_json(storage::Batch& batch, Context context, Topic topic, std::string_view payload,
               const TellOptions& options) {
  const auto id = context.new_id<MessageId>();
  const auto org = options.org.text.empty() ? context.who().org : options.org;
  const auto dedupe_key = options.dedupe_key.empty() ? id.text : options.dedupe_key;
  batch.add((*options.statement)(org, id, text_of(topic), context.keep(payload), dedupe_key,
                                 context.now_ms(), options.when == TellWhen::changed ? 1 : 0));
}

}  // namespace arris::http
