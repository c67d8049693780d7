import { until } from "../../support/until.mjs";
import { canaries } from "../canaries.mjs";

let count = 0;
// Of a topic that nobody tells, so that nothing is sent.
const webhook = (description) => ({ url: "https://hooks.invalid/in", topics: ["key.expiring"], description });

// A notification that everybody in the org has.
async function notified(world, org) {
  const { id } = await world.add(org, "/notifications", { title: `${canaries[org]} news` }, 202);
  return until("a notification", async () => (await world.ask(org, "GET", `/notifications/${id}`)).status === 200 && id);
}

export default {
  bodies: {
    "POST /notifications": (target, canary) => ({ title: canary }),
    "POST /notifications/webhooks": (target, canary, number) => webhook(`${canary} posted ${number}`),
    "POST /notifications/webhooks/{id}/resend": () => ({ since_ms: 0 }),
  },
  ids: [["/notifications/webhooks/", "webhook"], ["/notifications/", "notification"]],
  make: async (world, org) => ({
    webhook: (await world.add(org, "/notifications/webhooks", webhook(`${canaries[org]} made ${++count}`))).id,
    notification: await notified(world, org),
  }),

  // Everybody deletes their own.
  async remove(world, org, target) {
    await world.ask(org, "DELETE", `/notifications/webhooks/${target.webhook}`);
    for (const name of Object.keys(world.homes).filter((one) => world.homes[one] === org))
      await world.host.request("DELETE", `/api/v1/notifications/${target.notification}`, { token: world.token(name) });
  },
};
