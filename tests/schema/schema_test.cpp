// The schema and the statements of every function: the migrations lead to schema.sql, and each
// statement is prepared, names its columns as its row does, scans no table and keeps to its tenant.

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "ai/ai.h"
#include "auth/auth.h"
#include "errors/errors.h"
#include "executions/executions.h"
#include "keys/keys.h"
#include "notifications/notifications.h"
#include "pipelines/pipelines.h"
#include "sqlite/inspect.h"
#include "sqlite/migrations.h"
#include "team/team.h"
#include "telemetry/telemetry.h"
#include "tokens/tokens.h"

namespace arris {

namespace {

// Statement -> why it may read a whole table.
const std::map<std::string, std::string, std::less<>> scans_allowed{
    {"keys.delete_idle_org_keys", "one row an org, in a job"},
    {"keys.list_stale_org_keys", "one row an org, in a job"},
    {"keys.list_stale_secrets", "one row an org, in a job"},
    {"keys.delete_old_usage", "runs hourly over rollups"},
    {"auth.require_no_owner", "runs once in the life of an installation, while it is empty"},
    {"errors.delete_old_events", "runs nightly over all tenants, in pieces"},
    {"executions.count_duration", "walks the borders that it makes itself"},
    {"telemetry.delete_batches", "walks the orgs at night, in pieces"},
    {"telemetry.delete_minutes", "walks the orgs at night, in pieces"},
    {"telemetry.delete_hours", "walks the orgs at night, in pieces"},
    {"telemetry.delete_days", "walks the orgs at night, in pieces"},
    {"telemetry.delete_components_hours", "walks the orgs at night, in pieces"},
    {"telemetry.delete_components_days", "walks the orgs at night, in pieces"},
    {"telemetry.delete_components_weeks", "walks the orgs at night, in pieces"},
    {"telemetry.delete_pages_days", "walks the orgs at night, in pieces"},
    {"telemetry.delete_cohorts", "walks the orgs at night, in pieces"},
    {"telemetry.delete_people_hours", "walks the orgs at night, in pieces"},
    {"telemetry.delete_people_days", "walks the orgs at night, in pieces"},
    {"telemetry.delete_hour_visits", "walks the orgs at night, in pieces"},
    {"telemetry.delete_day_visits", "walks the orgs at night, in pieces"},
};
// Statement -> why it may name a tenant's table without the tenant.
const std::map<std::string, std::string, std::less<>> tenants_crossed{
    {"keys.list_expiring", "a job of all tenants"},
    {"keys.delete_ended_versions", "the end of an overlap is the same for all tenants"},
    {"keys.delete_old_usage", "retention is the same for all tenants"},
    {"keys.delete_idle_org_keys", "a job of all tenants"},
    {"keys.list_stale_org_keys", "a root is turned for all tenants"},
    {"auth.require_no_owner", "asks whether anybody owns anything yet"},
    {"http.find_key_owner", "an access key is found by its hash and so tells the tenant"},
    {"team.find_link", "finds the org by a secret of 256 bits"},
    {"ai.delete_old_requests", "retention is the same for all tenants"},
    {"auth.list_orgs", "lists the orgs of one person, by that person's id"},
    {"errors.delete_old_events", "retention is the same for all tenants"},
    {"executions.delete_old_runs", "retention is the same for all tenants"},
    {"executions.fail_silent", "a job of all tenants"},
    {"notifications.delete_old", "retention is the same for all tenants"},
    {"notifications.delete_old_messages", "retention is the same for all tenants"},
    {"pipelines.delete_hidden", "retention is the same for all tenants"},
    {"tokens.delete_old_minutes", "retention is the same for all tenants"},
};

const http::Function* const functions[] = {
    &ai::function,        &auth::function,          &errors::function,    &executions::function,
    &keys::function,      &notifications::function, &pipelines::function, &team::function,
    &telemetry::function, &tokens::function};

std::unique_ptr<sqlite::Connection> open_migrated() {
  auto connection = sqlite::Connection::open(sqlite::in_memory).value();
  const auto applied = sqlite::migrate(*connection, "migrations");
  REQUIRE_MESSAGE(applied.ok(), (applied.ok() ? "" : applied.error().cause));
  return connection;
}

std::string read_schema_file() {
  std::ostringstream text;
  text << std::ifstream("schema.sql").rdbuf();
  return text.str();
}

// A tenant's table has org_id as the first column of its key.
bool is_tenants(sqlite::Connection& connection, const std::string& table) {
  const auto sql = "SELECT name FROM pragma_table_info('" + table + "') WHERE pk = 1";
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    return false;
  const bool found = sqlite3_step(statement) == SQLITE_ROW;
  const bool tenants =
      found && std::string_view(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0))) ==
                   "org_id";
  sqlite3_finalize(statement);
  return tenants;
}

bool touches_tenant(sqlite::Connection& connection, const sqlite::StatementFacts& facts) {
  const auto tenants = [&](const std::string& table) { return is_tenants(connection, table); };
  return std::ranges::any_of(facts.reads, tenants) || std::ranges::any_of(facts.writes, tenants);
}

// json_each and other table-valued functions are scanned by their nature.
bool scans(const std::string& step) {
  return step.starts_with("SCAN ") && step.find("VIRTUAL TABLE") == std::string::npos &&
         step.find("CONSTANT ROW") == std::string::npos &&
         step.find("subquery") == std::string::npos;
}

// A row that is inserted carries its tenant in a column.
bool names_tenant(std::string_view sql) {
  const bool inserts =
      sql.substr(std::min(sql.find_first_not_of(" \n"), sql.size())).starts_with("INSERT");
  return sql.find(inserts ? "org_id" : "org_id =") != std::string_view::npos;
}

// The word behind "Owner:" in the comment before a table: a function, "every" or "the" host.
std::string owner_of(const std::string& schema, const std::string& table) {
  const auto at = schema.find("TABLE " + table + " ");
  const auto said = at == std::string::npos ? at : schema.rfind("Owner: ", at);
  if (said == std::string::npos) return {};
  const auto begin = said + std::string_view("Owner: ").size();
  return schema.substr(begin, schema.find_first_of(" .;,:\n", begin) - begin);
}

// A statement is named after who owns what it writes: a function, or a layer that all of them share.
bool may_write(const std::string& schema, std::string_view statement, const std::string& table) {
  static const std::set<std::string_view> layers{"http", "people", "audit", "storage"};
  const auto owner = owner_of(schema, table);
  const auto name = statement.substr(0, statement.find('.'));
  return owner.empty() || owner == "every" || owner == name || layers.contains(name);
}

void check_statement(sqlite::Connection& connection, const storage::Statement& statement) {
  CAPTURE(statement.name);
  const auto facts = sqlite::inspect(connection, statement.sql);
  REQUIRE_MESSAGE(facts.ok(), (facts.ok() ? "" : facts.error().cause));
  CHECK(facts->parameters == statement.parameter_count);
  const std::vector<std::string> columns(statement.columns.begin(), statement.columns.end());
  if (!columns.empty()) CHECK(facts->columns == columns);
  for (const std::string& step : facts->plan)
    CHECK_MESSAGE((!scans(step) || scans_allowed.contains(statement.name)), step);
  if (touches_tenant(connection, facts.value()))
    CHECK((names_tenant(statement.sql) || tenants_crossed.contains(statement.name)));
}

}  // namespace

TEST_CASE("the migrations lead to schema.sql") {
  auto migrated = open_migrated();
  auto written = sqlite::Connection::open(sqlite::in_memory).value();
  REQUIRE_FALSE(written->execute_script(read_schema_file(), sqlite::Authority::schema));
  CHECK(sqlite::schema_text(*migrated).value() == sqlite::schema_text(*written).value());
}

// One that was applied anywhere is never edited: servers refuse a database that another text has made.
// For a new one: (cd migrations && sha256sum *.sql >SUMS)
TEST_CASE("every migration is the one whose sum is committed") {
  std::string sums;
  for (const auto& name : sqlite::list_migrations("migrations").value())
    sums += sqlite::sum_of("migrations/" + name).value() + "  " + name + "\n";
  std::stringstream committed;
  committed << std::ifstream("migrations/SUMS").rdbuf();
  CHECK(committed.str() == sums);
}

TEST_CASE("every statement fits the schema") {
  auto connection = open_migrated();
  for (const auto* function : functions)
    for (const auto* statement : function->statements) check_statement(*connection, *statement);
}

TEST_CASE("every table is written by its owner's statements alone") {
  auto connection = open_migrated();
  const auto schema = read_schema_file();
  CHECK(owner_of(schema, "memberships") == "team");
  CHECK_FALSE(may_write(schema, "errors.add", "memberships"));
  for (const auto* function : functions) {
    for (const auto* statement : function->statements) {
      const auto facts = sqlite::inspect(*connection, statement->sql);
      REQUIRE(facts.ok());
      for (const auto& table : facts->writes) {
        INFO(std::string(statement->name), " writes ", table);
        const bool by_trigger =
            table == "deliveries" && std::ranges::count(facts->writes, "outbox") > 0;
        CHECK((by_trigger || may_write(schema, statement->name, table)));
      }
    }
  }
}

}  // namespace arris
