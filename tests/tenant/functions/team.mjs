import { canaries } from "../canaries.mjs";

const invited = (canary, number) => ({ emails: [`${number}.${canary}@example.com`], role: "viewer" });
let count = 0;

export default {
  bodies: {
    "PATCH /team/members/{id}": () => ({ role: "viewer" }),
    "PATCH /team/org": (target, canary) => ({ name: `${canary} org` }),
    "POST /team/transfer": (target) => ({ user_id: target.member }),
    "POST /team/invites": (target, canary, number) => invited(canary, number),
  },
  queries: { "DELETE /team/org": "?confirm=another" },
  targeted_by_body: ["POST /team/transfer"],
  // Each answer would need a person of its own.
  refusals_only: ["DELETE /team/members/{id}", "DELETE /team/org", "POST /team/leave", "POST /team/transfer"],
  ids: [["/team/members/", "member"], ["/team/invites/", "invite"]],
  async make(world, org) {
    const sent = await world.add(org, "/team/invites", invited(canaries[org], `asked.${++count}`));
    return { member: world.people[`${org} viewer`].user.id, invite: sent.data[0].invite_id };
  },
  async remove(world, org, target) {
    await world.ask(org, "DELETE", `/team/invites/${target.invite}`);
    return { member: world.people.removed.user.id };
  },
};
