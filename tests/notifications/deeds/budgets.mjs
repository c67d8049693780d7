// Thresholds of budgets: a message, and a notice to each who may see it, for each that a period's spending has reached;
// and what was spent is what the ledger holds.

import { count_of, differences } from "./counting.mjs";

const day_ms = 86_400_000;
const noon_ms = Math.floor(Date.now() / day_ms) * day_ms + day_ms / 2;
const thresholds = [20, 40, 60, 80, 100];
const calls_of_day = 10; // which use up a budget
const days = 380; // the ledger believes a call's time for 400
const cost_nano_usd = 1_000_000;
const told_to = 2; // the owner and the admin

// So that every few calls reach a threshold somewhere, however long it lasts; the next ones of a day reach none again.
const day_of = (n) => Math.floor(n / calls_of_day) % days;

export const budgets = {
  name: "budgets",

  async prepare(product) {
    const price = { provider: "house", model: "m", effective_from_ms: 1, tiers: [{ rates: { input: 1_000_000, output: 1_000_000 } }] };
    await product.insist(200, "admin", "PUT", "/tokens/prices", { body: price });
    const scopes = [{ scope: "org" }, { scope: "user", subject: product.people.member.user.id }, { scope: "model", subject: "m" }];
    for (const scope of scopes) {
      const body = { name: `of ${scope.scope}`, ...scope, period: "day", limit_nano_usd: calls_of_day * cost_nano_usd, thresholds };
      await product.insist(201, "admin", "POST", "/tokens/budgets", { body });
    }
  },

  act: (product, n) =>
    product.insist(201, "member", "POST", "/tokens/usage", {
      body: { provider: "house", model: "m", request_id: `call ${n}`, usage: { input: 1000, output: 0 }, occurred_at_ms: noon_ms - (1 + day_of(n)) * day_ms },
    }),

  faults(product, database) {
    const calls = count_of(product.done.get("budgets").map((n) => noon_ms - day_ms / 2 - (1 + day_of(n)) * day_ms));
    const ids = database.prepare("SELECT id FROM budgets").all().map(({ id }) => id);
    const spent = new Map(), messages = new Map();
    for (const id of ids)
      for (const [at_ms, count] of calls) {
        spent.set(`${id} ${at_ms}`, count * cost_nano_usd);
        for (const percent of thresholds) if (count * 100 >= percent * calls_of_day) messages.set(`${id} ${at_ms} ${percent}`, 1);
      }
    const periods = database.prepare("SELECT budget_id || ' ' || period_at_ms AS name, spent_nano_usd FROM budget_periods WHERE spent_nano_usd > 0").all();
    const told = database
      .prepare(`SELECT payload ->> 'budget_id' || ' ' || (payload ->> 'period_at_ms') || ' ' || (payload ->> 'percent') AS name,
                       (SELECT count(*) FROM notifications n WHERE n.org_id = m.org_id AND n.dedupe_key = m.id) AS notices
                  FROM outbox m WHERE topic = 'budget.threshold'`)
      .all();
    const ledger = database.prepare("SELECT count(*) AS n FROM token_usage").get().n;
    return [
      ...differences("calls in", new Map([["the ledger", ledger]]), new Map([["the ledger", product.done.get("budgets").length]])),
      ...differences("nano-USD of", new Map(periods.map(({ name, spent_nano_usd }) => [name, spent_nano_usd])), spent),
      ...differences("messages of", count_of(told.map(({ name }) => name)), messages),
      ...told.filter(({ notices }) => notices !== told_to).map(({ name, notices }) => `notices of ${name}: ${notices} instead of ${told_to}`),
    ];
  },
};
