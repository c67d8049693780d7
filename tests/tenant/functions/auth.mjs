const password = "correct horse battery staple";

export default {
  bodies: {
    "PATCH /auth/me": () => ({ name: "Somebody" }),
    "POST /auth/switch-org": (target) => ({ org_id: target.org }),
    "POST /auth/password": () => ({ current_password: password, new_password: password }),
  },
  targeted_by_body: ["POST /auth/switch-org"],
  refusals_only: ["DELETE /auth/sessions/{id}"], // each answer would need a session of its own
  ids: [["/auth/sessions/", "session"]],
  make: (world, org) => ({ org: world.orgs[org], session: world.session_id(`${org} viewer`) }),
  remove: (world) => ({ org: world.nowhere, session: world.session_id("ended") }),
};
