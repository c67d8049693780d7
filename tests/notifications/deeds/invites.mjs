// Invites: one row, one mail and one entry in the audit log each.

import { count_of, differences, each_once } from "./counting.mjs";

const addresses_of = (n) => (n % 4 === 0 ? ["a", "b"] : ["a"]).map((name) => `${name}${n}@invited.example`);

// The whole log.
async function verify(product) {
  const faults = [];
  let unsealed = 0;
  for (let from = 1; from; ) {
    const page = (await product.insist(200, "owner", "GET", `/team/audit/verify?limit=1000&from_sequence=${from}`)).json;
    faults.push(...page.faults);
    unsealed += page.unsealed;
    from = page.next_from_sequence;
  }
  return { faults, unsealed };
}

export const invites = {
  name: "invites",

  act: (product, n) =>
    product.insist(201, "admin", "POST", "/team/invites", {
      body: { emails: addresses_of(n), role: "viewer" },
      headers: { "idempotency-key": `invites-${n}` },
    }),

  async faults(product, database) {
    const done = product.done.get("invites");
    const addresses = done.flatMap(addresses_of);
    const rows = database.prepare("SELECT email, generation, mailed_generation FROM invites").all();
    const entries = database.prepare("SELECT details ->> 'emails' AS emails FROM audit_log WHERE action = 'invite.sent'").all();
    const mails = product.mails.filter(({ to }) => to.endsWith("@invited.example"));
    const verified = await verify(product);
    return [
      ...(verified.faults.length > 0 || verified.unsealed > 0 ? [`the audit log: ${JSON.stringify(verified)}`] : []),
      ...differences("rows of", count_of(rows.map(({ email }) => email)), each_once(addresses)),
      ...differences("mails to", count_of(mails.map(({ to }) => to)), each_once(addresses)),
      ...differences("entries of", count_of(entries.map(({ emails }) => emails)), each_once(done.map((n) => addresses_of(n).join(" ")))),
      ...rows.filter((row) => row.generation !== 1 || row.mailed_generation !== 1).map((row) => `sent again: ${JSON.stringify(row)}`),
    ];
  },
};
