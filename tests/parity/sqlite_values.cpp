// Evaluates SQL expressions by the server's own database code. A line in is
// {"sql":...,"parameters":[...]}; a line out is [type, value] or {"failed":"..."}. A blob is its hex, a
// number the shortest text that reads back as the same.

#include <iostream>
#include <nlohmann/json.hpp>

#include "sqlite/database.h"

namespace {

using nlohmann::json;
using namespace arris;

effect::Value value_of(const json& value) {
  if (value.is_null()) return effect::Null{};
  if (value.is_string()) return std::string_view(value.get_ref<const std::string&>());
  return value.get<double>();
}

struct Printer {
  json operator()(effect::Null) const { return nullptr; }
  json operator()(std::int64_t number) const { return number; }
  json operator()(double number) const { return number; }
  json operator()(std::string_view text) const { return std::string(text); }
  json operator()(effect::Bytes bytes) const {
    return json::binary({bytes.data.begin(), bytes.data.end()});
  }
};

json result_of(sqlite::Database& database, const json& asked) {
  std::vector<effect::Value> parameters;
  for (const auto& value : asked.at("parameters")) parameters.push_back(value_of(value));
  const auto sql = asked.at("sql").get<std::string>();
  // The same parameter twice would be two values; a common table names it once.
  const auto answer =
      database.query("SELECT typeof(v), v FROM (SELECT " + sql + " AS v)", parameters);
  if (answer.failure != effect::Failure::none) return {{"failed", answer.bytes}};
  const auto rows = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
  if (!rows) return {{"failed", "no rows"}};
  const auto row = rows->statements.back().row(0);
  return {std::visit(Printer{}, row[0]), std::visit(Printer{}, row[1])};
}

}  // namespace

int main() {
  auto opened = sqlite::Database::open();
  if (!opened) return 2;
  for (std::string line; std::getline(std::cin, line);) {
    auto result = result_of(*opened.value(), json::parse(line));
    if (result.is_array() && result[1].is_binary()) {
      std::string hex;
      for (const auto byte : result[1].get_binary()) {
        constexpr auto digits = "0123456789abcdef";
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
      }
      result[1] = hex;
    }
    std::cout << result.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
  }
  return 0;
}
