// The schema and the statements of every function: the migrations lead to schema.sql, and each
// statement is prepared, names its columns as its row does, scans no table and keeps to its tenant.

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "functions.h"
#include "sqlite/inspect.h"
#include "sqlite/migrations.h"

namespace arris {

namespace {

// Statement -> why it may read a whole table, or all rows of its tenant for each of a list.
const std::map<std::string, std::string, std::less<>> scans_allowed{
    {"ai.claim", "an org has 100 budgets at most"},
    {"ai.delete_old_unwanted", "one row an org, in a job"},
    {"audit.invites", "walks the one row that it makes itself"},
    {"ai.find_limit_use", "the lists are those of an org's rules, of which there are few"},
    {"ai.find_prices_now", "the lists are those of an org's rules, of which there are few"},
    {"ai.find_provider_keys", "the lists are those of an org's rules, of which there are few"},
    {"keys.delete_idle_org_keys", "one row an org, in a job"},
    {"keys.list_stale_org_keys", "one row an org, in a job"},
    {"keys.list_stale_secrets", "one row an org, in a job"},
    {"keys.delete_old_usage", "runs hourly over rollups"},
    {"auth.require_no_owner", "runs once in the life of an installation, while it is empty"},
    {"errors.check_turns", "compares with the lists, which lead to no row"},
    {"errors.delete_old_events", "runs nightly over all tenants, in pieces"},
    {"errors.merge_counts", "one act of a person, over the org's issues"},
    {"errors.merge_history", "one act of a person, over the org's history"},
    {"errors.move_events", "one act of a person, over the org's events"},
    {"errors.move_fingerprints", "one act of a person, over the org's fingerprints"},
    {"errors.split_events", "one act of a person, over the org's events"},
    {"errors.split_fingerprints", "one act of a person, over the org's fingerprints"},
    {"errors.split_issue", "one act of a person, over the org's events"},
    {"executions.count_duration", "walks the borders that it makes itself"},
    {"http.forget_sendings",
     "runs where invites come a second time, over a day's messages of the org"},
    {"metering.find_rooms", "an org has 100 budgets at most"},
    {"otlp.add_spans",
     "walks what it has found: the request's chunks, and 20,000 kept spans at most"},
    {"otlp.delete_spans", "walks the orgs at night, in pieces"},
    {"otlp.delete_logs", "walks the orgs at night, in pieces"},
    {"otlp.delete_points", "walks the orgs at night, in pieces"},
    {"otlp.delete_traces", "walks the orgs at night, in pieces"},
    {"otlp.delete_metrics", "walks the orgs at night, in pieces"},
    {"otlp.delete_resources", "walks the orgs at night, in pieces"},
    {"people.check_left_orgs", "holds the orgs of one person against those that they named"},
    {"people.forget_accepted_invites", "runs once in the life of an account"},
    {"telemetry.find_resources", "walks the list that it makes itself"},
    {"tokens.add_hours", "walks the list that it makes itself"},
    {"tokens.check_known", "walks the list that it makes itself"},
    {"tokens.find_recorded", "walks the list that it makes itself"},
    {"tokens.charge_budgets", "an org has 100 budgets at most"},
    {"tokens.find_gate", "an org has 100 budgets at most"},
    {"tokens.change_costs", "walks the list that it makes itself"},
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
// Statement, or the begin of several, -> why no parameter is its tenant, or why it finds rows by other
// means than by their tenant.
const std::map<std::string, std::string, std::less<>> tenants_crossed{
    {"ai.delete_old_", "retention is the same for all tenants"},
    {"ai.list_models_page", "two tenants: the caller's, and '' of the catalogue"},
    {"audit.in_every_org", "the orgs of one person, by that person"},
    {"auth.advance_session", "the orgs of one person, by a session of theirs"},
    {"auth.find_", "the orgs of one person, by that person, their session or a link of theirs"},
    {"auth.list_orgs", "the orgs of one person, by that person"},
    {"auth.require_no_owner", "asks whether anybody owns anything yet"},
    {"errors.delete_old_events", "retention is the same for all tenants"},
    {"errors.find_project", "a public key tells the tenant"},
    {"executions.count_silent", "a job of all tenants"},
    {"executions.delete_old_", "retention is the same for all tenants"},
    {"executions.fail_silent", "a job of all tenants"},
    {"executions.tell_of_silent", "a job of all tenants"},
    {"http.count_key_uses", "an access key is found by its hash and so tells the tenant"},
    {"http.find_key_owner", "an access key is found by its hash and so tells the tenant"},
    {"http.tell_every_org", "the orgs of one person, by that person"},
    {"keys.delete_ended_versions", "the end of an overlap is the same for all tenants"},
    {"keys.delete_idle_org_keys", "a job of all tenants"},
    {"keys.delete_old_usage", "retention is the same for all tenants"},
    {"keys.list_expiring", "a job of all tenants"},
    {"keys.list_stale_", "a root is turned for all tenants"},
    {"metering.find_prices", "two tenants: the caller's, and '' of the catalogue"},
    {"notifications.list_due_digests", "a job of all tenants"},
    {"notifications.delete_old", "retention is the same for all tenants"},
    {"otlp.delete_", "retention is the same for all tenants"},
    {"people.check_left_orgs", "the orgs of one person, by that person"},
    {"people.end_all_issued_keys", "the orgs of one person, by that person"},
    {"people.forget_accepted_invites", "the invites of one person, also of orgs that they left"},
    {"people.forget_kept_answers", "the orgs of one person, by that person"},
    {"people.leave_every_org", "the orgs of one person, by that person"},
    {"people.list_left_orgs", "the orgs of one person, by that person"},
    {"people.touch_member_of", "the org that a session acts in"},
    {"pipelines.delete_hidden", "retention is the same for all tenants"},
    {"team.find_link", "finds the org by a secret of 256 bits"},
    {"telemetry.delete_", "retention is the same for all tenants"},
    {"tokens.delete_old_minutes", "retention is the same for all tenants"},
    {"tokens.find_prices_between", "two tenants: the caller's, and '' of the catalogue"},
    {"tokens.list_prices", "two tenants: the caller's, and '' of the catalogue"},
};

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

// A tenant's table has org_id as the first column of its key, or numbers its rows for a search.
bool is_tenants(sqlite::Connection& connection, const std::string& table) {
  const auto info = "pragma_table_info('" + table + "')";
  const auto sql = "SELECT name FROM " + info + " WHERE name = 'org_id' AND (pk = 1 OR EXISTS (" +
                   "SELECT 1 FROM " + info + " WHERE pk = 1 AND name = 'rowid'))";
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

// json_each and other table-valued functions are scanned by their nature, and so is what ARRIS_ITEMS_OF makes of one.
bool scans(const std::string& step) {
  return step.starts_with("SCAN ") && step.find("VIRTUAL TABLE") == std::string::npos &&
         step.find("CONSTANT ROW") == std::string::npos &&
         step.find("subquery") == std::string::npos && step != "SCAN item";
}

bool is_a_list(const std::string& step) { return step.find("VIRTUAL TABLE") != std::string::npos; }

// A list leads to the rows that it names; SQLite takes it for longer than a tenant's table unless it is told the order
// (CROSS JOIN), also behind an IN.
bool seeks_a_list(const std::vector<std::string>& plan) {
  for (std::size_t i = 1; i < plan.size(); ++i)
    if (plan[i - 1].ends_with("(org_id=?)") &&
        (is_a_list(plan[i]) ||
         (plan[i].starts_with("LIST SUBQUERY") && i + 1 < plan.size() && is_a_list(plan[i + 1]))))
      return true;
  return false;
}

// What is left of deleted orgs is nobody's (http/deleted_orgs.h).
bool may_cross_tenants(std::string_view statement) {
  return statement.ends_with("_of_deleted") || statement == "http.find_deleted_org" ||
         std::ranges::any_of(tenants_crossed, [&](const auto& crossed) {
           return statement.starts_with(crossed.first);
         });
}

// A parameter is the tenant: of a condition, or of what is inserted.
bool binds_tenant(const std::string& sql) {
  static const std::regex condition(R"(\borg_id\s*=\s*\?\d)");
  static const std::regex insertion(
      R"(INSERT INTO \w+\s*\(org_id\b[^)]*\)\s*(VALUES\s*\(|SELECT\s)\s*\?\d)");
  return std::regex_search(sql, condition) || std::regex_search(sql, insertion);
}

// The names that tenants' tables go by in a statement: their own and their aliases.
std::set<std::string> tenants_of(sqlite::Connection& connection, const std::string& sql) {
  static const std::regex place(
      R"((?:\b(?:FROM|JOIN|UPDATE|INTO)|,)\s+(\w+)(?:\s+AS)?(?:\s+(?![A-Z]+\b)(\w+))?)");
  std::set<std::string> names;
  for (std::sregex_iterator at(sql.begin(), sql.end(), place), end; at != end; ++at) {
    if (!is_tenants(connection, (*at)[1])) continue;
    names.insert((*at)[1]);
    if ((*at)[2].matched) names.insert((*at)[2]);
  }
  return names;
}

// `name.org_id = ?1`; the table of an UPDATE or DELETE goes without its name.
bool compares_tenant(const std::string& sql, const std::string& name) {
  const std::regex named("\\b" + name + R"(\.org_id\s*=\s*\?\d)");
  const std::regex bare("(?:UPDATE|FROM)\\s+" + name +
                        R"(\s+(?:SET\b[^;]*)?WHERE\s+org_id\s*=\s*\?\d)");
  return std::regex_search(sql, named) || std::regex_search(sql, bare);
}

// Rows of a tenant's table are found by their tenant: a parameter's, or that of a row joined to them.
bool finds_by_tenant(const std::set<std::string>& tenants, const std::string& sql,
                     const std::string& step) {
  static const std::regex access(R"(^(?:SEARCH|SCAN) (\w+)\b.*)");
  std::smatch found;
  if (!std::regex_match(step, found, access) || !tenants.contains(found[1])) return true;
  return step.find("org_id=?") != std::string::npos || compares_tenant(sql, found[1]);
}

// What is wrong with how a statement keeps to its tenant; "" when nothing is.
std::string tenant_fault(sqlite::Connection& connection, const std::string& sql) {
  const auto facts = sqlite::inspect(connection, sql);
  if (!facts.ok()) return facts.error().cause;
  const auto tenants = tenants_of(connection, sql);
  if (tenants.empty()) return {};
  if (!binds_tenant(sql)) return "no parameter is its tenant";
  for (const std::string& step : facts->plan)
    if (!finds_by_tenant(tenants, sql, step)) return "finds rows of every tenant: " + step;
  return {};
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
  CHECK((!seeks_a_list(facts->plan) || scans_allowed.contains(statement.name)));
  if (!may_cross_tenants(statement.name))
    CHECK(tenant_fault(connection, std::string(statement.sql)) == "");
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

TEST_CASE("a statement that does not keep to its tenant is found") {
  auto connection = open_migrated();
  const auto fault = [&](const char* sql) { return tenant_fault(*connection, sql); };
  CHECK(fault("SELECT id FROM error_issues WHERE id = ?1") == "no parameter is its tenant");
  CHECK(fault("SELECT e.id FROM error_issues i JOIN error_events e ON e.org_id = i.org_id "
              "AND e.issue_id = i.id WHERE i.id = ?1") == "no parameter is its tenant");
  CHECK(fault("SELECT e.id FROM error_issues i JOIN error_events e ON e.id = i.id WHERE "
              "i.org_id = ?1") != "");
  CHECK(fault("SELECT k.id, i.id FROM access_keys k, error_issues i "
              "WHERE k.key_hash = ?2 AND i.org_id = ?1 AND i.id = ?3") != "");
  CHECK(fault("INSERT INTO projects (org_id, id, number, name, public_key, created_at_ms) "
              "SELECT org_id, ?2, number, name, ?3, ?1 FROM projects WHERE public_key = ?4") != "");
  CHECK(fault("SELECT e.id FROM error_issues i JOIN error_events e ON e.org_id = i.org_id "
              "AND e.issue_id = i.id WHERE i.org_id = ?1 AND i.id = ?2") == "");
  CHECK(fault("SELECT id FROM users WHERE email = ?1") == "");
}

TEST_CASE("every statement fits the schema") {
  auto connection = open_migrated();
  for (const auto* function : functions)
    for (const auto* statement : function->statements) check_statement(*connection, *statement);
}

// What is excused by a list has a fault, so that the list grows no longer than it must.
TEST_CASE("every exception is needed") {
  auto connection = open_migrated();
  for (const auto& [begin, reason] : tenants_crossed) {
    std::size_t needed = 0;
    for (const auto* function : functions)
      for (const auto* statement : function->statements)
        if (statement->name.starts_with(begin))
          needed += !tenant_fault(*connection, std::string(statement->sql)).empty();
    CHECK_MESSAGE(needed > 0, begin);
  }
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
