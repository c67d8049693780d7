// node tests/jobs/run.mjs [--host NAME]…
// Jobs whose time passed while nothing ran: retention catches up with more than fits into a run, and a job that fails
// comes again without waiting for its next time. A message that nobody could hear is laid aside with its cause, counted,
// and heard when an operator says so.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts, root } from "../support/hosts.mjs";
import { quiet, restart, with_database } from "../support/people.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const day_ms = 86_400_000;
const old_events = 60_000; // more than a run deletes
const kept_of_issue = 100;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// The event there is, so many times, each a millisecond older, from forty days ago on.
const copy_event = `
  WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
  INSERT INTO error_events
  SELECT e.org_id, 'old' || n.i, e.issue_id, e.fingerprint, ?2 - n.i, e.received_at_ms, e.level, e.release, e.environment,
         e.person, e.payload
    FROM n, (SELECT * FROM error_events LIMIT 1) e`;

for (const name of flags.host ?? all_hosts) {
  describe(`jobs of ${name}`, () => {
    const host = new Host(name);
    host.environment = { ARRIS_OUTBOX_RETRY_MS: "20", ARRIS_OUTBOX_ATTEMPTS_MAX: "1" };
    let token;
    const query = (sql, ...values) => with_database(host, (database) => database.prepare(sql).all(...values));
    const job = (which) => query("SELECT * FROM jobs WHERE name = ?", which)[0];
    const overdue = (database, which) =>
      database.prepare("UPDATE jobs SET last_at_ms = ? WHERE name = ?").run(Date.now() - 2 * day_ms, which);
    async function until(what, holds) {
      for (let tries = 0; tries < 1200; ++tries) {
        if (holds()) return;
        await pause(100);
      }
      assert.fail(`${what}: never\n${host.log}`);
    }

    before(async () => {
      await host.start();
      token = (await host.set_up()).access_token;
      const body = { error_type: "TypeError", message: "x is not a function" };
      const answer = await host.request("POST", "/api/v1/errors", { token, body });
      assert.ok(answer.status < 300, answer.text);
      await quiet(host);
    });
    after(() => host.close());

    test("retention goes on until nothing old is left, however much came in a day", async () => {
      await restart(host, () =>
        with_database(host, (database) => {
          database.prepare(copy_event).run(old_events, Date.now() - 40 * day_ms);
          overdue(database, "remove_old_events");
        }),
      );
      await until("the end of the job", () => job("remove_old_events").last_at_ms > Date.now() - day_ms - 60_000);
      assert.equal(query("SELECT count(*) AS n FROM error_events")[0].n, kept_of_issue);
      assert.ok(!host.log.includes("job failed"), host.log);
    });

    test("what failed for good is shown with its cause, and delivered again when it is asked for", async () => {
      const outbox = (...args) => execFileSync(join(root, "scripts/outbox"), [...args, "--host", name, "--data", host.data], { encoding: "utf8" });
      const counted = async () => {
        const { text } = await host.request("GET", "/metrics");
        return ["waiting", "dead"].map((state) => Number(text.match(new RegExp(`^arris_deliveries\\{state="${state}"\\} (\\d+)$`, "m"))?.[1]));
      };
      assert.deepEqual(await counted(), [0, 0]);
      await restart(host, () =>
        with_database(host, (database) =>
          database.exec("CREATE TRIGGER deaf BEFORE INSERT ON notifications BEGIN SELECT RAISE(ABORT, 'nobody hears'); END"),
        ),
      );
      const sent = await host.request("POST", "/api/v1/notifications", { token, body: { title: "Hear me" } });
      assert.equal(sent.status, 202, sent.text);
      await until("the last attempt", () => query("SELECT 1 FROM deliveries WHERE state = 'dead'").length === 1);
      assert.deepEqual(await counted(), [0, 1]);
      assert.equal(await host.stop(), 0);
      const listed = outbox("list");
      assert.match(listed, /nobody hears/);
      assert.equal(outbox("list", "--state", "waiting"), "");
      with_database(host, (database) => database.exec("DROP TRIGGER deaf"));
      assert.match(outbox("replay", listed.split(" ")[0]), /^1 deliveries are due again/);
      await host.start();
      await until("its delivery", () => query("SELECT 1 FROM deliveries").length === 0);
      assert.equal(query("SELECT title FROM notifications WHERE title = 'Hear me'").length, 1);
    });

    // The other host looks at its jobs once in a minute: hosts/workerd/test/upkeep.test.mjs.
    test("a job that fails comes again until it is done", { skip: name !== "wasmtime" }, async () => {
      const failed = () => host.log.split("\n").filter((line) => line.includes("job failed") && line.includes("remove_what_ended")).length;
      await restart(host, () =>
        with_database(host, (database) => {
          database.exec("INSERT INTO login_attempts VALUES ('somebody', 1, 1)");
          database.exec("CREATE TRIGGER stuck BEFORE DELETE ON login_attempts BEGIN SELECT RAISE(ABORT, 'stuck'); END");
          overdue(database, "remove_what_ended");
        }),
      );
      await until("a second failure", () => failed() >= 2);
      assert.ok(job("remove_what_ended").last_at_ms < Date.now() - day_ms);
      with_database(host, (database) => database.exec("DROP TRIGGER stuck"));
      await until("the end of the job", () => job("remove_what_ended").last_at_ms > Date.now() - day_ms - 60_000);
      assert.deepEqual(query("SELECT * FROM login_attempts"), []);
    });
  });
}
