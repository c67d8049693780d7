import { canaries } from "../canaries.mjs";

let count = 0;
const provider = { service: "custom", secret: "sk-tenant-0000", base_url: "https://vault.invalid" };

export default {
  bodies: {
    "POST /keys": (target, canary, count) => ({ name: `${canary} ${count}`, service: "openai", secret: "sk-tenant-0001" }),
    "POST /keys/access": (target, canary) => ({ name: canary, kind: "secret", scopes: ["read"] }),
    "PATCH /keys/{id}": () => ({ expires_at_ms: 4102444800000 }),
    "PATCH /keys/access/{id}": (target, canary) => ({ name: canary, limits: { requests: 9, window_s: 60 } }),
    "POST /keys/{id}/rotate": () => ({ secret: "sk-tenant-0002" }),
  },
  ids: [["/keys/access/", "access"], ["/keys/", "vault"]],
  async make(world, org) {
    const name = `${canaries[org]} made ${++count}`;
    return {
      vault: (await world.add(org, "/keys", { name, ...provider })).id,
      access: (await world.add(org, "/keys/access", { name, kind: "secret", scopes: ["read"] })).id,
    };
  },
  async remove(world, org, target) {
    for (const path of [`/keys/${target.vault}`, `/keys/access/${target.access}`]) await world.ask(org, "DELETE", path);
  },
};
