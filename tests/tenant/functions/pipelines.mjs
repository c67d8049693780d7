import { canaries } from "../canaries.mjs";

let count = 0;

export default {
  bodies: {
    "POST /pipelines": (target, canary, number) => ({ name: `${canary} posted ${number}` }),
    "PUT /pipelines/{id}": (target, canary, number) => ({ name: `${canary} put ${number}` }),
    "POST /pipelines/{id}/restore": () => ({ revision: 1 }),
  },
  ids: [["/pipelines/", "pipeline"]],
  make: async (world, org) => ({
    pipeline: (await world.add(org, "/pipelines", { name: `${canaries[org]} pipeline ${++count}` })).id,
  }),
  // A deleted one may be restored, so that it isn't told apart from others only while it is there.
  remove: (world) => ({ pipeline: world.nowhere }),
};
