#pragma once
// What the tests of this folder share: a folder that goes away, and statements in a few words.

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "sqlite/database.h"

namespace arris::sqlite {

using effect::Failure;
using effects::Answer;

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "arris-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  void write(const std::string& name, std::string_view text) const {
    std::ofstream(*this / name) << text;
  }

 private:
  std::string path_;
};

inline Statements statements_of(std::vector<std::string> sql,
                                Capabilities capabilities = Capabilities::all()) {
  std::vector<NamedStatement> list;
  for (auto& text : sql) list.push_back({"s" + std::to_string(list.size()), std::move(text)});
  return std::make_shared<const StatementSet>("test", std::move(list), std::move(capabilities));
}

inline effect::Sql writes(std::vector<effect::Statement> statements) {
  return {effect::Mode::write, std::move(statements)};
}
inline effect::Sql reads(std::vector<effect::Statement> statements) {
  return {effect::Mode::read, std::move(statements)};
}

inline Answer wait_for(Database& database, const Statements& statements, const effect::Sql& sql) {
  std::promise<Answer> promise;
  database.perform(statements, sql, [&](Answer answer) { promise.set_value(std::move(answer)); });
  return promise.get_future().get();
}

inline std::unique_ptr<Database> open_database(DatabaseOptions options = {}) {
  auto opened = Database::open(std::move(options));
  REQUIRE_MESSAGE(opened.ok(), (opened.ok() ? "" : opened.error().cause));
  return std::move(opened).value();
}

// The rows of an answer's last statement as text: columns by '|', rows by ';'.
inline std::string text_of(const Answer& answer) {
  if (answer.failure != Failure::none) return "failed: " + answer.bytes;
  const auto decoded = effect::decode_answer<effect::SqlAnswer>(answer.bytes);
  REQUIRE(decoded);
  struct Printer {
    std::string operator()(effect::Null) const { return "null"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return "r" + std::to_string(number); }
    std::string operator()(std::string_view text) const { return std::string(text); }
    std::string operator()(effect::Bytes blob) const { return "x" + std::string(blob.data); }
  };
  std::string out;
  const effect::Rows& rows = decoded->statements.back();
  for (std::size_t i = 0; i < rows.count; ++i) {
    if (i) out += ';';
    for (std::size_t j = 0; j < rows.columns; ++j)
      out += (j ? "|" : "") + std::visit(Printer{}, rows.row(i)[j]);
  }
  return out;
}

}  // namespace arris::sqlite
