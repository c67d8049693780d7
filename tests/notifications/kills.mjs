// Eight clients do every deed while the host is killed and started again and again; each insists until it is answered.
// Then every deed must have had its effect once.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { busy_ms, database_file, with_database } from "../support/people.mjs";
import { deeds } from "./deeds/index.mjs";

const clients = 8;
const faults_shown = 20;
const mails_max = 10_000; // that the host keeps
const pause_max_ms = (kills) => Math.max(50, 2 * kills); // between a client's writes, so that they mail fewer
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Every mail that was sent: the host's own store, read past the limit of its page.
function all_mails(host) {
  if (host.name === "workerd")
    return with_database(host, (database) => database.prepare('SELECT to_address AS "to", subject, text FROM mail_outbox').all());
  const folder = join(host.data, "mail");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((one) => one.endsWith(".json")).map((one) => JSON.parse(readFileSync(join(folder, one), "utf8")));
}

class Product {
  done = new Map(deeds.map(({ name }) => [name, []]));

  constructor(host, people, random) {
    Object.assign(this, { host, people, random });
  }

  // Asks until the host says yes; a no that would stay one is a failure of the test.
  async insist(status, person, method, path, options) {
    for (let tries = 0; tries < 3000; ++tries) {
      const answer = await this.host.request(method, `/api/v1${path}`, { token: this.people[person].access_token, ...options }).catch(() => null);
      if (answer?.status === status) return answer;
      const passes = !answer || answer.status >= 500 || answer.status === 429;
      assert.ok(passes, `${method} ${path}: ${answer?.status} ${answer?.text}`);
      await pause(20);
    }
    assert.fail(`${method} ${path} was never answered`);
  }

  // Until every message was delivered; those that were laid aside are counted.
  async settle() {
    const states = () =>
      with_database(this.host, (database) =>
        Object.fromEntries(database.prepare("SELECT state, count(*) AS n FROM deliveries GROUP BY state").all().map(({ state, n }) => [state, n])));
    for (let tries = 0; tries < 1200 && states().waiting; ++tries) await pause(100);
    return states();
  }
}

async function work(product, client, pause_ms, goes_on) {
  for (let turn = client; goes_on(); ++turn) {
    const acting = deeds.filter(({ act }) => act);
    const { name, act } = acting[turn % acting.length];
    const n = product.begun.get(name);
    product.begun.set(name, n + 1);
    await act(product, n);
    product.done.get(name).push(n);
    await pause(pause_ms());
  }
}

// REQUIRES: the host runs, with people of every role
export async function kill_while_writing(host, people, kills, random) {
  const product = new Product(host, people, random);
  product.begun = new Map(deeds.map(({ name }) => [name, 0]));
  for (const { prepare } of deeds) await prepare?.(product);
  let goes_on = true;
  const pause_ms = () => random() * pause_max_ms(kills);
  const working = Promise.all(Array.from({ length: clients }, (_, client) => work(product, client, pause_ms, () => goes_on)));
  working.catch(() => (goes_on = false));
  for (let kill = 0; kill < kills && goes_on; ++kill) {
    await pause(100 + random() * 250);
    await host.kill();
    await host.start();
  }
  goes_on = false;
  await working;
  const { waiting = 0, dead = 0 } = await product.settle();
  product.mails = all_mails(host);
  const database = new DatabaseSync(database_file(host), { readOnly: true, timeout: busy_ms });
  const faults = [];
  for (const deed of deeds) faults.push(...(await deed.faults(product, database)));
  database.close();
  for (const { close } of deeds) await close?.(product);
  assert.ok(product.mails.length < mails_max, "more mails than the host keeps: fewer kills, or longer pauses");
  if (waiting + dead > 0) faults.unshift(`${waiting} messages still wait, ${dead} were laid aside`);
  const counts = [...product.done].map(([name, done]) => `${done.length} ${name}`).join(", ");
  console.log(`${host.name}: ${kills} kills, ${counts}`);
  assert.deepEqual(faults.slice(0, faults_shown), [], `${faults.length} faults`);
}
