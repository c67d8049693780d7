#include "metering/model_name.h"

#include <algorithm>

#include "core/text.h"

namespace arris::metering {
namespace {

struct Alias {
  std::string_view name, provider;
};
constexpr Alias aliases[] = {
    {"azure", "openai"},
    {"azure_openai", "openai"},
    {"azure_ai", "openai"},
    {"az.ai.openai", "openai"},
    {"openai_responses", "openai"},
    {"gemini", "google"},
    {"vertex_ai", "google"},
    {"vertex", "google"},
    {"vertexai", "google"},
    {"gcp.gemini", "google"},
    {"gcp.vertex_ai", "google"},
    {"gcp.gen_ai", "google"},
    {"google_genai", "google"},
    {"google-genai", "google"},
    {"x_ai", "xai"},
    {"mistralai", "mistral"},
    {"mistral_ai", "mistral"},
    {"moonshotai", "moonshot"},
    {"zhipu", "zai"},
    {"aws", "bedrock"},
    {"aws.bedrock", "bedrock"},
    {"aws_bedrock", "bedrock"},
    {"amazon_bedrock", "bedrock"},
    {"amazon-bedrock", "bedrock"},
};
// What a Bedrock or a Vertex model's name says of its vendor.
constexpr Alias vendors[] = {{"claude", "anthropic"},
                             {"gemini", "google"},
                             {"nova-", "amazon"},
                             {"mistral", "mistral"},
                             {"deepseek", "deepseek"}};

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "-2025-09-29", "-20250929", "@20250929", "-0613", "-v1:0", "-v1", "-latest", "-001"
std::size_t suffix_length(std::string_view model) {
  const auto at = model.find_last_of("-@");
  if (at == std::string_view::npos || at == 0) return 0;
  const auto last = model.substr(at + 1);
  if (last == "latest" || last == "preview" || last == "default") return model.size() - at;
  if (last.size() >= 2 && last[0] == 'v' && is_digits(last.substr(1, last.find(':') - 1)))
    return model.size() - at;
  if (!is_digits(last)) return 0;
  if (last.size() == 8 || last.size() == 4 || last.size() == 3) return model.size() - at;
  const bool iso = last.size() == 2 && at >= 8 && is_digits(model.substr(at - 2, 2)) &&
                   model[at - 3] == '-' && is_digits(model.substr(at - 7, 4)) &&
                   model[at - 8] == '-';
  return iso ? model.size() - at + 8 : 0;
}

void keep(std::vector<std::string>& names, std::string_view name) {
  if (!name.empty() && std::ranges::find(names, name) == names.end()) names.emplace_back(name);
}

// "openrouter/anthropic/claude-opus-5" -> "claude-opus-5"; "us.anthropic.claude-..." likewise.
std::string_view bare(std::string_view model) {
  model.remove_prefix(std::min(model.rfind('/') + 1, model.size()));
  for (const std::string_view vendor :
       {"anthropic.", "amazon.", "meta.", "mistral.", "deepseek."}) {
    const auto at = model.find(vendor);
    if (at != std::string_view::npos) return model.substr(at + vendor.size());
  }
  return model;
}

std::string replaced(std::string_view text, std::size_t at, std::size_t size,
                     std::string_view with) {
  return std::string(text.substr(0, at)).append(with).append(text.substr(at + size));
}

}  // namespace

std::string priced_provider(std::string_view provider, std::string_view model) {
  std::string name = to_lower(provider);
  const auto alias = std::ranges::find(aliases, name, &Alias::name);
  if (alias != std::end(aliases)) name = alias->provider;
  const bool resells = name == "bedrock" || name == "google";
  if (!resells) return name;
  const auto lower = to_lower(bare(model));
  for (const Alias& vendor : vendors) {
    if (lower.find(vendor.name) != std::string::npos) return std::string(vendor.provider);
  }
  return name;
}

std::vector<std::string> model_candidates(std::string_view model) {
  std::vector<std::string> names;
  const std::string lower = to_lower(model);
  keep(names, model);
  keep(names, lower);
  std::string_view name = bare(lower);
  keep(names, name);
  for (int i = 0; i < 3; ++i) {
    const std::size_t length = suffix_length(name);
    if (length == 0 || length >= name.size()) break;
    name.remove_suffix(length);
    keep(names, name);
  }
  return names;
}

void add_candidates(std::vector<std::string>& names, std::string_view model) {
  for (const auto& name : model_candidates(model)) keep(names, name);
}

std::vector<std::string> budget_subjects(std::string_view provider, std::string_view model) {
  auto names = model_candidates(to_lower(model));
  const std::size_t alone = provider.empty() ? 0 : names.size();
  for (std::size_t i = 0; i < alone; ++i) names.push_back(to_lower(provider) + "/" + names[i]);
  return names;
}

std::vector<std::string> smaller_siblings(std::string_view model) {
  constexpr std::string_view smaller[][2] = {
      {"opus", "sonnet"}, {"sonnet", "haiku"}, {"-flash", "-flash-lite"},
      {"-pro", "-flash"}, {"large", "medium"}, {"medium", "small"},
  };
  std::vector<std::string> names;
  for (const auto& candidate : model_candidates(model)) {
    for (const auto& [from, to] : smaller) {
      const auto at = candidate.find(from);
      if (at != std::string::npos && candidate.find(to) == std::string::npos)
        keep(names, replaced(candidate, at, from.size(), to));
    }
    keep(names, candidate + "-mini");
    keep(names, candidate + "-nano");
  }
  return names;
}

}  // namespace arris::metering
