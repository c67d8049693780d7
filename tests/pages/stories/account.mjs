// Somebody ends their account: first with others in their org, then alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { join_up, link_token } from "../../support/people.mjs";
import { Person } from "../browser.mjs";
import { fill, mail_to, press } from "../steps.mjs";

const password = "a long walk by the river";
const email = "zoe@example.com";
const yans_email = "yan@example.com";

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

// Somebody with an org of their own, who is a member of another's too.
async function someone_in_two(host) {
  const there = await join_up(host, "xenia@example.com", "Xenia Xu");
  const yan = await join_up(host, yans_email, "Yan Yu");
  const send = async (path, body, token) => {
    const { status, text } = await host.request("POST", `/api/v1${path}`, { token, body });
    assert.ok(status < 300, text);
  };
  await send("/auth/password", { new_password: password }, yan.access_token);
  await send("/team/invites", { emails: [yans_email], role: "member" }, there.access_token);
  const invite = await mail_to(host, yans_email, ({ subject }) => subject.includes("invited"));
  await send("/team/invites/accept", { token: link_token(invite) }, yan.access_token);
  return { own: yan.org.name, other: there.org.name };
}

async function try_to_sign_in(page, email) {
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
    await try_to_sign_in(zoe.page, email);
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
    zoe.expects("401");
    await try_to_sign_in(zoe.page, email);
    await zoe.page.getByRole("alert").getByText("The email or password is wrong").waitFor();
    await zoe.check_quiet();
    await zoe.close();
  });

  test("an organization is left for another of one's own, in every tab; that is deleted by its name", async () => {
    const { own, other } = await someone_in_two(host);
    const yan = await new Person(browser, host.url).begin();
    const { page } = yan;
    const dialog = page.getByRole("dialog");
    await try_to_sign_in(page, yans_email);
    await page.waitForURL("**/errors");
    await page.getByRole("button", { name: other, exact: true }).waitFor(); // the one that was joined last
    await yan.goto("/settings");
    const second = await yan.tab();
    await second.goto("/team");
    await second.getByText("Xenia Xu").first().waitFor();
    await page.bringToFront();
    await press(page, "Leave the organization");
    await dialog.getByText("You go on in another organization of yours.").waitFor();
    await yan.check_access("an organization that is about to be left");
    await dialog.getByRole("button", { name: "Leave", exact: true }).click();
    await page.waitForURL("**/errors");
    for (const tab of [page, second]) await tab.getByText(own, { exact: true }).first().waitFor();
    await second.getByText("Yan Yu").first().waitFor();
    assert.equal(await second.getByText("Xenia Xu").count(), 0);
    await yan.goto("/settings");
    await press(page, "Leave the organization");
    await dialog.getByText("It is the only one you are in").waitFor();
    yan.expects("409");
    await dialog.getByRole("button", { name: "Leave", exact: true }).click();
    await page.getByText("An organization keeps at least one owner").waitFor();
    await dialog.getByRole("button", { name: "Back" }).click();
    await press(page, "Delete the organization");
    await dialog.getByLabel(`Type ${own} to delete it`).fill("Another");
    const send = () => dialog.getByRole("button", { name: "Delete the organization" }).click();
    await send();
    await dialog.getByText(`Type ${own}, as it is written`).waitFor();
    await yan.check_access("an organization that is about to be deleted");
    await dialog.getByLabel(`Type ${own} to delete it`).fill(own);
    await send();
    await page.getByText(`${own} is deleted`).waitFor();
    await page.waitForURL("**/sign-in");
    await second.waitForURL("**/sign-in**");
    yan.expects("403");
    await try_to_sign_in(page, yans_email);
    await page.getByRole("alert").getByText("You belong to no organization").waitFor();
    await yan.check_quiet();
    await yan.close();
  });

  test("an invite for another account waits out an outage, and tells that the sign-out failed", async () => {
    const walt = await join_up(host, "walt@example.com", "Walt West");
    await join_up(host, "vera@example.com", "Vera Voss");
    await host.request("POST", "/api/v1/team/invites", { token: walt.access_token, body: { emails: ["vera@example.com"], role: "member" } });
    const invite = await mail_to(host, "vera@example.com", ({ subject }) => subject.includes("invited"));
    await host.request("POST", "/api/v1/auth/password", { token: walt.access_token, body: { new_password: password } });
    const other = await new Person(browser, host.url).begin();
    const tab = other.page;
    await try_to_sign_in(tab, "walt@example.com");
    await tab.waitForURL("**/errors");
    other.expects("invites/lookup", "auth/logout");
    const problem = { type: "about:blank", title: "Unavailable", status: 503, code: "unavailable", detail: "The server is busy." };
    await tab.route("**/invites/lookup", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(problem) }));
    await tab.goto(`/invite#token=${link_token(invite)}`);
    await tab.getByRole("heading", { name: "The invite could not be opened" }).waitFor();
    await tab.unroute("**/invites/lookup");
    await press(tab, "Try again");
    await tab.getByText("You are signed in as").waitFor();
    await tab.route("**/auth/logout", (route) => route.abort());
    await press(tab, "Sign in as vera@example.com");
    await tab.getByRole("alert").getByText("The server can't be reached.").waitFor();
    await other.check_quiet();
    await other.close();
  });
}
