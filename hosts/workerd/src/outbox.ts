// Brings messages of the outbox to the modules that hear them.
//
// (1) At least once: an attempt is counted and leased before it begins, so a message whose delivery
// was cut comes again. (2) A failed attempt is repeated after a delay that doubles; after the last
// the delivery is dead, until an operator replays it. (3) Every Worker delivers to its own modules
// alone; the trigger of outbox makes a delivery for each of `subscribers`. (4) Whichever delivery
// ends makes room for the next: one that is slow, or a topic full of them, holds up nothing else.

import { deliver } from "./answer";
import { message_event, world_of } from "./event";
import type { Module } from "./module";
import { log } from "./effects/log";
import type { Env } from "./world";

const claimed_at_once = 8;
const parallel_max = 64;
const parallel_per_topic_max = 6; // as many connections as a Worker may have waiting for an answer
const lease_ms = 30_000;
const retry_max_ms = 3_600_000;
const kept_ms = 7 * 24 * 3_600_000;
const answers_kept_ms = 24 * 3_600_000; // as http/idempotency.h reads them
const answers_at_once = 1000;
const answer_pieces_max = 50;

type Claimed = {
  org_id: string;
  message_id: string;
  function: string;
  attempts: number;
  topic: string;
  payload: string;
  created_at_ms: number;
};

const claim = `UPDATE deliveries SET next_at_ms = ?2, attempts = attempts + 1
 WHERE (org_id, message_id, function) IN (
         SELECT org_id, message_id, function FROM deliveries
          WHERE state = 'waiting' AND next_at_ms <= CAST(?1 AS INTEGER)
            AND function IN (SELECT value FROM json_each(?3))
            AND (?4 = '[]' OR (SELECT topic FROM outbox m WHERE m.org_id = deliveries.org_id AND m.id = message_id)
                              NOT IN (SELECT value FROM json_each(?4)))
          ORDER BY next_at_ms, message_id LIMIT CAST(?5 AS INTEGER))
RETURNING org_id, message_id, function, attempts,
          (SELECT topic FROM outbox m WHERE m.org_id = deliveries.org_id AND m.id = message_id) AS topic,
          (SELECT payload FROM outbox m WHERE m.org_id = deliveries.org_id AND m.id = message_id) AS payload,
          (SELECT created_at_ms FROM outbox m WHERE m.org_id = deliveries.org_id AND m.id = message_id)
            AS created_at_ms`;

const fail = `UPDATE deliveries
   SET state = CASE WHEN ?4 IS NULL THEN 'dead' ELSE 'waiting' END,
       next_at_ms = coalesce(?4, next_at_ms), last_error = ?5
 WHERE org_id = ?1 AND message_id = ?2 AND function = ?3`;

const remove_old = `DELETE FROM outbox
 WHERE created_at_ms < CAST(?1 AS INTEGER)
   AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.org_id = outbox.org_id AND d.message_id = outbox.id)`;

const remove_answers = `DELETE FROM idempotency_keys
 WHERE (org_id, principal, route, key) IN (
         SELECT org_id, principal, route, key FROM idempotency_keys
          WHERE created_at_ms <= CAST(?1 AS INTEGER)
          ORDER BY created_at_ms LIMIT ${answers_at_once})`;

const number_of = (text: string | undefined, otherwise: number): number =>
  text ? Number(text) : otherwise;

// The delay before the attempt after this one: doubled each time, at most an hour, and of that a
// random share from a half to the whole.
export function retry_delay_ms(retry_ms: number, attempt: number, random: number): number {
  const whole = Math.min(retry_ms * 2 ** Math.min(Math.max(attempt - 1, 0), 31), retry_max_ms);
  return Math.round(whole / 2 + (random * whole) / 2);
}

async function attempt(env: Env, module: Module, one: Claimed, told: () => void): Promise<void> {
  const event = message_event(env, one);
  try {
    const { status, cause } = await deliver(world_of(env, module, one.message_id, told), event);
    if (status !== 204) throw new Error(`${status} ${cause}`.trim());
  } catch (error) {
    const cause = (error as Error).message.slice(0, 400);
    const is_last = one.attempts >= number_of(env.ARRIS_OUTBOX_ATTEMPTS_MAX, 16);
    const delay_ms = retry_delay_ms(
      number_of(env.ARRIS_OUTBOX_RETRY_MS, 1000),
      one.attempts,
      Math.random(),
    );
    const { org_id, message_id, topic, attempts } = one;
    log(is_last ? "error" : "warning", is_last ? "message laid aside" : "delivery failed", {
      message_id,
      topic,
      function: one.function,
      attempt: attempts,
      cause,
    });
    await env.DB.prepare(fail)
      .bind(org_id, message_id, one.function, is_last ? null : Date.now() + delay_ms, cause)
      .run();
  }
}

class UnderWay {
  readonly #attempts = new Set<Promise<void>>();
  readonly #by_topic = new Map<string, number>();

  get size(): number {
    return this.#attempts.size;
  }
  add(topic: string, attempt: Promise<void>): void {
    this.#count(topic, 1);
    const ended = attempt
      .catch(() => {})
      .then(() => {
        this.#attempts.delete(ended);
        this.#count(topic, -1);
      });
    this.#attempts.add(ended);
  }
  any_end(): Promise<void> {
    return Promise.race(this.#attempts);
  }
  // A JSON array of the topics that have as many under way as they may.
  full_topics(): string {
    const full = [...this.#by_topic].filter(([, count]) => count >= parallel_per_topic_max);
    return JSON.stringify(full.map(([topic]) => topic));
  }
  #count(topic: string, by: number): void {
    this.#by_topic.set(topic, (this.#by_topic.get(topic) ?? 0) + by);
  }
}

// Delivers until nothing more is due. What a listener tells is due at once, too.
export async function deliver_due(env: Env, modules: readonly Module[]): Promise<void> {
  const by_name = new Map(
    modules
      .filter(({ manifest }) => manifest.listeners.length > 0)
      .map((one) => [one.manifest.name, one]),
  );
  if (by_name.size === 0) return;
  const names = JSON.stringify([...by_name.keys()]);
  const under_way = new UnderWay();
  for (;;) {
    const now_ms = Date.now();
    const room = Math.min(claimed_at_once, parallel_max - under_way.size);
    const { results: claimed } = await env.DB.prepare(claim)
      .bind(now_ms, now_ms + lease_ms, names, under_way.full_topics(), room)
      .all<Claimed>();
    for (const one of claimed)
      under_way.add(
        one.topic,
        attempt(env, by_name.get(one.function) as Module, one, () => {}),
      );
    if (claimed.length > 0 && under_way.size < parallel_max) continue;
    if (under_way.size === 0) return;
    await under_way.any_end();
  }
}

// How many a function has still to hear, and how many failed for good.
export async function count_deliveries(env: Env): Promise<{ waiting: number; dead: number }> {
  const sql = `SELECT (SELECT count(*) FROM deliveries WHERE state = 'waiting') AS waiting,
                      (SELECT count(*) FROM deliveries WHERE state = 'dead') AS dead`;
  return (await env.DB.prepare(sql).first()) ?? { waiting: 0, dead: 0 };
}

export const remove_delivered = (env: Env): Promise<unknown> =>
  env.DB.prepare(remove_old)
    .bind(Date.now() - kept_ms)
    .run();

// In pieces, so that no request waits for long; what is left is due the next time.
export async function remove_kept_answers(env: Env): Promise<void> {
  const before_ms = Date.now() - answers_kept_ms;
  for (let i = 0; i < answer_pieces_max; ++i) {
    const { meta } = await env.DB.prepare(remove_answers).bind(before_ms).run();
    if (meta.changes < answers_at_once) return;
  }
}

// Says in the database which topics these modules hear, when it does not say so yet.
export async function register(env: Env, modules: readonly Module[]): Promise<void> {
  const wanted = modules.flatMap(({ manifest }) =>
    manifest.listeners.map(({ topic }) => `${manifest.name} ${topic}`),
  );
  const names = JSON.stringify(modules.map(({ manifest }) => manifest.name));
  const { results } = await env.DB.prepare(
    "SELECT topic, function FROM subscribers WHERE function IN (SELECT value FROM json_each(?1))",
  )
    .bind(names)
    .all<{ topic: string; function: string }>();
  const known = results.map((row) => `${row.function} ${row.topic}`);
  if (JSON.stringify(known.sort()) === JSON.stringify(wanted.sort())) return;
  const list = JSON.stringify(wanted);
  await env.DB.batch([
    env.DB.prepare(
      `DELETE FROM subscribers WHERE function IN (SELECT value FROM json_each(?1))
          AND function || ' ' || topic NOT IN (SELECT value FROM json_each(?2))`,
    ).bind(names, list),
    env.DB.prepare(
      `INSERT INTO subscribers (function, topic)
       SELECT substr(value, 1, instr(value, ' ') - 1), substr(value, instr(value, ' ') + 1)
         FROM json_each(?1) WHERE true
           ON CONFLICT (topic, function) DO NOTHING`,
    ).bind(list),
  ]);
}
