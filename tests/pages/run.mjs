// node tests/pages/run.mjs [--host NAME]…
// The pages in Chromium, on real hosts, as a person uses them. Nothing may be said on the console, fail, move or be
// hard to reach; see browser.mjs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host } from "../support/hosts.mjs";
import { quiet, restart } from "../support/people.mjs";
import { Providers } from "../support/providers.mjs";
import { until } from "../support/until.mjs";
import { open_browser, Person } from "./browser.mjs";
import { access_token, fill, mail_to, owner, press, run_python, run_shell, run_snippet, seed, set_up, sign_in, switch_org, traced_program } from "./steps.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const places = ["/errors", "/executions", "/tokens", "/analytics", "/notifications", "/notifications?tab=preferences", "/notifications?tab=webhooks", "/keys", "/team", "/settings"];

for (const name of flags.host ?? ["wasmtime"]) {
  describe(`pages on ${name}`, () => {
    const host = new Host(name);
    const providers = new Providers();
    let browser, olga;

    before(async () => {
      await providers.start();
      host.environment = providers.environment();
      await host.start("--without-limits");
      browser = await open_browser();
      olga = await new Person(browser, host.url).begin();
    });
    after(async () => {
      await browser?.close();
      providers.stop();
      await host.close();
    });
    afterEach(() => olga.check_quiet());

    const issue = (title) => olga.page.getByRole("link", { name: title });
    const drawer = () => olga.page.getByRole("dialog");

    test("the first one sets up, and is told how to send an error", async () => {
      await set_up(olga.page, host);
      await press(olga.page, 'Create the project "app"');
      await olga.page.getByRole("heading", { name: "Send your first error" }).waitFor();
      await olga.check_access("the empty list");
    });

    test("the snippet of the empty page sends an error, which appears by itself", async () => {
      const code = await olga.page.getByLabel("Node example").textContent();
      olga.codes = { python: await olga.page.getByLabel("Python example").textContent(), curl: await olga.page.getByLabel("curl example").textContent() };
      await run_snippet(code);
      await issue("TypeError: Cannot read properties of undefined (reading 'total')").waitFor();
      await olga.page.getByRole("link", { name: "Notifications, 1 unread" }).waitFor();
      olga.code = code;
    });

    test("the other snippets of empty pages work as they stand", async () => {
      const token = await access_token(host, "Shop");
      const post = async (path, body) => (await host.request("POST", `/api/v1/${path}`, { token, body })).json;
      const scopes = ["errors:write", "telemetry:write", "tokens:write", "ai:use", "executions:write"];
      const { key } = await post("keys/access", { name: "snippets", kind: "secret", scopes });
      await post("keys", { name: "openai", service: "openai", secret: "sk-of-openai", base_url: providers.url });
      const environment = { ACCESS_KEY: key };
      const code_of = (label) => olga.page.getByLabel(label).textContent();
      const see = async (path, text) => {
        await olga.goto(path);
        await olga.page.getByText(text).first().waitFor();
      };
      await run_python(olga.codes.python);
      await run_shell(olga.codes.curl, environment);
      await issue("Error: It broke").waitFor();
      await issue(/KeyError/).waitFor();

      await olga.goto("/executions");
      await run_shell(await code_of("curl example"), environment);
      await olga.page.getByText("nightly load").first().waitFor();

      await olga.goto("/tokens");
      const [curl, openai] = [await code_of("curl example"), await code_of("OpenAI example")];
      assert.match((await run_snippet(openai, environment)).stdout, /word0/);
      await see("/tokens", /of the time|req_1|openai/);
      await run_shell(curl, environment);
      await see("/tokens", /call-1/);

      await olga.goto("/analytics");
      const otlp = await code_of("OpenTelemetry example");
      await run_shell(await code_of("curl example"), environment);
      await see("/analytics", "cart");
      await run_shell(`${otlp}\n"$NODE" --input-type=module -e "$PROGRAM"`, { ...environment, NODE: process.execPath, PROGRAM: traced_program });
      const traces = await host.request("GET", "/api/v1/telemetry/traces", { token });
      assert.match(traces.text, /traced by the snippet/);
      await olga.goto("/errors");
    });

    test("an issue is opened, resolved, taken back, resolved again and comes back", async () => {
      await issue(/TypeError/).click();
      await olga.page.waitForURL(/\/errors\/[0-9a-f-]{36}/);
      await drawer().getByRole("heading", { name: "Stack" }).waitFor();
      await olga.check_access("an issue");
      await drawer().getByRole("button", { name: "Resolve", exact: true }).click();
      await drawer().getByText("resolved", { exact: true }).waitFor();
      await press(olga.page, "Undo");
      await drawer().getByText("unresolved", { exact: true }).waitFor();
      await olga.page.keyboard.press("e");
      await olga.page.getByText("Resolved", { exact: true }).first().waitFor();
      await drawer().getByRole("button", { name: "Reopen" }).waitFor();
      await run_snippet(olga.code);
      await drawer().getByText("unresolved", { exact: true }).waitFor();
      await drawer().getByRole("tab", { name: "History" }).click();
      await drawer().getByText("Regressed").waitFor();
      await olga.page.keyboard.press("Escape");
      await olga.page.waitForURL((url) => url.pathname === "/errors");
    });

    test("an issue is assigned, noted, muted and made more severe", async () => {
      await issue(/TypeError/).click();
      const choose = async (menu, item) => {
        await drawer().getByRole("button", { name: menu, exact: true }).click();
        await olga.page.getByRole("menuitem", { name: item }).click();
      };
      await choose("Assign", "Olga Owner (you)");
      await drawer().getByText("assigned to Olga Owner").waitFor();
      await choose("Assign", "Nobody");
      await drawer().getByText("assigned to Olga Owner").waitFor({ state: "detached" });
      await choose("Severity", "critical");
      await drawer().getByText("critical").waitFor();
      await press(olga.page, "Add a note");
      await drawer().getByLabel("Note").fill("The cart was empty");
      await press(olga.page, "Save");
      await drawer().getByText("The cart was empty").waitFor();
      await choose("Mute", "Until 10 more events");
      await drawer().getByText("until 10 more events").waitFor();
      await drawer().getByRole("button", { name: "Unmute" }).click();
      await drawer().getByText("unresolved", { exact: true }).waitFor();
      await drawer().getByRole("button", { name: "Close" }).click();
    });

    test("what is read in one tab is read in the other", async () => {
      const other = await olga.tab();
      await other.goto("/notifications");
      await other.getByRole("button", { name: "Mark all as read" }).click();
      await other.getByRole("link", { name: "Notifications", exact: true }).first().waitFor();
      await olga.page.getByTestId("unread").waitFor({ state: "detached" });
      await olga.check_quiet(other);
      await other.close();
    });

    test("an org with a history: switched to, filtered, sorted; reload and Back keep it", async () => {
      await olga.goto("about:blank");
      if (name === "workerd") await restart(host, () => seed(host)); // its database has one writer
      else seed(host);
      await olga.goto("/errors");
      await switch_org(olga.page, "Shop", "Sample");
      const rows = olga.page.locator("tbody tr");
      await olga.page.getByText("All", { exact: true }).click();
      await olga.page.waitForURL(/state=all/);
      await olga.page.getByLabel("Severity").selectOption("medium");
      await olga.page.waitForURL(/severity=medium/);
      await press(olga.page, "Events");
      await olga.page.waitForURL(/sort=events/);
      await olga.page.getByRole("searchbox", { name: "Search" }).fill("TypeError");
      await olga.page.waitForURL(/q=TypeError/);
      await olga.page.waitForFunction(() => [...document.querySelectorAll("tbody tr")].every((row) => row.textContent.includes("TypeError")));
      const [address, shown] = [olga.page.url(), await rows.allInnerTexts()];
      assert.ok(shown.length > 1);
      await olga.page.reload();
      await rows.first().waitFor();
      assert.equal(olga.page.url(), address);
      assert.deepEqual(await rows.allInnerTexts(), shown);
      await rows.first().getByRole("link").click();
      await drawer().getByRole("heading", { name: "Stack" }).waitFor();
      await olga.page.goBack();
      await olga.page.waitForURL(address);
      await olga.page.goBack();
      await olga.page.waitForURL((url) => !url.search.includes("q="));
      assert.match(olga.page.url(), /severity=medium/);
      assert.equal(await olga.page.getByRole("searchbox", { name: "Search" }).inputValue(), "");
    });

    test("a list is saved with its filters, rows stand closer, a part of a chart is chosen and saved", async () => {
      const saved = async (start) => {
        const [download] = await Promise.all([olga.page.waitForEvent("download"), start()]);
        return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
      };
      await olga.goto("/errors?state=all&severity=medium");
      const rows = olga.page.locator("tbody tr");
      await rows.first().waitFor();
      const list = await saved(() => press(olga.page, "Export as CSV"));
      const lines = list.bytes.toString().trim().split("\r\n");
      assert.equal(list.name, "errors.csv");
      assert.equal(lines.length - 1, await rows.count());
      assert.ok(lines[0].includes("last_seen_at,") && lines.slice(1).every((line) => line.includes("medium")));

      const tall = await rows.first().evaluate((row) => row.offsetHeight);
      await olga.goto("/settings");
      await olga.page.getByText("Compact rows").click();
      await olga.goto("/errors?state=all");
      await rows.first().waitFor();
      assert.ok((await rows.first().evaluate((row) => row.offsetHeight)) < tall);

      await olga.goto("/tokens?range=90d");
      const chart = olga.page.getByRole("img", { name: /^Cost per day/ });
      const other_time = olga.page.locator("main [aria-haspopup=dialog]");
      const { x, y, width } = await chart.boundingBox();
      await olga.page.mouse.move(x + width * 0.9, y + 60);
      await olga.page.mouse.down();
      await olga.page.mouse.move(x + width * 0.95, y + 60, { steps: 3 });
      await olga.page.mouse.up();
      await olga.page.waitForURL(/since=\d+&until=\d+/);
      await other_time.getByText(/20\d\d/).waitFor();
      const save_chart = async (as) => {
        await olga.page.getByRole("button", { name: /^Save (Cost|Tokens) per/ }).click();
        return saved(() => olga.page.getByRole("menuitem", { name: as }).click());
      };
      assert.equal((await save_chart("Picture (PNG)")).bytes.subarray(1, 4).toString(), "PNG");
      assert.match((await save_chart("Figures (CSV)")).bytes.toString(), /^at,Cost per \w+\r\n20/);
      await other_time.click();
      await olga.check_access("another time");
      await olga.page.keyboard.press("Escape");
      await olga.page.getByText("90 days").click();
      await olga.page.waitForURL((url) => url.search === "?range=90d");

      await olga.goto("/tokens?range=90d&measure=tokens");
      await press(olga.page, "output");
      const [, ...days] = (await save_chart("Figures (CSV)")).bytes.toString().trim().split("\r\n");
      assert.ok(days.some((day) => Number(day.split(",")[2]) > 0), "what is hidden is in the file all the same");
    });

    test("one name a field in a file, a file that is cut off says so, and a time is shown as the clock was then", async () => {
      const saved = async () => {
        const [download] = await Promise.all([olga.page.waitForEvent("download"), press(olga.page, "Export as CSV")]);
        return readFileSync(await download.path(), "utf8").trim().split("\r\n");
      };
      await olga.goto("/keys");
      const [names] = await saved();
      assert.match(names, /,expires_at,/);
      assert.doesNotMatch(names, /at_ms/);

      const [winter_ms, summer_ms] = [Date.UTC(2026, 0, 15, 10), Date.UTC(2026, 6, 15, 10)];
      await olga.goto(`/tokens?since=${winter_ms}&until=${summer_ms}`);
      await olga.page.locator("main [aria-haspopup=dialog]").click();
      assert.equal(await olga.page.getByLabel("From", { exact: true }).inputValue(), "2026-01-15T11:00");
      assert.equal(await olga.page.getByLabel("To", { exact: true }).inputValue(), "2026-07-15T12:00");

      await olga.goto("/tokens?range=90d");
      const endless = { headers: { "x-next-cursor": "more" }, contentType: "text/csv", body: "id\r\none\r\n" };
      await olga.page.route("**/tokens/export?**", (route) => route.fulfill(endless));
      assert.equal((await saved()).length, 1 + 200);
      await olga.page.getByText("The file holds the first 40,000 rows; filter for less.").waitFor();
      await olga.page.unroute("**/tokens/export?**");
    });

    for (const [path, least_px] of [
      ["/notifications", 50 * 60],
      ["/tokens?range=90d", 400 * 40],
    ])
      test(`the list of ${path} goes on to its end, and what is far away is not in the page`, async () => {
        await olga.goto(path);
        const rows = olga.page.locator("main tbody tr, main li");
        await rows.first().waitFor();
        const more = olga.page.getByRole("button", { name: "Show more" });
        const height = () => olga.page.evaluate(() => document.documentElement.scrollHeight);
        await more.waitFor();
        while (await more.count()) {
          const before = await height();
          await olga.page.keyboard.press("End");
          await until("more rows", async () => (await height()) > before || (await more.count()) === 0);
        }
        assert.ok((await height()) > least_px);
        await until("few rows", async () => (await rows.count()) < 250);
        await olga.page.keyboard.press("Home");
        await rows.first().getByText(/./).first().waitFor();
      });

    test("the keyboard is enough", async () => {
      await olga.goto("/errors?state=all");
      await olga.page.locator("tbody tr").first().waitFor();
      await olga.page.keyboard.press("j");
      await olga.page.keyboard.press("j");
      await olga.page.keyboard.press("Enter");
      await drawer().getByRole("heading", { name: "Stack" }).waitFor();
      const second = olga.page.url();
      await olga.page.keyboard.press("k");
      await olga.page.waitForURL((url) => url.href !== second);
      await olga.page.keyboard.press("Escape");
      await olga.page.waitForURL((url) => url.pathname === "/errors");
      await olga.page.keyboard.press("?");
      await drawer().getByText("Next row").waitFor();
      await olga.check_access("the keys");
      await olga.page.keyboard.press("Escape");
      await olga.page.keyboard.press("Control+k");
      await olga.page.getByRole("combobox", { name: "Go to" }).fill("notif");
      await olga.check_access("the palette");
      await olga.page.keyboard.press("Enter");
      await olga.page.waitForURL("**/notifications");
    });

    test("a run that programs report is followed live, cancelled and run again", async () => {
      await olga.goto("/executions?range=90d");
      await press(olga.page, "Start a run");
      await drawer().getByLabel("Name").fill("import");
      await press(olga.page, "Start");
      await drawer().getByRole("heading", { name: "import" }).waitFor();
      const id = new URL(olga.page.url()).pathname.split("/").at(-1);
      const path = `/api/v1/executions/${id}`;
      const token = await access_token(host, "Sample");
      const report = async (method, to, body) => assert.ok((await host.request(method, to, { body, token })).status < 300);
      await report("PATCH", path, { status: "running", progress: 40, step: "load" });
      await drawer().getByText("40 % (load)").waitFor();
      await report("POST", `${path}/logs`, { lines: [{ message: "first line" }, { message: "second line", level: "error" }] });
      await drawer().getByText("second line").waitFor();
      await drawer().getByLabel("Level").selectOption("error");
      await drawer().getByText("first line").waitFor({ state: "detached" });
      await olga.check_access("a run");
      await press(olga.page, "Cancel the run");
      await olga.page.getByRole("dialog", { name: "Cancel this run?" }).getByRole("button", { name: "Cancel the run" }).click();
      await drawer().getByText("cancelled", { exact: true }).waitFor();
      await press(olga.page, "Run it again");
      await olga.page.waitForURL((url) => !url.pathname.endsWith(id));
      await drawer().getByText("retry, attempt 2").waitFor();
      await olga.page.keyboard.press("Escape");
    });

    test("the server stops and starts again: a form keeps what is typed, streams go on, nothing is missed", async () => {
      const message = (name) => olga.page.getByRole("status").getByText(name);
      const gone = message(/^The server can't be reached\./);
      const token = await access_token(host, "Sample");
      const send = async (method, path, body) => (await host.request(method, `/api/v1/${path}`, { body, token })).json;
      const { id } = await send("POST", "executions", { name: "before the outage", status: "running" });
      const other = await olga.tab();
      await other.goto(`/executions/${id}`);
      await other.getByRole("heading", { name: "before the outage" }).waitFor();
      await olga.goto("/executions?range=90d");
      await press(olga.page, "Start a run");
      await drawer().getByLabel("Name").fill("after the outage");
      const unread = olga.page.getByTestId("unread");
      const before = Number(await unread.textContent());
      olga.expects("net::ERR_");
      await host.stop();
      await gone.waitFor();
      await olga.check_access("an outage");
      await press(olga.page, "Start");
      await drawer().getByRole("alert").getByText("The server can't be reached.").waitFor();
      await host.start("--without-limits");
      await send("PATCH", `executions/${id}`, { progress: 70, step: "load" });
      await other.getByText("70 % (load)").waitFor();
      await send("POST", "errors", { message: "It broke while nobody looked", error_type: "OutageError" });
      await gone.waitFor({ state: "detached" });
      await quiet(host);
      const all = (await send("GET", "notifications/count")).unread;
      await until("the count of unread", async () => all > before && Number(await unread.textContent()) === all);
      await press(olga.page, "Start");
      await drawer().getByRole("heading", { name: "after the outage" }).waitFor();
      await drawer().getByRole("button", { name: "Close" }).click();
      await other.close();
      await olga.context.setOffline(true);
      await message(/^You are offline\./).waitFor();
      await olga.page.getByRole("link", { name: "Team" }).click(); // a page that is not here yet
      await olga.context.setOffline(false);
      await olga.page.getByRole("heading", { name: "Team" }).waitFor();
      await message(/^You are offline\./).waitFor({ state: "detached" });
      olga.expected.length = 0;
    });

    test("a server that answers is used while the browser says that it is offline", async () => {
      await olga.goto("/team");
      await olga.page.getByRole("heading", { name: "Team" }).waitFor();
      const asked = olga.page.waitForResponse("**/healthz");
      await olga.page.evaluate(() => {
        Object.defineProperty(navigator, "onLine", { value: false });
        dispatchEvent(new Event("offline"));
      });
      await asked;
      await olga.page.getByRole("link", { name: "Keys" }).click();
      await olga.page.getByRole("button", { name: "Issue a key" }).waitFor();
      assert.equal(await olga.page.getByText(/^You are offline\./).count(), 0);
    });

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
      await row.getByRole("button", { name: "Change reader" }).click();
      await olga.page.getByRole("menuitem", { name: "Delete" }).click();
      await drawer().getByRole("button", { name: "Delete" }).click();
      await row.waitFor({ state: "detached" });
      assert.equal((await host.request("GET", "/api/v1/errors", { token: key })).status, 401);
    });

    test("who is invited joins in a browser of their own, and a change of role holds there", async () => {
      await olga.goto("/team");
      await press(olga.page, "Invite");
      await drawer().getByLabel("Email addresses").fill("bob@example.com");
      await drawer().getByRole("button", { name: "Invite" }).click();
      await olga.page.getByText("Invited 1 person").waitFor();
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
      await bob.page.getByRole("button", { name: "Start a run" }).waitFor({ state: "detached" });
      await bob.check_quiet();
      await bob.close();
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
      await olga.page.getByText("from-the-test").waitFor();
    });

    test("a name is changed, and stands in the header", async () => {
      await olga.goto("/settings");
      await olga.page.getByLabel("Name", { exact: true }).fill("Olga Oberin");
      await press(olga.page, "Save");
      await olga.page.getByRole("button", { name: "OO: Olga Oberin" }).waitFor();
      await olga.page.getByText("this one").waitFor();
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
      await fill(person.page, { email: owner.email });
      await press(person.page, "Send the mail");
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

    for (const [theme, size] of [
      ["light", "phone"],
      ["dark", "desk"],
    ])
      test(`every page fits a ${size} and can be reached by all, ${theme}`, async () => {
        const person = await new Person(browser, host.url).begin({ theme, size, state: olga.state });
        for (const path of places) {
          await person.goto(path);
          await person.page.locator("main h1").waitFor();
          await person.page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
          await person.check_access(`${path} in ${theme}`);
          await person.check_width(path);
          await person.check_quiet();
        }
        olga.state = await person.context.storageState();
        await person.close();
      });
  });
}
