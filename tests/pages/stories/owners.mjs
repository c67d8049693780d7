// An owner and their team: what happened is told and can be proved, a member goes, another takes over; and where the
// owner is signed in.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { until } from "../../support/until.mjs";
import { join_up, link_token } from "../../support/people.mjs";
import { Person } from "../browser.mjs";
import { fill, mail_to, press, rows_with } from "../steps.mjs";

const password = "a long walk by the river";
const email = "hugo@example.com";

async function join(host, token, name) {
  const send = (path, body, as) => host.request("POST", `/api/v1/team/invites${path}`, { token: as, body });
  const address = `${name.toLowerCase()}@example.com`;
  await send("", { emails: [address], role: "member" }, token);
  const accepted = await send("/accept", { token: link_token(await mail_to(host, address)), name, token_transport: "body" });
  return accepted.json.access_token;
}

async function sign_in(person) {
  await person.goto("/sign-in");
  await fill(person.page, { email, password });
  await press(person.page, "Sign in");
  await person.page.waitForURL("**/errors");
  return person;
}

export function owners({ browser, host }) {
  let hugo;

  test("a member is removed and loses access; the activity and the audit log tell it, and the log is proved and saved", async () => {
    const { access_token: token, org } = await join_up(host, email, "Hugo Hain");
    assert.equal((await host.request("POST", "/api/v1/auth/password", { token, body: { new_password: password } })).status, 204);
    await join(host, token, "Rita");
    const sam = await join(host, token, "Sam");
    const status = async () => (await host.request("GET", "/api/v1/team/members", { token: sam })).status;
    assert.equal(await status(), 200);
    hugo = await sign_in(await new Person(browser, host.url).begin());
    hugo.org = org;
    const { page } = hugo;
    const dialog = page.getByRole("dialog");
    await hugo.goto("/team");
    await page.getByRole("button", { name: "member: change Sam" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await dialog.getByText("They lose access within seconds. What they did stays.").waitFor();
    await hugo.check_access("a member who is about to be removed");
    await dialog.getByRole("button", { name: "Remove" }).click();
    await page.getByText("Sam is no longer a member").waitFor();
    await page.getByRole("link", { name: "Sam" }).waitFor({ state: "detached" });
    await until("a refusal of Sam", async () => (await status()) === 401);

    await page.getByRole("tab", { name: "Activity" }).click();
    await page.locator("tbody tr", { hasText: "Member removed" }).getByText("Hugo Hain").waitFor();
    await page.locator("tbody tr", { hasText: "Member joined" }).first().waitFor();
    await page.getByRole("tab", { name: "Audit log" }).click();
    await page.getByRole("button", { name: "Verify the log" }).waitFor();
    const entries = page.locator("tbody tr");
    await entries.first().getByText("Member removed").waitFor();
    const count = await entries.count();
    await press(page, "Verify the log");
    await page.getByText(`${count} entries are whole and in order`).waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Export as CSV")]);
    const [names, ...lines] = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    assert.equal(download.suggestedFilename(), "audit-log.csv");
    assert.match(names, /(^|,)action(,|$)/);
    assert.equal(lines.length, count);
    await page.getByLabel("What").selectOption("member.removed");
    await rows_with(page, "Member removed");
    const [narrowed] = await Promise.all([page.waitForEvent("download"), press(page, "Export as CSV")]);
    assert.equal(readFileSync(await narrowed.path(), "utf8").trim().split("\r\n").length, 2);
    await hugo.check_quiet();
  });

  test("another browser's session is ended, and then all of them", async () => {
    const other = await sign_in(await new Person(browser, host.url).begin({ size: "phone" }));
    await hugo.goto("/settings");
    const rows = hugo.page.locator("tr", { has: hugo.page.getByRole("cell").getByText(/Mozilla/) });
    await rows.filter({ hasText: "this one" }).waitFor();
    assert.equal(await rows.filter({ hasText: "this one" }).getByRole("button", { name: "End" }).count(), 0);
    other.expects("401");
    await rows.getByRole("button", { name: "End" }).first().click();
    await until("its own session alone", async () => (await rows.count()) === 1);
    await other.goto("/team");
    await other.page.waitForURL("**/sign-in?to=%2Fteam");
    await sign_in(other);
    await hugo.page.reload();
    await until("both sessions", async () => (await rows.count()) === 2);
    await press(hugo.page, "Sign out everywhere");
    await hugo.page.getByRole("dialog").getByText("has to sign in again, this one too").waitFor();
    await hugo.check_access("all sessions that are about to end");
    await hugo.page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await hugo.page.waitForURL("**/sign-in**");
    await other.goto("/team");
    await other.page.waitForURL("**/sign-in?to=%2Fteam");
    for (const person of [hugo, other]) await person.check_quiet();
    await other.close();
    await sign_in(hugo);
  });

  test("an organization is handed over: its owner is an admin then, who can't take it back", async () => {
    const { page } = hugo;
    await hugo.goto("/settings");
    await page.getByLabel("Name of the organization").waitFor();
    await hugo.goto("/team");
    await page.getByRole("button", { name: "member: change Rita" }).click();
    await page.getByRole("menuitem", { name: "Hand over the organization" }).click();
    const dialog = page.getByRole("dialog", { name: `Hand ${hugo.org.name} over to Rita?` });
    await dialog.getByText("They become the owner, and you an admin. Only they can undo it.").waitFor();
    await hugo.check_access("an organization that is about to be handed over");
    hugo.expects("401"); // of the token with the old role, once
    await dialog.getByRole("button", { name: "Hand over" }).click();
    await page.locator("tbody tr", { hasText: "Rita" }).getByText("owner", { exact: true }).waitFor();
    await page.locator("tbody tr", { hasText: "Hugo Hain" }).getByText("admin", { exact: true }).waitFor();
    assert.equal(await page.getByRole("button", { name: /change Rita/ }).count(), 0);
    await hugo.goto("/settings");
    await page.getByText("Where you are signed in").waitFor();
    assert.equal(await page.getByLabel("Name of the organization").count(), 0);
    await hugo.check_quiet();
    await hugo.close();
  });
}
