// `arris outbox`: what an operator sees and repeats of the deliveries. The server may be running.

#include <cstdio>
#include <future>

#include "effects/clock.h"
#include "sqlite/database.h"
#include "wasmtime/commands.h"
#include "wasmtime/data_folder.h"
#include "wasmtime/fault.h"
#include "wasmtime/outbox_statements.h"

namespace arris::wasmtime {
namespace {

effect::Rows run(const Settings& settings, effect::Mode mode, OutboxStatement statement,
                 std::vector<effect::Value> parameters, std::string& kept) {
  auto database = sqlite::Database::open({.path = settings.data + "/arris.db"});
  if (!database) throw StartError("the database can't be opened: " + database.error().cause);
  std::promise<effects::Answer> answered;
  database.value()->perform(
      outbox_statements(),
      effect::Sql{mode, {{static_cast<std::uint16_t>(statement), std::move(parameters)}}},
      [&](effects::Answer answer) { answered.set_value(std::move(answer)); });
  auto answer = answered.get_future().get();
  if (answer.failure != effect::Failure::none) throw StartError(answer.bytes);
  kept = std::move(answer.bytes);
  return effect::decode_answer<effect::SqlAnswer>(kept)->statements.at(0);
}

std::string printed(const effect::Value& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return "-";
}

}  // namespace

int list_outbox(const Settings& settings, const std::string& state) {
  const std::string_view wanted = state.empty() ? std::string_view("dead") : state;
  std::string kept;
  const auto rows = run(settings, effect::Mode::read, OutboxStatement::list, {wanted}, kept);
  for (std::size_t i = 0; i < rows.count; ++i) {
    std::string line;
    for (const auto& value : rows.row(i)) (line += line.empty() ? "" : "  ") += printed(value);
    std::printf("%s\n", line.c_str());
  }
  return 0;
}

int replay_outbox(const Settings& settings, const std::string& id) {
  std::string kept;
  const auto rows = run(settings, effect::Mode::write, OutboxStatement::replay,
                        {std::string_view(id), effects::unix_ms()}, kept);
  if (!id.empty() && rows.changes == 0)
    throw StartError("no delivery of message " + id + " is dead: `arris outbox list` names them");
  std::printf("%u deliveries are due again\n", rows.changes);
  return 0;
}

}  // namespace arris::wasmtime
