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
