// Webhooks: on the wire at least once, always under the same webhook-id, so that a receiver that knows its ids sees each
// message once; every message ends with one attempt that succeeded, and none is lost.

import { createHmac } from "node:crypto";
import { Receiver } from "../../webhooks/receiver.mjs";
import { count_of, differences, each_once } from "./counting.mjs";

const title_of = (n) => `Sent ${n}`;
const answer_max_ms = 60; // so that kills come between a request and its answer
const refused_each = 40; // one in as many messages is refused at first, and comes again by the clock
const settle_max_ms = 60_000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Counts by webhook-id, as a receiver of Standard Webhooks does.
class Counting extends Receiver {
  path = "/counted";
  acknowledged = new Map(); // webhook-id -> how often a 2xx was sent
  #refused = new Set();
  #seen = new Set();

  constructor(random) {
    super();
    this.answers.set(this.path, (response) => this.#answer(response, random));
  }

  #answer(response, random) {
    const id = this.received.at(-1).headers["webhook-id"];
    const refuses = this.#seen.size % refused_each === refused_each - 1 && !this.#seen.has(id) && !this.#refused.has(id);
    this.#seen.add(id);
    if (refuses) this.#refused.add(id);
    setTimeout(() => {
      if (!refuses) this.acknowledged.set(id, (this.acknowledged.get(id) ?? 0) + 1);
      response.writeHead(refuses ? 500 : 204).end();
    }, random() * answer_max_ms);
  }
}

function is_signed({ headers, body }, secret) {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const text = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return headers["webhook-signature"] === `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
}

const titles_of = (list) => list.map((body) => JSON.parse(body).data.title);

export const webhooks = {
  name: "webhooks",

  async prepare(product) {
    product.receiver = await new Counting(product.random).start();
    const body = { url: product.receiver.url(product.receiver.path), topics: ["notification.posted"] };
    product.webhook = (await product.insist(201, "admin", "POST", "/notifications/webhooks", { body })).json;
  },

  act: (product, n) =>
    product.insist(202, "owner", "POST", "/notifications", {
      body: { title: title_of(n), dedupe_key: title_of(n), category: "billing", role: "admin" },
    }),

  async faults(product, database) {
    const { receiver, webhook } = product;
    const open = database.prepare("SELECT count(*) AS n FROM webhook_messages WHERE state <> 'delivered'");
    for (let waited_ms = 0; open.get().n > 0 && waited_ms < settle_max_ms; waited_ms += 100) await pause(100);
    const messages = database.prepare("SELECT id, body, state FROM webhook_messages").all();
    const delivered = database
      .prepare("SELECT message_id AS id, count(*) AS n FROM webhook_attempts WHERE outcome = 'delivered' GROUP BY message_id")
      .all();
    const ids = messages.map(({ id }) => id);
    const first = new Map(receiver.received.map(({ headers, body }) => [headers["webhook-id"], body]));
    const changed = receiver.received.filter(({ headers, body }) => first.get(headers["webhook-id"]) !== body);
    const wanted = product.done.get("webhooks").map(title_of);
    const sent = (titles) => titles.filter((title) => title.startsWith("Sent "));
    const repeated = receiver.received.length - receiver.ids(receiver.path).size;
    console.log(`${messages.length} messages to a webhook in ${receiver.received.length} requests, ${repeated} of them again`);
    return [
      ...differences("messages of", count_of(sent(titles_of(messages.map(({ body }) => body)))), each_once(wanted)),
      ...differences("webhook-ids of", count_of(sent(titles_of([...first.values()]))), each_once(wanted)),
      ...differences("acknowledgements of", new Map([...receiver.acknowledged.keys()].map((id) => [id, 1])), each_once(ids)),
      ...differences("successful attempts of", new Map(delivered.map(({ id, n }) => [id, n])), each_once(ids)),
      ...messages.filter(({ state }) => state !== "delivered").map(({ id, state }) => `message ${id} is ${state}`),
      ...changed.map(({ headers }) => `another body under ${headers["webhook-id"]}`),
      ...receiver.received.filter((one) => !is_signed(one, webhook.secret)).map(({ headers }) => `a bad signature of ${headers["webhook-id"]}`),
    ];
  },

  close: ({ receiver }) => receiver?.stop(),
};
