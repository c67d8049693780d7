import { until } from "../../support/until.mjs";
import { canaries } from "../canaries.mjs";

const message = "words=2";
const chat = () => ({ model: "by-rule", messages: [{ role: "user", content: message }] });
const contents = () => ({ contents: [{ parts: [{ text: message }] }] });
const rule = (name) => ({ name, then: { timeout_ms: 60_000 } });
let count = 0;
const openai = "/openai/v1/chat/completions";
const with_secrets = new Set();

// A secret of each provider that names its org: the upstream shows what it was sent.
async function add_secrets(world, org) {
  if (with_secrets.has(world.orgs[org])) return;
  with_secrets.add(world.orgs[org]);
  for (const service of ["openai", "anthropic", "gemini"])
    await world.add(org, "/keys", { name: `${canaries[org]} ${service}`, service, secret: `sk-${canaries[org]}`, base_url: world.providers.url });
}

async function call(world, org) {
  const answer = await world.host.request("POST", openai, { body: chat(), token: world.token(`${org} owner`) });
  const id = answer.headers.get("arris-request-id");
  await until(`${answer.status} ${answer.text} in the log`, async () => (await world.ask(org, "GET", `/ai/requests/${id}`)).status === 200);
  return id;
}

export default {
  bodies: {
    [`POST ${openai}`]: chat,
    "POST /openai/v1/responses": () => ({ model: "by-rule", input: message }),
    "POST /openai/v1/moderations": () => ({ model: "by-rule", input: message }),
    "POST /openai/v1/embeddings": () => ({ model: "by-rule", input: message }),
    "POST /anthropic/v1/messages": chat,
    "POST /anthropic/v1/messages/count_tokens": chat,
    "POST /gemini/v1/models/{call}": contents,
    "POST /gemini/v1beta/models/{call}": contents,
    "POST /ai/generate-content": () => ({ prompt: message, model: "by-rule" }),
    "PUT /ai/settings": () => ({ keep_content: true, content_days: 1 }),
    "POST /ai/rules": (target, canary, number) => rule(`${canary} posted ${number}`),
    "PATCH /ai/rules/{id}": (target, canary, number) => ({ name: `${canary} changed ${number}` }),
  },
  urls: {
    "GET /openai/v1/models/{model}": "/openai/v1/models/by-rule",
    "GET /anthropic/v1/models/{model}": "/anthropic/v1/models/by-rule",
    "GET /gemini/v1/models/{call}": "/gemini/v1/models/by-rule",
    "GET /gemini/v1beta/models/{call}": "/gemini/v1beta/models/by-rule",
    "POST /gemini/v1/models/{call}": "/gemini/v1/models/by-rule:generateContent",
    "POST /gemini/v1beta/models/{call}": "/gemini/v1beta/models/by-rule:generateContent",
  },
  ids: [["/ai/requests/", "call"], ["/ai/rules/", "rule"]],
  async make(world, org) {
    const { id } = await world.add(org, "/ai/rules", rule(`${canaries[org]} rule ${++count}`));
    if (!world.providers) return { call: world.nowhere, rule: id };
    await add_secrets(world, org);
    return { call: await call(world, org), rule: id };
  },
  async remove(world, org, target) {
    await world.ask(org, "DELETE", `/ai/rules/${target.rule}`);
    return { call: world.nowhere };
  },
};
