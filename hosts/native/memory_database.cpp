#include "native/memory_database.h"

#include <stdexcept>

namespace arris::native {
namespace {

std::vector<std::string> owned(const http::Names& names) { return {names.begin(), names.end()}; }

sqlite::Statements statements_of(const http::Function& function) {
  std::vector<sqlite::NamedStatement> list;
  for (const storage::Statement* statement : function.statements)
    list.push_back({std::string(statement->name), std::string(statement->sql)});
  return std::make_shared<const sqlite::StatementSet>(
      std::string(function.name), std::move(list),
      sqlite::Capabilities{owned(http::reads_of(function)), owned(http::writes_of(function))});
}

struct Printer {
  std::string operator()(effect::Null) const { return "NULL"; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return std::to_string(number); }
  std::string operator()(std::string_view text) const { return std::string(text); }
  std::string operator()(effect::Bytes bytes) const { return std::string(bytes.data); }
};

std::vector<std::string> printed(const effect::Rows& rows, std::size_t i) {
  std::vector<std::string> row;
  for (const effect::Value& value : rows.row(i)) row.push_back(std::visit(Printer{}, value));
  return row;
}

}  // namespace

MemoryDatabase::MemoryDatabase(const std::filesystem::path& migrations) {
  auto opened = sqlite::Database::open();
  if (!opened) throw std::runtime_error(opened.error().cause);
  database_ = std::move(opened).value();
  if (auto applied = database_->migrate(migrations.string()); !applied)
    throw std::runtime_error(applied.error().cause);
}

effects::Answer MemoryDatabase::perform(const http::Function& function, const effect::Sql& sql) {
  auto& statements = statements_[&function];
  if (!statements) statements = statements_of(function);
  effects::Answer answer;
  database_->perform(statements, sql, [&](effects::Answer given) { answer = std::move(given); });
  return answer;
}

void MemoryDatabase::run(const std::string& sql) {
  if (auto status = database_->execute_script(sql); !status)
    throw std::runtime_error(status.error().cause);
}

std::vector<std::vector<std::string>> MemoryDatabase::rows(const std::string& sql) {
  const auto answer = database_->query(sql);
  if (answer.failure != effect::Failure::none) throw std::runtime_error(answer.bytes);
  const auto decoded = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
  if (!decoded) throw std::runtime_error("no rows");
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < decoded->statements.back().count; ++i)
    rows.push_back(printed(decoded->statements.back(), i));
  return rows;
}

}  // namespace arris::native
