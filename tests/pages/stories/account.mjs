// Somebody ends their account: first with others in their org, then alone.

import { test } from "node:test";
import { join_up, link_token } from "../../support/people.mjs";
import { Person } from "../browser.mjs";
import { fill, mail_to, press } from "../steps.mjs";

const password = "a long walk by the river";
const email = "zoe@example.com";

async function someone_with_a_guest(host) {
  const { access_token: token, org } = await join_up(host, email, "Zoe Zander");
  const send = (method, path, body, as = token) => host.request(method, `/api/v1${path}`, { token: as, body });
  await send("POST", "/auth/password", { new_password: password });
  await send("POST", "/team/invites", { emails: ["guest.of.zoe@example.com"], role: "member" });
  const invite = await mail_to(host, "guest.of.zoe@example.com");
  const accepted = { token: link_token(invite), name: "A Guest", token_transport: "body" };
  const guest = (await send("POST", "/team/invites/accept", accepted, undefined)).json;
  return { org, take_out: () => send("POST", "/team/leave", {}, guest.access_token) };
}

async function try_to_sign_in(page) {
  await page.goto("/sign-in");
  await fill(page, { email, password });
  await press(page, "Sign in");
}

export function account({ browser, host }) {
  test("an account is deleted once nobody needs its owner, with the org that it leaves empty", async () => {
    const { org, take_out } = await someone_with_a_guest(host);
    const zoe = await new Person(browser, host.url).begin();
    const dialog = zoe.page.getByRole("dialog", { name: "Delete your account" });
    const send = () => dialog.getByRole("button", { name: "Delete my account" }).click();
    await try_to_sign_in(zoe.page);
    await zoe.page.waitForURL("**/errors");
    await zoe.goto("/settings");
    await press(zoe.page, "Delete my account");
    await dialog.getByText("has 1 other member and no other owner").waitFor();
    await zoe.check_access("an account that can't be deleted yet");
    await dialog.getByRole("link", { name: "show the team" }).click();
    await zoe.page.getByText("guest.of.zoe@example.com").first().waitFor();
    await take_out();
    await zoe.goto("/settings");
    await press(zoe.page, "Delete my account");
    await dialog.getByText("is deleted with all that is in it").waitFor();
    await zoe.check_access("an account that is about to be deleted");
    await dialog.getByLabel(`Type ${org.name} to delete it too`).fill("Another");
    await dialog.getByLabel("Your password").fill("wrong wrong wrong");
    await send();
    await dialog.getByText(`Type ${org.name}, as it is written`).waitFor();
    await dialog.getByLabel(`Type ${org.name} to delete it too`).fill(org.name);
    zoe.expects("400");
    await send();
    await dialog.getByText("Is not your password").waitFor();
    await dialog.getByLabel("Your password").fill(password);
    await send();
    await zoe.page.waitForURL("**/sign-in");
    await zoe.page.getByText("Your account is deleted").waitFor();
    await try_to_sign_in(zoe.page);
    zoe.expects("401");
    await zoe.page.getByRole("alert").getByText("The email or password is wrong").waitFor();
    await zoe.check_quiet();
    await zoe.close();
  });
}
