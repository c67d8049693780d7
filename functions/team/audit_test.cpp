// The audit log: what it tells, to whom, and what breaks its chain.

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "crypto/primitives.h"
#include "team/test_org.h"

using namespace arris;
using native::App;
using native::Response;
using native::Rows;
using native::Session;
using Json = nlohmann::json;

namespace {

struct Org : team::TestOrg {
  void rename(int times) {
    for (int i = 0; i < times; ++i) {
      ++renamed;
      app.world.now_ms += 1000;
      app.patch("/team/org", Json{{"name", "org " + std::to_string(renamed)}}.dump(), owner)
          .expect(200);
    }
    while (app.deliver().done > 0) {
    }
  }
  int renamed = 0;

  // As somebody does who has the database, but not the host's keys.
  void tamper(const std::string& sql) {
    app.world.database.run("DROP TRIGGER IF EXISTS audit_log_kept");
    app.world.database.run("DROP TRIGGER IF EXISTS audit_log_sealed");
    app.world.database.run(sql);
  }
  Json verify(const std::string& query = "") {
    return app.get("/team/audit/verify" + query, owner).expect(200).json();
  }
  Json list(const std::string& query = "") {
    return app.get("/team/audit" + query, owner).expect(200).json();
  }
};

Json fault(int sequence, const std::string& kind) {
  return {{"sequence", sequence}, {"kind", kind}};
}

}  // namespace

TEST_CASE("audit: refusals") {
  Org org;
  org.app.get("/team/audit/export?format=xml", org.owner).expect(400);
  org.app.get("/team/audit/export?limit=1001", org.owner).expect(400);
  for (const std::string path : {"/team/audit", "/team/audit/verify", "/team/audit/export"}) {
    CHECK(org.app.get(path).status == 401);
    CHECK(org.app.get(path, org.member).status == 403);
    CHECK(org.app.get(path + "?limit=0", org.admin).status == 400);
    CHECK(org.app.get(path, org.admin).status == 200);
  }
  CHECK(org.app.get("/team/audit?actor=", org.admin).status == 400);
}

TEST_CASE("audit: the export holds every entry once, as CSV and as JSON lines") {
  Org org;
  org.rename(5);
  const auto csv = org.app.get("/team/audit/export?limit=2", org.admin).expect(200);
  CHECK(csv.header("content-type") == "text/csv; charset=utf-8");
  CHECK(csv.body.starts_with("sequence,id,at_ms,audience,"));
  CHECK(std::ranges::count(csv.body, '\n') == 3);
  CHECK(csv.header("link").starts_with("<?limit=2&cursor="));
  std::vector<std::int64_t> sequences;
  for (std::string cursor = "&actor=" + org.owner.user_id; !cursor.empty();) {
    const auto page =
        org.app.get("/team/audit/export?format=jsonl&limit=2" + cursor, org.admin).expect(200);
    CHECK(page.sql_calls == 1);
    std::istringstream lines(page.body);
    for (std::string line; std::getline(lines, line);) {
      const auto entry = Json::parse(line);
      sequences.push_back(entry["sequence"]);
      CHECK(entry["hash"].get<std::string>().size() == 64);
      CHECK(Json::parse(entry["details"].get<std::string>()).is_object());
    }
    const auto next = page.header("x-next-cursor");
    cursor = next.empty() ? "" : "&actor=" + org.owner.user_id + "&cursor=" + next;
  }
  CHECK(sequences == std::vector<std::int64_t>{5, 4, 3, 2, 1});
  CHECK(org.app.get("/team/audit/export?format=jsonl&to_ms=1", org.admin).body.empty());
}

TEST_CASE("audit: one message seals everything that waits") {
  Org org;
  for (int i = 0; i < 250; ++i) {
    org.app.world.now_ms += 1000;
    org.app.patch("/team/org", Json{{"name", "name " + std::to_string(i)}}.dump(), org.owner)
        .expect(200);
  }
  org.app.world.database.run(
      "DELETE FROM deliveries WHERE message_id <> (SELECT max(message_id) FROM deliveries"
      " JOIN outbox m ON m.id = message_id WHERE m.topic = 'audit.appended')");
  while (org.app.deliver().done > 0) {
  }
  const auto verified = org.verify("?limit=1000");
  CHECK(verified["checked"] == 250);
  CHECK(verified["unsealed"] == 0);
  CHECK(verified["valid"] == true);
}

TEST_CASE("audit: an untouched log is valid, sealed or not") {
  Org org;
  CHECK(org.verify()["valid"] == true);
  org.app.patch("/team/org", R"({"name":"x"})", org.owner).expect(200);
  CHECK(org.verify()["unsealed"] == 1);
  CHECK(org.verify()["valid"] == true);
  org.rename(3);
  const auto verified = org.verify();
  CHECK(verified["valid"] == true);
  CHECK(verified["checked"] == 4);
  CHECK(verified["unsealed"] == 0);
  CHECK(verified["head"]["sequence"] == 4);
  CHECK(verified["next_from_sequence"] == nullptr);
}

TEST_CASE("audit: one round trip, also to verify") {
  Org org;
  org.rename(70);
  CHECK(org.app.get("/team/audit/verify", org.owner).expect(200).sql_calls == 1);
  CHECK(org.app.get("/team/audit", org.owner).expect(200).sql_calls == 1);
  CHECK(org.app.get("/team/activity", org.member).expect(200).sql_calls == 1);
}

TEST_CASE("audit: verifying goes on page by page") {
  Org org;
  org.rename(7);
  auto page = org.verify("?limit=3");
  CHECK(page["checked"] == 3);
  CHECK(page["next_from_sequence"] == 4);
  page = org.verify("?limit=3&from_sequence=4");
  CHECK(page["valid"] == true);
  CHECK(page["next_from_sequence"] == 7);
  page = org.verify("?limit=3&from_sequence=7");
  CHECK(page["checked"] == 1);
  CHECK(page["valid"] == true);
  CHECK(page["next_from_sequence"] == nullptr);
}

TEST_CASE("audit: a change of any column is found") {
  for (const auto& change : std::vector<std::string>{
           "at_ms = at_ms + 1", "audience = 'admins'", "actor_kind = 'key'",
           "actor_id = 'somebody'", "action = 'org.deleted'", "target_kind = 'x'",
           "target_id = 'x'", "details = '{}'", "address = 'x'", "request_id = 'x'", "id = 'x'",
           "hash = '" + std::string(64, 'a') + "'", "hash = NULL"}) {
    INFO(change);
    Org org;
    org.rename(5);
    org.tamper("UPDATE audit_log SET " + change + " WHERE sequence = 3");
    const auto verified = org.verify();
    CHECK(verified["valid"] == false);
    CHECK(verified["faults"][0] == fault(3, "changed"));
  }
}

TEST_CASE("audit: a removed entry is found, wherever it was") {
  Org org;
  org.rename(5);
  org.tamper("DELETE FROM audit_log WHERE sequence = 3");
  CHECK(org.verify()["faults"][0] == fault(3, "missing"));
  Org first;
  first.rename(5);
  first.tamper("DELETE FROM audit_log WHERE sequence = 1");
  CHECK(first.verify()["faults"][0] == fault(1, "missing"));
  Org last;
  last.rename(5);
  last.tamper("DELETE FROM audit_log WHERE sequence = 5");
  CHECK(last.verify()["faults"] == Json::array({fault(5, "truncated")}));
  last.rename(1);
  CHECK(last.verify()["faults"][0] == fault(5, "missing"));
}

TEST_CASE("audit: entries that changed places are found") {
  Org org;
  org.rename(5);
  org.tamper("UPDATE audit_log SET sequence = 100 WHERE sequence = 2");
  org.tamper("UPDATE audit_log SET sequence = 2 WHERE sequence = 3");
  org.tamper("UPDATE audit_log SET sequence = 3 WHERE sequence = 100");
  const auto verified = org.verify();
  CHECK(verified["faults"][0] == fault(2, "changed"));
  CHECK(verified["faults"][1] == fault(3, "changed"));
}

TEST_CASE("audit: a chain without its head, or with another one, is found") {
  Org org;
  org.rename(3);
  org.tamper(
      "UPDATE audit_heads SET sequence = 2, hash = (SELECT hash FROM audit_log WHERE "
      "sequence = 2)");
  org.tamper("DELETE FROM audit_log WHERE sequence = 3");
  CHECK(org.verify()["faults"] == Json::array({fault(2, "forged")}));
  Org headless;
  headless.rename(3);
  headless.tamper("DELETE FROM audit_heads");
  CHECK(headless.verify()["valid"] == false);
}

TEST_CASE("audit: the database itself keeps entries from change and removal") {
  Org org;
  org.rename(1);
  CHECK_THROWS(org.app.world.database.run("DELETE FROM audit_log"));
  CHECK_THROWS(org.app.world.database.run("UPDATE audit_log SET action = 'x'"));
}

TEST_CASE("audit: the hash is what chain.h says, so anyone can compute it") {
  Org org;
  org.app.patch("/team/org", R"({"name":"x"})", org.owner).expect(200);
  org.app.deliver();
  const auto row = org.app.rows(
      "SELECT id, at_ms, actor_id, target_id, hash, request_id, address FROM audit_log")[0];
  const std::string entry = R"({"sequence":1,"id":")" + row[0] + R"(","at_ms":)" + row[1] +
                            R"(,"audience":"everyone","actor_kind":"person","actor_id":")" +
                            row[2] +
                            R"(","action":"org.renamed","target_kind":"org","target_id":")" +
                            row[3] + R"(","details":"{\"name\":\"x\"}","address":")" + row[6] +
                            R"(","request_id":")" + row[5] + R"("})";
  const auto digest = crypto::sha256(std::string(64, '0') + "\n" + org.owner.org_id + "\n" + entry);
  CHECK(to_hex(digest) == row[4]);
}

TEST_CASE("audit: filters and pages walk the log backwards") {
  Org org;
  org.rename(3);
  org.app.patch("/team/members/" + org.member.user_id, R"({"role":"viewer"})", org.admin)
      .expect(200);
  CHECK(org.list()["data"].size() == 4);
  CHECK(org.list()["data"][0]["sequence"] == 4);
  CHECK(org.list()["data"][0]["actor_name"] == "person2");
  CHECK(org.list("?actor=" + org.owner.user_id)["data"].size() == 3);
  CHECK(org.list("?action=member.changed")["data"].size() == 1);
  CHECK(org.list("?action=member.changed&actor=" + org.owner.user_id)["data"].empty());
  const auto at_ms = org.list()["data"][2]["at_ms"].get<std::int64_t>();
  CHECK(org.list("?from_ms=" + std::to_string(at_ms))["data"].size() == 3);
  CHECK(org.list("?to_ms=" + std::to_string(at_ms))["data"].size() == 1);
  const auto page = org.list("?limit=3");
  CHECK(org.list("?limit=3&cursor=" + page["next_cursor"].get<std::string>())["data"].size() == 1);
}

TEST_CASE("audit: what is for admins is not in the activity of all") {
  Org org;
  org.app.post("/team/invites", R"({"emails":["a@example.com"],"role":"viewer"})", org.admin)
      .expect(201);
  org.rename(1);
  CHECK(org.list()["data"].size() == 2);
  const auto activity = org.app.get("/team/activity", org.member).expect(200).json()["data"];
  CHECK(activity.size() == 1);
  CHECK(activity[0]["action"] == "org.renamed");
  CHECK_FALSE(activity[0].contains("address"));
}

TEST_CASE("audit: at_ms never falls, though a clock may") {
  Org org;
  org.rename(1);
  org.app.world.now_ms -= 20'000;
  org.rename(1);
  const auto entries = org.list()["data"];
  CHECK(entries[0]["at_ms"].get<std::int64_t>() >= entries[1]["at_ms"].get<std::int64_t>());
}
