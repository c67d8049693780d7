// Each function as a Worker of its own, on one database: a message that one tells is brought to the
// other by that one's own schedule.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { migrate } from "../local/migrations.mjs";
import { built, start } from "./support/server.mjs";

let server, database;
before(async () => {
  server = await start({ bundle: "only_test", beside: "only_other" });
  database = await server.miniflare.getD1Database("DB");
  await migrate(database, join(built, "../../migrations"));
});
after(() => server.stop());

const tick = async (name) => {
  const worker = await server.miniflare.getWorker(name);
  const { outcome } = await worker.scheduled({ cron: "sweep", scheduledTime: new Date() });
  assert.equal(outcome, "ok");
};
const tell = (id) =>
  database
    .prepare(
      `INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms)
       VALUES ('org', ?1, 'test.told', '{}', ?1, ?2)`,
    )
    .bind(id, Date.now())
    .run();
const attempts = async () => {
  const { results } = await database
    .prepare("SELECT message_id, function, attempts FROM deliveries ORDER BY message_id")
    .all();
  return results.map(({ message_id, function: heard_by, attempts }) => [
    message_id,
    heard_by,
    attempts,
  ]);
};

test("a Worker's first minute makes its listeners known, and its schedule brings what others tell", async () => {
  await tick("arris");
  await tell("early");
  assert.deepEqual(await attempts(), []);
  await tick("beside");
  await tell("late");
  assert.deepEqual(await attempts(), [["late", "other", 0]]);
  await tick("arris");
  assert.deepEqual(await attempts(), [["late", "other", 0]]);
  await tick("beside");
  assert.deepEqual(await attempts(), [["late", "other", 1]]);
});

test("a Worker that is deployed later keeps the listeners of those that were there", async () => {
  await tick("arris");
  const { results } = await database.prepare("SELECT topic, function FROM subscribers").all();
  assert.deepEqual(results, [{ topic: "test.told", function: "other" }]);
});
