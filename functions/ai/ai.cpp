#include "ai/ai.h"

#include "ai/endpoint.h"
#include "ai/handlers.h"
#include "ai/queries.h"

namespace arris::ai {
namespace {

using namespace http;

constexpr Allow caller = session_or_key(Role::member, Scope::ai_use);
constexpr Allow reader = session_or_key(Role::viewer, Scope::read);

// Providers answer for minutes, and take pictures. What comes in must fit into a frame that goes out.
constexpr RouteOptions of(const Protocol& protocol) {
  return {.limit = RateLimit{6000},
          .body_max_bytes = 15u << 20,
          .retry = Retry::naturally,
          .answer_type = "application/json",
          .deadline_ms = 300'000,
          .protocol = &protocol};
}

// A prompt answered in our own words.
constexpr RouteOptions own_call{
    .limit = RateLimit{6000}, .retry = Retry::naturally, .deadline_ms = 300'000};

constexpr Route routes[] = {
    route<openai_chat>(Method::POST, "/openai/v1/chat/completions", caller,
                       "Pass a chat on to OpenAI", of(openai_protocol)),
    route<openai_responses>(Method::POST, "/openai/v1/responses", caller,
                            "Pass a response on to OpenAI", of(openai_protocol)),
    route<openai_embeddings>(Method::POST, "/openai/v1/embeddings", caller,
                             "Pass embeddings on to OpenAI", of(openai_protocol)),
    route<openai_moderations>(Method::POST, "/openai/v1/moderations", caller,
                              "Have OpenAI judge a text", of(openai_protocol)),
    route<openai_models>(Method::GET, "/openai/v1/models", caller, "List OpenAI's models",
                         of(openai_protocol)),
    route<openai_model>(Method::GET, "/openai/v1/models/{model}", caller, "Show a model of OpenAI",
                        of(openai_protocol)),
    route<anthropic_messages>(Method::POST, "/anthropic/v1/messages", caller,
                              "Pass messages on to Anthropic", of(anthropic_protocol)),
    route<anthropic_count_tokens>(Method::POST, "/anthropic/v1/messages/count_tokens", caller,
                                  "Have Anthropic count tokens", of(anthropic_protocol)),
    route<anthropic_models>(Method::GET, "/anthropic/v1/models", caller, "List Anthropic's models",
                            of(anthropic_protocol)),
    route<anthropic_model>(Method::GET, "/anthropic/v1/models/{model}", caller,
                           "Show a model of Anthropic", of(anthropic_protocol)),
    route<gemini_call>(Method::POST, "/gemini/v1beta/models/{call}", caller,
                       "Pass a call of a model on to Gemini", of(gemini_protocol)),
    route<gemini_models>(Method::GET, "/gemini/v1beta/models", caller, "List Gemini's models",
                         of(gemini_protocol)),
    route<gemini_model>(Method::GET, "/gemini/v1beta/models/{call}", caller,
                        "Show a model of Gemini", of(gemini_protocol)),
    route<gemini_call>(Method::POST, "/gemini/v1/models/{call}", caller,
                       "Pass a call of a model on to Gemini's stable version", of(gemini_protocol)),
    route<gemini_models>(Method::GET, "/gemini/v1/models", caller,
                         "List the models of Gemini's stable version", of(gemini_protocol)),
    route<gemini_model>(Method::GET, "/gemini/v1/models/{call}", caller,
                        "Show a model of Gemini's stable version", of(gemini_protocol)),
    route<generate_content>(Method::POST, "/ai/generate-content", caller,
                            "Have a model answer a prompt", own_call),
    route<list_requests>(Method::GET, "/ai/requests", reader, "List calls, newest first"),
    route<show_request>(Method::GET, "/ai/requests/{id}", reader, "Show a call"),
    route<list_models>(Method::GET, "/ai/models", reader,
                       "List the models that have a price, with what is known of them"),
    route<show_health>(Method::GET, "/ai/health", reader,
                       "Say how the providers did in the last quarter of an hour"),
    route<list_all_rules>(Method::GET, "/ai/rules", reader,
                          "List rules in the order they are looked at"),
    route<create_rule>(Method::POST, "/ai/rules", session(Role::admin), "Create a rule",
                       {.status = 201}),
    route<show_rule>(Method::GET, "/ai/rules/{id}", reader, "Show a rule"),
    route<change_one_rule>(Method::PATCH, "/ai/rules/{id}", session(Role::admin), "Change a rule"),
    route<delete_one_rule>(Method::DELETE, "/ai/rules/{id}", session(Role::admin), "Delete a rule",
                           {.status = 204}),
    route<show_settings>(Method::GET, "/ai/settings", reader,
                         "Say whether the words of calls are kept, and for how long"),
    route<change_settings>(
        Method::PUT, "/ai/settings", session(Role::admin),
        "Keep the words of calls, without secrets and personal data, or keep none"),
};

constexpr Cron crons[] = {
    {"23 3 * * *", "remove_old_requests", remove_old_requests},
    {"2 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};

constexpr std::string_view effects[] = {"sql", "crypto", "limit", "cache", "fetch", "wait"};
constexpr std::string_view reads[] = {
    "orgs",    "sessions",       "memberships", "vault_keys",  "vault_versions", "org_keks",
    "budgets", "budget_periods", "prices",      "token_usage", "ai_models",      "audit_heads"};
constexpr std::string_view writes[] = {"ai_requests", "ai_rules",         "ai_limit_use",
                                       "ai_settings", "ai_contents",      "ai_claims",
                                       "outbox",      "idempotency_keys", "audit_log"};
constexpr std::string_view keys[] = {"access_token", "cursor", vault::root_key};
constexpr std::string_view hosts[] = {"*"};

}  // namespace

const Function function{
    .name = "ai",
    .routes = routes,
    .statements = statements,
    .capabilities =
        {.effects = effects, .reads = reads, .writes = writes, .keys = keys, .hosts = hosts},
    .crons = crons,
};

}  // namespace arris::ai
