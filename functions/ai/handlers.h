#pragma once

#include "ai/generate_shapes.h"
#include "ai/rule_shapes.h"
#include "ai/shapes.h"
#include "http/call.h"

namespace arris::ai {

using effect::Task;
using http::Call;
using http::Page;
using http::RawAnswer;
using http::RawBody;
using http::RawQuery;
using http::Reply;
using http::reply;

// A Gemini model and, but where it is read, what is done with it: "gemini-2.5-pro:generateContent".
struct ModelPath {
  std::string_view call;
};
BOOST_DESCRIBE_STRUCT(ModelPath, (), (call))

struct ModelName {
  std::string_view model;
};
BOOST_DESCRIBE_STRUCT(ModelName, (), (model))

Task<Reply<RawAnswer>> openai_chat(Call<Nothing, RawQuery, RawBody> call);
Task<Reply<RawAnswer>> openai_responses(Call<Nothing, RawQuery, RawBody> call);
Task<Reply<RawAnswer>> openai_embeddings(Call<Nothing, RawQuery, RawBody> call);
Task<Reply<RawAnswer>> openai_moderations(Call<Nothing, RawQuery, RawBody> call);
Task<Reply<RawAnswer>> openai_models(Call<Nothing, RawQuery> call);
Task<Reply<RawAnswer>> openai_model(Call<ModelName, RawQuery> call);
Task<Reply<RawAnswer>> anthropic_messages(Call<Nothing, RawQuery, RawBody> call);
Task<Reply<RawAnswer>> anthropic_count_tokens(Call<Nothing, RawQuery, RawBody> call);
Task<Reply<RawAnswer>> anthropic_models(Call<Nothing, RawQuery> call);
Task<Reply<RawAnswer>> anthropic_model(Call<ModelName, RawQuery> call);
Task<Reply<RawAnswer>> gemini_call(Call<ModelPath, RawQuery, RawBody> call);
Task<Reply<RawAnswer>> gemini_models(Call<Nothing, RawQuery> call);
Task<Reply<RawAnswer>> gemini_model(Call<ModelPath, RawQuery> call);

Task<Reply<Generated>> generate_content(Call<Nothing, Nothing, Prompt> call);

Task<Reply<Page<AiRequest>>> list_requests(Call<Nothing, RequestFilter> call);
Task<Reply<AiRequestInFull>> show_request(Call<RequestPath> call);
Task<Reply<HealthReport>> show_health(Call<> call);
Task<Reply<Page<AiModel>>> list_models(Call<Nothing, ModelFilter> call);

Task<Reply<Rules>> list_all_rules(Call<> call);
Task<Reply<Rule>> show_rule(Call<RulePath> call);
Task<Reply<RuleSaved>> create_rule(Call<Nothing, Nothing, NewRule> call);
Task<Reply<RuleSaved>> change_one_rule(Call<RulePath, Nothing, RuleChange> call);
Task<Reply<Nothing>> delete_one_rule(Call<RulePath> call);

Task<Reply<AiSettings>> show_settings(Call<> call);
Task<Reply<AiSettings>> change_settings(Call<Nothing, Nothing, AiSettings> call);

Task<Nothing> remove_old_requests(http::Context context);

}  // namespace arris::ai
