import { canaries } from "../canaries.mjs";

const reported = (target, canary) => ({ message: canary, error_type: "Reported" });
let count = 0;
let projects = 0;

async function report(world, org, part) {
  // Letters, since grouping takes numbers for the same.
  const letters = [...String(++count)].map((digit) => "abcdefghij"[digit]).join("");
  const message = `${canaries[org]} ${part} ${letters}`;
  const body = { message, error_type: `${part}${letters}`, tags: { canary: canaries[org] } };
  return world.add(org, "/errors", body, 202);
}

export default {
  bodies: {
    "POST /errors": reported,
    "POST /errors/batch": (target, canary) => ({ events: [reported(target, canary)] }),
    "POST /errors/bulk": (target) => ({ ids: [target.issue], change: { severity: "low" } }),
    "POST /errors/projects": (target, canary, count) => ({ name: `${canary} ${count}` }),
    "PATCH /errors/projects/{id}": (target, canary, count) => ({ name: `${canary} renamed ${count}` }),
    "PATCH /errors/{id}": () => ({ severity: "high" }),
    "POST /errors/{id}/merge": (target) => ({ issue_ids: [target.second] }),
    "POST /errors/{id}/unmerge": (target) => ({ fingerprints: [target.fingerprint] }),
  },
  targeted_by_body: ["POST /errors/bulk"],
  ids: [["/errors/events/", "event"], ["/errors/projects/", "project"], ["/errors/", "issue"]],
  random: { second: "01890000-0000-7000-8000-00000000beef", fingerprint: "0".repeat(32) },

  // A project, two issues, an event of the first and its fingerprint.
  async make(world, org) {
    const project = await world.add(org, "/errors/projects", { name: `${canaries[org]} ${++projects}` });
    const first = await report(world, org, "First");
    const second = await report(world, org, "Second");
    const shown = await world.ask(org, "GET", `/errors/${first.issue_id}`);
    return {
      project: project.id,
      issue: first.issue_id,
      event: first.id,
      second: second.issue_id,
      fingerprint: shown.json.fingerprints[0].fingerprint,
    };
  },
  prepare: {
    // An issue of two fingerprints can be taken apart.
    "POST /errors/{id}/unmerge": (world, org, target) =>
      world.ask(org, "POST", `/errors/${target.issue}/merge`, { issue_ids: [target.second] }),
  },
  async remove(world, org, target) {
    for (const id of [target.issue, target.second]) await world.ask(org, "DELETE", `/errors/${id}`);
    await world.ask(org, "DELETE", `/errors/projects/${target.project}`);
  },
};
