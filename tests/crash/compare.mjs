// What the database holds against what was acknowledged. REQUIRES: no host has it open.

import assert from "node:assert/strict";
import { with_database } from "../support/people.mjs";

function all(database, sql) {
  return database.prepare(sql).all().map((row) => ({ ...row }));
}

function assert_none_lost(database, writers) {
  const stored = new Map(all(database, "SELECT id, issue_id FROM error_events").map(({ id, issue_id }) => [id, issue_id]));
  const lost = [...writers.events].filter(([id, issue]) => stored.get(id) !== issue);
  assert.deepEqual(lost, [], "acknowledged events are missing");
  const notes = new Map(all(database, "SELECT id, resolution_notes FROM error_issues").map((row) => [row.id, row.resolution_notes]));
  for (const [issue, { acknowledged }] of writers.changes) {
    const held = Number((notes.get(issue) ?? "note 0").slice(5));
    assert.ok(held >= acknowledged, `issue ${issue} holds note ${held}, acknowledged was ${acknowledged}`);
  }
}

// One transaction writes the event, the issue's count, its hour, its person and its history.
function assert_none_half(database) {
  const disagreeing = all(database, `
    SELECT i.id, i.event_count,
           (SELECT count(*) FROM error_events e WHERE e.org_id = i.org_id AND e.issue_id = i.id) AS events,
           (SELECT sum(h.event_count) FROM error_hours h WHERE h.org_id = i.org_id AND h.issue_id = i.id) AS hours,
           i.people_count,
           (SELECT count(*) FROM error_people p WHERE p.org_id = i.org_id AND p.issue_id = i.id) AS people
      FROM error_issues i
     WHERE i.event_count <> events OR i.event_count <> hours OR i.people_count <> people`);
  assert.deepEqual(disagreeing, [], "issues and their events disagree");
  const orphans = all(database, "SELECT id FROM error_issues i WHERE NOT EXISTS (SELECT 1 FROM error_history h WHERE h.org_id = i.org_id AND h.issue_id = i.id)");
  assert.deepEqual(orphans, [], "issues without a history");
}

export function compare(host, writers) {
  with_database(host, (database) => {
    assert.deepEqual(all(database, "PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
    assert.deepEqual(all(database, "PRAGMA foreign_key_check"), []);
    assert_none_lost(database, writers);
    assert_none_half(database);
  });
}
