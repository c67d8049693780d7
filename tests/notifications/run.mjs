// node tests/notifications/run.mjs [--host NAME]… [--operations N] [--kills N] [--seed N]
// Eight clients change four inboxes at random, and after every step the badge equals a COUNT; what clients do while
// the host is killed has its effect once; a stream that breaks misses nothing and ends with its person's membership.

import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";
import { busy_ms, database_file, quiet, staff, with_database } from "../support/people.mjs";
import { new_seed, random_of } from "../support/random.mjs";
import { Stream } from "../support/stream.mjs";
import { wrong_counts } from "./deeds/notices.mjs";
import { kill_while_writing } from "./kills.mjs";

const { values: flags } = parseArgs({
  options: {
    host: { type: "string", multiple: true },
    operations: { type: "string" },
    kills: { type: "string" },
    seed: { type: "string" },
  },
});
const operations = { wasmtime: 10_000, workerd: 200 };
const kills = { wasmtime: 10, workerd: 1 };
const seed = Number(flags.seed ?? new_seed());
const clients = 8;
const categories = ["workflow", "system", "team", "billing"];
console.log(`seed ${seed}`);

for (const name of flags.host ?? all_hosts) {
  describe(`notifications on ${name}`, () => {
    const host = new Host(name);
    const random = random_of(seed);
    const draw = (limit) => Math.floor(random() * limit);
    const one_of = (list) => list[draw(list.length)];
    let people;
    before(async () => {
      host.environment = { ARRIS_ALLOW_PRIVATE_HOSTS: name === "workerd" ? "1" : "127.0.0.1" };
      await host.start();
      people = await staff(host);
    });
    after(() => host.close());

    const ask = (person, method, path, body) =>
      host.request(method, `/api/v1/notifications${path}`, { token: people[person].access_token, body });
    async function post(body) {
      const answer = await ask("owner", "POST", "", body);
      assert.equal(answer.status, 202, answer.text);
      return answer.json.id;
    }

    // ---- the badge

    async function operate(client) {
      const person = Object.keys(people)[client % 4];
      const { data } = (await ask(person, "GET", `?limit=20${one_of(["", "&unread=true", "&archived=true"])}`)).json;
      const path = data.length > 0 ? `/${one_of(data).id}` : "/count";
      const flag = random() < 0.5;
      const category = one_of(categories);
      const kind = path === "/count" ? "post" : one_of(["post", "read", "read", "archive", "both", "delete", "seen", "all", "file"]);
      if (kind === "post") return ask("owner", "POST", "", { title: "News", category, ...one_of([{}, { role: "admin" }]) });
      if (kind === "read") return ask(person, "PATCH", path, { read: flag });
      if (kind === "archive") return ask(person, "PATCH", path, { archived: flag });
      if (kind === "both") return ask(person, "PATCH", path, { archived: flag, read: !flag });
      if (kind === "delete") return ask(person, "DELETE", path);
      if (kind === "seen") return ask(person, "POST", "/seen", { category });
      if (kind === "file") return ask(person, "POST", "/archive-all", {});
      return ask(person, "POST", "/read-all", random() < 0.8 ? { category } : {});
    }

    test("the badge equals a COUNT after every step of eight clients", async () => {
      let left = Number(flags.operations ?? operations[name]);
      let refused = 0;
      const database = new DatabaseSync(database_file(host), { readOnly: true, timeout: busy_ms });
      const check = database.prepare(wrong_counts);
      const work = async (client) => {
        while (left-- > 0) {
          const { status, text } = await operate(client);
          // Another client may have deleted it meanwhile.
          assert.ok(status < 300 || status === 404 || status === 429, `${status} ${text}`);
          if (status === 429) ++refused;
          assert.deepEqual(check.all(), []);
        }
      };
      await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
      database.close();
      await quiet(host);
      for (const person of Object.keys(people)) {
        const counts = (await ask(person, "GET", "/count")).json;
        let unread = 0;
        for (let cursor = ""; cursor !== null; ) {
          const page = (await ask(person, "GET", `?unread=true&limit=200${cursor && `&cursor=${cursor}`}`)).json;
          unread += page.data.length;
          cursor = page.next_cursor;
        }
        assert.equal(counts.unread, unread, person);
      }
      console.log(`${name}: ${flags.operations ?? operations[name]} operations, ${refused} refused by the rate limit`);
    });

    // ---- streams

    test("a stream that broke goes on behind what it saw", async () => {
      const stream = new Stream(host, people.viewer.access_token);
      await stream.open();
      await stream.wait_for((events) => events.some(({ event }) => event === "count"));
      const first = await post({ title: "First", user_id: people.viewer.user.id });
      await stream.wait_for_ids([first]);
      stream.close();
      const missed = [];
      for (const title of ["Second", "Third"]) missed.push(await post({ title, user_id: people.viewer.user.id }));
      await quiet(host);
      await stream.open();
      await stream.wait_for_ids(missed);
      const { unread } = (await ask("viewer", "GET", "/count")).json;
      await stream.wait_for((events) => JSON.parse(events.findLast(({ event }) => event === "count").data).unread === unread);
      await ask("viewer", "POST", "/read-all", {});
      await stream.wait_for((events) => JSON.parse(events.findLast(({ event }) => event === "count").data).unread === 0);
      stream.close();
    });

    test("a stream shows nothing of another person", async () => {
      const stream = new Stream(host, people.member.access_token);
      await stream.open();
      await post({ title: "Not theirs", user_id: people.viewer.user.id });
      const own = await post({ title: "Theirs", user_id: people.member.user.id });
      await stream.wait_for_ids([own]);
      assert.ok(!stream.events.some(({ data }) => data.includes("Not theirs")));
      stream.close();
    });

    // ---- kills

    test("what clients do while the host is killed has its effect once", { skip: kills[name] === 0 }, () =>
      kill_while_writing(host, people, Number(flags.kills ?? kills[name]), random));

    test("a stream ends with its person's membership", { skip: name !== "wasmtime" }, async () => {
      const stream = new Stream(host, people.viewer.access_token);
      await stream.open();
      with_database(host, (database) =>
        database.prepare("UPDATE memberships SET status = 'suspended' WHERE user_id = ?").run(people.viewer.user.id));
      await stream.ended;
      assert.equal((await ask("viewer", "GET", "/stream")).status, 401);
    });
  });
}
