// What the host deletes when its time is over.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { migrate } from "../local/migrations.mjs";
import { built, start } from "./support/server.mjs";

const day_ms = 24 * 3_600_000;
let server, database;
before(async () => {
  server = await start();
  database = await server.miniflare.getD1Database("DB");
  await migrate(database, join(built, "../../migrations"));
});
after(() => server.stop());

const tick = async () => {
  const worker = await server.miniflare.getWorker("arris");
  const result = await worker.scheduled({ cron: "* * * * *", scheduledTime: new Date() });
  assert.equal(result.outcome, "ok");
};

test("answers that are kept for retries go after a day, however many they are", async () => {
  const day_ago_ms = Date.now() - day_ms;
  await database
    .prepare(
      `WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 2510)
       INSERT INTO idempotency_keys
       SELECT '', 'p', 'r', i, '', 200, '', '', iif(i <= 2500, ?1, ?2) FROM n`,
    )
    .bind(day_ago_ms, day_ago_ms + 600_000)
    .run();
  await tick();
  const left = await database
    .prepare("SELECT min(CAST(key AS INTEGER)) AS first, count(*) AS count FROM idempotency_keys")
    .first();
  assert.deepEqual(left, { first: 2501, count: 10 });
});

test("a job that fails is run again after a minute, then after two, and is not taken twice", async () => {
  const worker = await server.miniflare.getWorker("arris");
  const noon_ms = Math.floor(Date.now() / day_ms) * day_ms + day_ms / 2;
  const at = (ms) => worker.scheduled({ cron: "* * * * *", scheduledTime: new Date(noon_ms + ms) });
  const job = () =>
    database.prepare("SELECT * FROM jobs WHERE function = 'test' AND name = 'sweep'").first();
  await database
    .prepare("UPDATE jobs SET last_at_ms = ?1, failures = 0, not_before_ms = 0")
    .bind(noon_ms - 600_000)
    .run();
  const seen = [];
  for (const minute of [0, 0.5, 1, 2, 3]) {
    await at(minute * 60_000);
    const { failures, not_before_ms, last_at_ms } = await job();
    assert.equal(last_at_ms, noon_ms - 600_000);
    seen.push([failures, (not_before_ms - noon_ms) / 60_000]);
  }
  assert.deepEqual(seen, [
    [1, 1],
    [1, 1],
    [2, 3],
    [2, 3],
    [3, 7],
  ]);
});
