#include "ai/spending.h"

#include "http/as_json.h"
#include "metering/budget_room.h"
#include "metering/model_name.h"

namespace arris::ai {

std::string_view provider_of(const PassedCall& call) {
  return call.context.keep(boost::describe::enum_to_string(call.endpoint->service, ""));
}

std::vector<std::string> budget_subjects_of(const PassedCall& call,
                                            const std::vector<std::string_view>& models) {
  std::vector<std::string> subjects;
  for (const auto model : models) {
    for (auto& name : metering::budget_subjects(provider_of(call), model))
      subjects.push_back(std::move(name));
  }
  return subjects;
}

std::string_view spending_json(const PassedCall& call, const std::vector<std::string>& subjects) {
  const auto key = call.context.who().key.text;
  metering::Spending spending{};
  spending.at_ms = call.context.now_ms();
  if (!key.empty()) spending.key_id = key;
  spending.user_id = user_of(call);
  spending.agent_id = call.by.agent_id;
  spending.models.assign(subjects.begin(), subjects.end());
  return as_json(call.context, std::vector{spending});
}

}  // namespace arris::ai
