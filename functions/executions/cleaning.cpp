#include "executions/cleaning.h"

#include "redact/scrub.h"

namespace arris::executions {
namespace {

using http::Context;

void clean(Context context, std::string_view& text) {
  text = context.keep(redact::scrub_text(text));
}

template <class Text>
void clean(Context context, std::optional<Text>& text) {
  if (text) clean(context, text->text);
}

void clean(Context context, std::optional<json::Raw>& value, redact::Texts texts) {
  if (value) value->text = context.keep(redact::scrub_value(value->text, texts).value_or("null"));
}

}  // namespace

NewRun without_secrets(Context context, NewRun run) {
  clean(context, run.input, redact::Texts::keep);
  return run;
}

RunChange without_secrets(Context context, RunChange change) {
  clean(context, change.metrics, redact::Texts::keep);
  clean(context, change.result, redact::Texts::keep);
  clean(context, change.step);
  if (!change.error) return change;
  clean(context, change.error->message.text);
  clean(context, change.error->error_type);
  clean(context, change.error->stack_trace);
  return change;
}

NewLogLine without_secrets(Context context, NewLogLine line) {
  clean(context, line.message.text);
  clean(context, line.step);
  clean(context, line.fields, redact::Texts::scrub);
  return line;
}

}  // namespace arris::executions
