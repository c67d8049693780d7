import { canaries } from "../canaries.mjs";

// A notification that everybody in the org has.
async function notified(world, org) {
  const { id } = await world.add(org, "/notifications", { title: `${canaries[org]} news` }, 202);
  for (let tries = 0; tries < 200; ++tries) {
    if ((await world.ask(org, "GET", `/notifications/${id}`)).status === 200) return id;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error("a notification never came");
}

export default {
  bodies: {
    "POST /notifications": (target, canary) => ({ title: canary }),
  },
  ids: [["/notifications/", "notification"]],
  make: async (world, org) => ({ notification: await notified(world, org) }),

  // Everybody deletes their own.
  async remove(world, org, target) {
    for (const name of Object.keys(world.homes).filter((one) => world.homes[one] === org))
      await world.host.request("DELETE", `/api/v1/notifications/${target.notification}`, { token: world.token(name) });
  },
};
