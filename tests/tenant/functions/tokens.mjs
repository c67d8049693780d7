import { canaries } from "../canaries.mjs";

const used = (canary) => ({ provider: canary, model: canary, agent_id: canary, usage: { input: 1 } });
const budget = (name) => ({ name, scope: "org", period: "day", limit_nano_usd: 1_000_000 });
let count = 0;

export default {
  bodies: {
    "POST /tokens/usage": (target, canary) => used(canary),
    "POST /tokens/usage/batch": (target, canary) => ({ usage: [used(canary)] }),
    "POST /tokens/batch": (target, canary) => ({ usage: [used(canary)] }),
    "PUT /tokens/prices": (target, canary) => ({ provider: canary, model: canary, tiers: [{ rates: { input: 5 } }] }),
    "POST /tokens/budgets": (target, canary, number) => budget(`${canary} posted ${number}`),
    "PATCH /tokens/budgets/{id}": (target, canary, number) => ({ name: `${canary} changed ${number}` }),
    "POST /tokens/reprice": () => ({ from_ms: Date.now() - 1000 }),
  },
  queries: { "GET /tokens/breakdown": "?by=model" },
  ids: [["/tokens/budgets/", "budget"]],
  make: async (world, org) => ({
    budget: (await world.add(org, "/tokens/budgets", budget(`${canaries[org]} budget ${++count}`))).id,
  }),
  async remove(world, org, target) {
    await world.ask(org, "DELETE", `/tokens/budgets/${target.budget}`);
  },
};
