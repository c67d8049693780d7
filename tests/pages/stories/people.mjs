// Keys, members, budgets, and the ways in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { Host } from "../../support/hosts.mjs";
import { until } from "../../support/until.mjs";
import { Person } from "../browser.mjs";
import { access_token, fill, hold, mail_to, owner, press, rows_with, sign_in } from "../steps.mjs";

const sign_in_file = "**/assets/sign-in-*.js";

export function people({ browser, drawer, host, olga }) {
  test("an access key is issued, shown once, works and is deleted", async () => {
    await olga.goto("/keys");
    await press(olga.page, "Issue a key");
    await drawer().getByLabel("Name").fill("reader");
    await drawer().getByLabel("read everything (read)").check();
    await press(olga.page, "Issue");
    const key = await olga.page.getByLabel("The secret").textContent();
    await olga.check_access("a new key");
    assert.equal((await host.request("GET", "/api/v1/errors", { token: key })).status, 200);
    await press(olga.page, "I have copied it");
    const row = olga.page.locator("tr", { hasText: "reader" });
    const change = async (deed) => {
      await row.getByRole("button", { name: "Change reader" }).click();
      await olga.page.getByRole("menuitem", { name: deed }).click();
    };
    await change("Uses");
    await drawer().getByText(/^[1-9]\d* uses? in 9[01] days/).waitFor();
    await drawer().getByText(/^\d+ \w+ \d{4} UTC$/).first().waitFor();
    await olga.check_access("the uses of a key");
    await drawer().getByRole("link", { name: "Show its AI calls and what they cost" }).click();
    await olga.page.getByRole("heading", { name: "No call of this key in this time" }).waitFor();
    await olga.page.getByLabel("Break down by").waitFor();
    await olga.page.goBack();
    await drawer().getByText(/^[1-9]\d* uses? in 9[01] days/).waitFor(); // what was open has its own address
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.search === "");
    await change("Revoke");
    await drawer().getByRole("button", { name: "Revoke" }).click();
    await row.getByText("revoked").waitFor();
    await press(olga.page, "Undo");
    await row.getByText("active").waitFor();
    await change("Revoke");
    await drawer().getByRole("button", { name: "Revoke" }).click();
    await row.getByText("revoked").waitFor();
    const status = async () => (await host.request("GET", "/api/v1/errors", { token: key })).status;
    await until("a refusal of the key", async () => (await status()) === 401);
    await change("Let it in again");
    await row.getByText("active").waitFor();
    await until("the key let in", async () => (await status()) === 200);
    await change("Delete");
    await drawer().getByRole("button", { name: "Delete" }).click();
    await row.waitFor({ state: "detached" });
    assert.equal((await host.request("GET", "/api/v1/errors", { token: key })).status, 401);
  });

  test("an expired key that is let in again is said not to work", async () => {
    const token = await access_token(host, "Sample");
    const send = (method, path, body) => host.request(method, `/api/v1/keys/access${path}`, { token, body });
    const expires_at_ms = Date.now() + 7000;
    const { status, json } = await send("POST", "", { name: "brief", kind: "secret", scopes: ["read"], expires_at_ms });
    assert.equal(status, 201);
    assert.equal((await send("PATCH", `/${json.id}`, { status: "revoked" })).status, 200);
    await until("the key's end", async () => Date.now() > expires_at_ms);
    await olga.goto("/keys");
    await olga.page.getByRole("button", { name: "Change brief" }).click();
    await olga.page.getByRole("menuitem", { name: "Let it in again" }).click();
    await olga.page.getByText("The key is no longer revoked, but has expired").waitFor();
  });

  test("who is invited joins in a browser of their own, and a change of role holds there", async () => {
    await olga.goto("/team");
    await press(olga.page, "Invite");
    await drawer().getByLabel("Email addresses").fill("bob@example.com");
    await drawer().getByRole("button", { name: "Invite" }).click();
    await olga.page.getByText("Invited 1 person").waitFor();
    await olga.page.getByRole("tab", { name: "Invites" }).click();
    await olga.page.locator("tr", { hasText: "bob@example.com" }).getByText(/^in \d days$/).waitFor();
    await olga.page.getByRole("tab", { name: "Members" }).click();
    const bob = await new Person(browser, host.url).begin();
    await bob.goto("/outbox");
    await bob.page.getByRole("searchbox", { name: "Address" }).fill("bob@example.com");
    await bob.page.getByText("to bob@example.com").waitFor();
    await bob.check_access("the mail outbox");
    await bob.page.getByRole("listitem").filter({ hasText: "You are invited" }).getByRole("link").click();
    await bob.page.getByRole("heading", { name: "Join Sample" }).waitFor();
    await bob.check_access("an invite");
    await fill(bob.page, { name: "Bob Builder", password: "a horse with another battery" });
    await press(bob.page, "Join");
    await bob.page.waitForURL("**/errors");
    await bob.goto("/executions");
    await bob.page.getByRole("button", { name: "Start a run" }).waitFor();
    bob.expects("401"); // of the token with the old role, once
    await olga.page.getByRole("button", { name: "member: change Bob Builder" }).click();
    await olga.page.getByRole("menuitem", { name: "viewer" }).click();
    await olga.page.getByRole("button", { name: "Undo" }).hover(); // so it stays
    await bob.page.getByRole("button", { name: "Start a run" }).waitFor({ state: "detached" });
    await bob.goto("/ai?tab=settings");
    await bob.page.getByText("Admins decide this.").waitFor();
    await bob.goto("/ai?tab=rules");
    await bob.page.getByText("Admins set rules.").waitFor();
    assert.ok(await bob.page.getByRole("button", { name: "Add a rule" }).isDisabled());
    await bob.goto("/executions");
    await bob.page.getByRole("tab").or(bob.page.locator("tbody tr")).first().waitFor();
    await press(olga.page, "Undo");
    await olga.page.getByRole("button", { name: "member: change Bob Builder" }).waitFor();
    await bob.page.getByRole("button", { name: "Start a run" }).waitFor();
    await bob.page.keyboard.press("Control+k");
    await bob.page.getByRole("option", { name: "Start a run" }).waitFor();
    for (const name of ["Invite people", "Add a budget", "Audit log"]) assert.equal(await bob.page.getByRole("option", { name }).count(), 0);
    await bob.check_access("the commands of a member");
    await bob.goto("/team#invite");
    await bob.page.locator("tbody tr").first().waitFor();
    assert.equal(await bob.page.getByRole("dialog").count(), 0);
    await bob.check_quiet();
    await bob.close();
  });

  test("a change that is refused is taken back, and said why", async () => {
    const path = "**/api/v1/team/members/*";
    const problem = { status: 409, code: "last_owner", detail: "The last owner stays.", request_id: "refused" };
    await olga.page.route(path, (route) => route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify(problem) }));
    olga.expects("409");
    await olga.page.getByRole("button", { name: "member: change Bob Builder" }).click();
    await olga.page.getByRole("menuitem", { name: "admin", exact: true }).click();
    await olga.page.getByText("The last owner stays.").waitFor();
    await olga.page.getByRole("button", { name: "member: change Bob Builder" }).waitFor();
    await olga.page.unroute(path);
    olga.expected.length = 0;
  });

  test("invites are chosen, mailed again together and revoked, after a question", async () => {
    await olga.goto("/team");
    await press(olga.page, "Invite");
    await drawer().getByLabel("Email addresses").fill("cleo@example.com dora@example.com");
    await drawer().getByRole("button", { name: "Invite" }).click();
    await olga.page.getByText("Invited 2 people").waitFor();
    await olga.page.getByRole("tab", { name: "Invites" }).click();
    for (const name of ["cleo", "dora"]) await olga.page.getByLabel(`Select ${name}@example.com`).check();
    await olga.check_access("chosen invites");
    await press(olga.page, "Mail again");
    await olga.page.getByText("2 invites mailed again").waitFor();
    await until("a second mail", async () => (await host.mails("cleo@example.com")).length === 2);
    for (const name of ["cleo", "dora"]) await olga.page.getByLabel(`Select ${name}@example.com`).check();
    await press(olga.page, "Revoke");
    await drawer().getByText("cleo@example.com, dora@example.com").or(drawer().getByText("dora@example.com, cleo@example.com")).waitFor();
    await drawer().getByRole("button", { name: "Revoke" }).click();
    await olga.page.getByText("2 invites revoked").waitFor();
    await olga.page.locator("tr", { hasText: "dora@example.com" }).getByText("revoked").waitFor();
    assert.equal(await olga.page.getByLabel("Select dora@example.com").count(), 0);
  });

  test("members, invites and the audit log are narrowed, and the address keeps it", async () => {
    await olga.goto("/team");
    await olga.page.getByLabel("Role", { exact: true }).selectOption("member");
    await olga.page.waitForURL(/role=member/);
    await olga.page.getByRole("searchbox", { name: "Search" }).fill("bob");
    await olga.page.waitForURL(/q=bob/);
    await rows_with(olga.page, "Bob Builder");
    await olga.page.reload();
    await rows_with(olga.page, "Bob Builder");
    await olga.check_access("members, narrowed");
    await olga.page.getByLabel("Status").selectOption("suspended");
    await olga.page.getByText("No member fits these filters").waitFor();
    await olga.goto("/team?tab=invites&invite=revoked");
    await rows_with(olga.page, "revoked");
    await olga.page.getByLabel("State").selectOption("pending");
    await olga.page.waitForURL(/invite=pending/);
    await rows_with(olga.page, "pending");
    await olga.goto("/team?tab=audit");
    await olga.page.getByLabel("What").selectOption("invite.revoked");
    await olga.page.waitForURL(/action=invite.revoked/);
    await rows_with(olga.page, "Invite revoked");
    await olga.page.getByLabel("Who").selectOption({ label: "Bob Builder" });
    await olga.page.getByText("No entry fits these filters").waitFor();
    await olga.check_access("the audit log, narrowed");
  });

  test("a member opens with an address of their own, and says what can be changed", async () => {
    await olga.goto("/team");
    await olga.page.getByRole("link", { name: "Bob Builder" }).click();
    await olga.page.waitForURL(/member=/);
    await drawer().getByText("bob@example.com").waitFor();
    await drawer().getByText("Runs, 30 days").waitFor();
    await drawer().getByText(/^Member joined, /).waitFor();
    await drawer().getByText("None.").waitFor(); // of the keys
    await olga.check_access("a member");
    await drawer().getByRole("button", { name: "member: change Bob Builder" }).click();
    await olga.page.getByRole("menuitem", { name: "Suspend" }).click();
    await drawer().getByText("suspended", { exact: true }).waitFor();
    await press(olga.page, "Undo");
    await drawer().getByText("active", { exact: true }).waitFor();
    await olga.page.reload();
    await drawer().getByText("bob@example.com").waitFor();
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.search === "");
    await olga.page.getByRole("row").nth(1).waitFor();
    await olga.page.keyboard.press("j");
    await olga.page.keyboard.press("Enter");
    await olga.page.waitForURL(/member=/);
    await drawer().getByText("Last active").waitFor();
    await drawer().getByRole("button", { name: "Show all in the audit log" }).click();
    await olga.page.waitForURL(/actor=/);
    await olga.goto(`/team?member=${(await host.request("GET", "/api/v1/auth/session", { token: await access_token(host, "Sample") })).json.user.id}`);
    await drawer().getByText("This is you").waitFor();
    await olga.goto("/team?member=00000000-0000-4000-8000-000000000000");
    await drawer().getByRole("heading", { name: "Nobody here is called that" }).waitFor();
  });

  test("members whose next page is refused are not asked for without end", async () => {
    let asked = 0;
    await olga.goto("about:blank"); // what is left asks for members too
    const is_list = ({ pathname, search }) => pathname.endsWith("/team/members") && search !== "?limit=200";
    await olga.page.route(is_list, async (route) => {
      if (route.request().url().includes("cursor=")) {
        asked += 1;
        return route.fulfill({ status: 429, contentType: "application/problem+json", body: '{"status":429,"code":"rate_limited","detail":"Too many"}' });
      }
      const answer = await route.fetch();
      return route.fulfill({ response: answer, json: { ...(await answer.json()), next_cursor: "more" } });
    });
    olga.expects("429");
    await olga.goto("/team?order=cost");
    await press(olga.page, "Try again");
    await until("it is asked for once more", () => asked > 1);
    await olga.page.getByRole("button", { name: "Try again" }).waitFor();
    assert.equal(asked, 2);
    await olga.page.unroute(is_list);
    olga.expected.length = 0;
  });

  test("members are sorted by a column, and as before when it is pressed again", async () => {
    const names = () => olga.page.locator("tbody tr td:first-child a").allTextContents();
    const is_shown = (order) => until("the order", async () => isDeepStrictEqual(await names(), order));
    await olga.goto("/team");
    const head = (name) => olga.page.getByRole("columnheader", { name });
    await olga.page.getByRole("row").nth(1).waitFor();
    const joined = await names();
    await press(olga.page, "Member");
    await olga.page.waitForURL(/order=name/);
    await is_shown(joined.toSorted((one, other) => one.localeCompare(other)));
    assert.equal(await head("Member").getAttribute("aria-sort"), "ascending");
    await press(olga.page, "Runs, 30 days");
    await olga.page.waitForURL(/order=runs/);
    await until("its order", async () => (await head("Runs, 30 days").getAttribute("aria-sort")) === "descending");
    await olga.check_access("sorted members");
    await olga.page.getByRole("button", { name: /^Runs, 30 days/ }).click();
    await olga.page.waitForURL((url) => url.search === "");
    await is_shown(joined);
  });

  test("a budget is set, and an AI call that is recorded shows its cost", async () => {
    const token = await access_token(host, "Sample");
    await olga.goto("/tokens");
    await press(olga.page, "Add a budget");
    await drawer().getByLabel("Name").fill("tests");
    await drawer().getByLabel("Limit in USD").fill("250");
    await drawer().getByRole("button", { name: "Save" }).click();
    await olga.page.getByText(/of \$250/).waitFor();
    const usage = { prompt_tokens: 1000, completion_tokens: 100 };
    const body = { provider: "openai", model: "gpt-4o", request_id: "from-the-test", usage };
    assert.equal((await host.request("POST", "/api/v1/tokens/usage", { body, token })).status, 201);
    await olga.goto("/tokens");
    await olga.page.locator("tr", { hasText: "from-the-test" }).getByText("$0.0035", { exact: true }).waitFor();
  });

  test("a recommendation is applied by a rule of the gateway, and taken back", async () => {
    const token = await access_token(host, "Sample");
    const rules = async () => (await host.request("GET", "/api/v1/ai/rules", { token })).json.data.map(({ when, then }) => [when.models, then.targets]);
    const call = (number) => ({ provider: "openai", model: "gpt-4o", request_id: `short-${number}`, usage: { input: 200, output: 20 } });
    const body = { usage: Array.from({ length: 90 }, (_, number) => call(number)) };
    assert.equal((await host.request("POST", "/api/v1/tokens/batch", { body, token })).status, 201);
    await olga.goto("/tokens");
    const advice = olga.page.getByRole("listitem").filter({ hasText: "Ask a smaller model for short answers" }).filter({ hasText: "openai gpt-4o," });
    const apply = advice.getByRole("button", { name: /^Ask .* instead$/ });
    await apply.click();
    await olga.check_access("a rule to be set");
    await press(olga.page, "Set the rule");
    await advice.getByRole("button", { name: "Take the rule back" }).waitFor();
    const [[models, [target]]] = await rules();
    assert.deepEqual(models, ["gpt-4o", "gpt-4o-20*"]);
    assert.match(target.model, /^gpt-.*mini/);
    await press(olga.page, "Undo");
    await apply.waitFor();
    assert.deepEqual(await rules(), []);
    await advice.getByRole("link", { name: "Show its calls" }).click();
    await olga.page.waitForURL(/of=gpt-4o&provider=openai/);
  });

  test("the address in a notice or a mail leads to the part of a page that it names", async () => {
    const in_sight = (text) =>
      until(`${text} in sight`, () =>
        olga.page.getByRole("heading", { name: text }).evaluateAll(([heading]) => {
          const top = heading?.getBoundingClientRect().top ?? -1;
          return top > 0 && top < innerHeight;
        }));
    for (const [from, to, heading] of [
      ["/tokens/budgets", "/tokens#budgets", "Budgets"],
      ["/tokens/prices", "/tokens#prices", "Your own prices"],
      ["/settings/sessions", "/settings#sessions", "Where you are signed in"],
    ]) {
      await olga.goto(from);
      await olga.page.waitForURL(`**${to}`);
      await in_sight(heading);
    }
    await olga.goto("/notifications/webhooks");
    await olga.page.waitForURL("**/notifications?tab=webhooks");
    await olga.page.getByRole("button", { name: "Add a webhook" }).waitFor();
  });

  test("a leaked DSN is replaced, and a project is paused, renamed and deleted", async () => {
    const token = await access_token(host, "Sample");
    const { json } = await host.request("POST", "/api/v1/errors/projects", { token, body: { name: "leaky" } });
    const send = async (dsn) => {
      const { username, pathname } = new URL(dsn);
      return (await host.request("POST", `/api${pathname}/store/?sentry_key=${username}`, { body: { message: "It leaks" } })).status;
    };
    await olga.goto("/settings");
    const shown = (name) => olga.page.getByLabel(`DSN of ${name}`);
    const change = async (name, deed) => {
      await olga.page.getByRole("button", { name: `Change ${name}` }).click();
      await olga.page.getByRole("menuitem", { name: deed }).click();
    };
    assert.equal(await send(json.dsn), 200);
    await change("leaky", "New DSN");
    await olga.check_access("a DSN that is about to be replaced");
    await press(olga.page, "Replace the DSN");
    await olga.page.getByText("The project has a new DSN").waitFor();
    await until("the new DSN", async () => (await shown("leaky").textContent()) !== json.dsn);
    const renewed = await shown("leaky").textContent();
    assert.deepEqual([await send(json.dsn), await send(renewed)], [403, 200]);
    await change("leaky", "Pause");
    await drawer().getByRole("button", { name: "Pause" }).click();
    await olga.page.getByText("paused", { exact: true }).waitFor();
    assert.equal(await send(renewed), 403);
    await change("leaky", "Take events again");
    await olga.page.getByText("paused", { exact: true }).waitFor({ state: "detached" });
    assert.equal(await send(renewed), 200);
    await change("leaky", "Rename");
    await drawer().getByLabel("Name").fill("tight");
    await drawer().getByRole("button", { name: "Rename" }).click();
    await shown("tight").waitFor();
    await change("tight", "Delete");
    await drawer().getByRole("button", { name: "Delete" }).click();
    await shown("tight").waitFor({ state: "detached" });
    assert.equal(await send(renewed), 403);
  });

  test("a name is changed, and stands in the header", async () => {
    await olga.goto("/settings");
    await olga.page.getByLabel("Name", { exact: true }).fill("Olga Oberin");
    await press(olga.page, "Save");
    await olga.page.getByRole("button", { name: "OO: Olga Oberin" }).waitFor();
    await olga.page.getByText("this one").waitFor();
  });

  test("an address is changed by who reads the new one and signs in as before", async () => {
    const bob = await new Person(browser, host.url).begin();
    await bob.goto("/sign-in");
    await fill(bob.page, { email: "bob@example.com", password: "a horse with another battery" });
    await press(bob.page, "Sign in");
    await bob.page.waitForURL("**/errors");
    await bob.goto("/settings");
    await press(bob.page, "Change the address");
    await bob.page.getByLabel("New email address").fill("robert@example.com");
    const ask = async (password) => {
      await bob.page.getByLabel("Your password (empty if you have none)").fill(password);
      await press(bob.page, "Mail the link");
    };
    bob.expects("400");
    await ask("not his password");
    await bob.page.getByText("Is not your password").waitFor();
    await bob.check_access("an address that was refused");
    bob.expected.length = 0;
    await ask("a horse with another battery");
    await bob.page.getByText("A link is on its way to robert@example.com").waitFor();
    await bob.check_access("an address that was asked for");
    await bob.page.keyboard.press("Escape");
    assert.ok(await mail_to(host, "bob@example.com", ({ subject }) => subject === "A new address was asked for"));
    const { pathname, hash } = new URL((await mail_to(host, "robert@example.com")).links[0]);
    await hold(bob.page, sign_in_file); // so that he opens the link before the page to sign in has come
    await bob.page.getByRole("button", { name: /^BB:/ }).click();
    await bob.page.getByRole("menuitem", { name: "Sign out" }).click();
    await bob.page.waitForURL("**/sign-in**");
    await bob.goto(pathname + hash);
    await bob.page.unroute(sign_in_file);
    await bob.check_access("a new address to confirm");
    await press(bob.page, "Confirm");
    await fill(bob.page, { email: "bob@example.com", password: "a horse with another battery" });
    await press(bob.page, "Sign in");
    await bob.page.getByRole("heading", { name: "Confirm your new address" }).waitFor();
    await press(bob.page, "Confirm");
    await bob.page.waitForURL("**/settings");
    await bob.page.getByText("Your address is changed").waitFor();
    await until("it", async () => (await bob.page.getByLabel("Email", { exact: true }).inputValue()) === "robert@example.com");
    await mail_to(host, "bob@example.com", ({ subject }) => subject === "Your address was changed");
    await bob.check_quiet();
    await bob.close();
  });

  test("an account is offered where sign-up is open, and nowhere else", async () => {
    const closed = new Host(host.name);
    closed.sign_up = "closed";
    await closed.start();
    const open_person = await new Person(browser, host.url).begin();
    const person = await new Person(browser, closed.url).begin();
    await open_person.goto("/sign-in");
    await open_person.page.getByRole("link", { name: "Create an account" }).waitFor();
    const asked = person.page.waitForResponse((answer) => answer.url().endsWith("/auth/signup"));
    await person.goto("/sign-in");
    assert.deepEqual(await (await asked).json(), { state: "closed" });
    assert.equal(await person.page.getByRole("link", { name: "Create an account" }).count(), 0);
    await person.goto("/sign-up");
    await person.page.getByRole("heading", { name: "Sign-up is closed" }).waitFor();
    await person.check_access("closed sign-up");
    for (const one of [open_person, person]) {
      await one.check_quiet();
      await one.close();
    }
    await closed.close();
  });

  test("a mailed link and a mailed code sign in; a new password works", async () => {
    const person = await new Person(browser, host.url).begin();
    await person.goto("/errors?state=all");
    await press(person.page, "Sign in by email instead");
    await fill(person.page, { email: owner.email });
    await press(person.page, "Send the mail");
    await person.page.getByRole("heading", { name: "Look into your mail" }).waitFor();
    const mail = await mail_to(host, owner.email);
    await fill(person.page, { code: mail.code });
    await press(person.page, "Sign in");
    await person.page.waitForURL("**/errors?state=all");
    await person.page.getByRole("button", { name: /^OO:/ }).click();
    await person.page.getByRole("menuitem", { name: "Sign out" }).click();
    await person.page.waitForURL("**/sign-in**");
    await person.page.getByRole("link", { name: "Forgot your password?" }).click();
    await person.page.getByRole("heading", { name: "Reset your password" }).waitFor(); // both pages ask for an address
    await fill(person.page, { email: owner.email });
    await press(person.page, "Send the mail");
    await person.page.getByRole("heading", { name: "Look into your mail" }).waitFor();
    const reset = await mail_to(host, owner.email, ({ subject }) => subject.includes("Reset"));
    const { pathname, hash } = new URL(reset.links[0]);
    await person.goto(pathname + hash);
    await fill(person.page, { password: "another horse battery staple" });
    olga.expects("401", "Unauthorized"); // every session ends
    await press(person.page, "Change the password");
    await person.page.getByText("Your password is changed").waitFor();
    await fill(person.page, { email: owner.email, password: "wrong wrong wrong" });
    person.expects("401");
    await press(person.page, "Sign in");
    await person.page.getByRole("alert").getByText(/./).first().waitFor();
    await sign_in(person.page, { ...owner, password: "another horse battery staple" });
    await person.check_quiet();
    olga.state = await person.context.storageState();
    await person.close();
  });
}
