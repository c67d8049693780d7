#pragma once
// The names under which a call's price may be kept, the most exact first: models are named with
// regions, vendors, dates and routes in front of and behind what the price is for.

#include <string>
#include <string_view>
#include <vector>

namespace arris::metering {

// The provider whose prices hold: "azure" -> "openai", "vertex_ai" -> "google", a Bedrock model's
// own vendor. Others stay as they are, in lower case.
std::string priced_provider(std::string_view provider, std::string_view model);

// At most a handful: "us.anthropic.claude-sonnet-4-5-20250929-v1:0" also as "claude-sonnet-4-5".
std::vector<std::string> model_candidates(std::string_view model);
// The same behind others, each once.
void add_candidates(std::vector<std::string>& names, std::string_view model);

// In lower case, every name under which a budget may mean the model: its candidates, alone and behind "provider/".
std::vector<std::string> budget_subjects(std::string_view provider, std::string_view model);

// Smaller models of the same family that a price may be known for: "claude-opus-5" ->
// "claude-sonnet-5".
std::vector<std::string> smaller_siblings(std::string_view model);

}  // namespace arris::metering
