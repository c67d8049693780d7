import { canaries } from "../canaries.mjs";

export default {
  bodies: {
    "POST /executions": (target, canary) => ({ name: canary }),
    "PATCH /executions/{id}": () => ({ status: "running" }),
    "POST /executions/{id}/logs": (target, canary) => ({ lines: [{ message: canary }] }),
  },
  ids: [["/executions/", "run"]],
  make: async (world, org) => ({ run: (await world.add(org, "/executions", { name: `${canaries[org]} run` })).id }),
  prepare: {
    "POST /executions/{id}/retry": (world, org, target) => world.ask(org, "POST", `/executions/${target.run}/cancel`),
  },
  remove: (world) => ({ run: world.nowhere }), // a run is never deleted
};
