const password = "correct horse battery staple";

export default {
  bodies: {
    "PATCH /auth/me": () => ({ name: "Somebody" }),
    "POST /auth/me/deletion": (target) => ({ current_password: password, org_ids: [target.org] }),
    "POST /auth/switch-org": (target) => ({ org_id: target.org }),
    "POST /auth/email": (target, canary, number) => ({ email: `${number}.asked@example.com`, current_password: password }),
    "POST /auth/email/confirm": () => ({ token: "no-such-token" }),
    "POST /auth/password": () => ({ current_password: password, new_password: password }),
  },
  targeted_by_body: ["POST /auth/switch-org"],
  // Each answer would need a person, a session or a mailed link of its own.
  refusals_only: ["DELETE /auth/sessions/{id}", "POST /auth/email/confirm", "POST /auth/me/deletion"],
  ids: [["/auth/sessions/", "session"]],
  make: (world, org) => ({ org: world.orgs[org], session: world.session_id(`${org} viewer`) }),
  remove: (world) => ({ org: world.nowhere, session: world.session_id("ended") }),
};
