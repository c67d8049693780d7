// node tests/pages/preview.mjs [--host NAME]…
// What a person sees of what would be, while they edit: it follows each change, is what then happens, and is no need of
// any form.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host } from "../support/hosts.mjs";
import { until } from "../support/until.mjs";
import { open_browser, Person } from "./browser.mjs";
import { access_token, press, set_up, sign_in } from "./steps.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const missing = "No preview here: this browser could not load it.";

for (const name of flags.host ?? ["wasmtime"]) {
  describe(`previews on ${name}`, () => {
    const host = new Host(name);
    let browser, olga, token;

    before(async () => {
      await host.start("--without-limits");
      browser = await open_browser();
      olga = await new Person(browser, host.url).begin();
      await set_up(olga.page, host);
      token = await access_token(host, "Shop");
    });
    after(async () => {
      await browser?.close();
      await host.close();
    });
    afterEach(() => olga.check_quiet());

    const send = async (method, path, body) => {
      const answer = await host.request(method, `/api/v1/${path}`, { token, body });
      assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
      return answer.json;
    };
    const dialog = () => olga.page.getByRole("dialog");
    const box = (title) => olga.page.getByRole("region", { name: title });
    const says = (title, text) => box(title).getByText(text).first().waitFor();
    const million = (request_id) => ({ provider: "acme", model: "acme-1", request_id, usage: { input: 1_000_000 } });

    const modules = () => olga.page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).length);

    test("the module comes when it is asked for, to stay, under a policy that allows nothing else", async () => {
      assert.equal(await modules(), 0);
      const came = olga.page.waitForResponse(/\/assets\/preview-[\w-]+\.wasm$/);
      await olga.page.getByRole("link", { name: /^Notifications/ }).first().click();
      await olga.page.getByText("Preferences", { exact: true }).click();
      const headers = (await came).headers();
      assert.match(headers["content-type"], /^application\/wasm/);
      assert.match(headers["cache-control"], /immutable/);
      const page = await host.request("GET", "/", { headers: { accept: "text/html" } });
      const policy = page.headers.get("content-security-policy");
      assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
      assert.doesNotMatch(policy, /'unsafe-/);
    });

    test("a price shows what calls cost under it, before it is set", async () => {
      await send("POST", "tokens/usage", million("first"));
      await olga.goto("/tokens");
      await press(olga.page, "Set its price");
      const title = "What calls would cost";
      await dialog().getByLabel(/^Input( \*)?$/).fill("1");
      await dialog().getByLabel("Output").fill("2");
      await says(title, "$0.0012");
      await says(title, "The last 1 recorded call");
      await says(title, "$1.00");
      await says(title, "no price");
      await dialog().getByLabel(/^Input( \*)?$/).fill("2");
      await says(title, "$2.00");
      await olga.check_access("a price and its preview");
      await dialog().getByRole("button", { name: "Save" }).click();
      await olga.page.getByText("The price is set").waitFor();
      assert.equal((await send("POST", "tokens/usage", million("second"))).cost_nano_usd, 2e9);
    });

    test("the org's own prices stand in a list, where they are changed and others set", async () => {
      await olga.goto("/tokens");
      const row = (text) => olga.page.getByRole("row").filter({ hasText: text });
      await row("acme-1").getByText("$2.00").first().waitFor();
      await press(olga.page, "Set a price");
      await dialog().getByLabel("Provider").fill("acme");
      await dialog().getByLabel("Model").fill("acme-2");
      await dialog().getByLabel(/^Input( \*)?$/).fill("0.5");
      await dialog().getByLabel("Output").fill("4");
      await says("What calls would cost", "$0.0009");
      await olga.check_access("a price of any model");
      await dialog().getByRole("button", { name: "Save" }).click();
      await row("acme-2").getByText("$0.5000").first().waitFor();
      await press(olga.page, "Change the price of acme acme-2");
      assert.equal(await dialog().getByLabel(/^Input( \*)?$/).inputValue(), "0.5");
      assert.equal(await dialog().getByLabel("Output").inputValue(), "4");
      await dialog().getByLabel(/^Input( \*)?$/).fill("3");
      await dialog().getByRole("button", { name: "Save" }).click();
      await row("acme-2").filter({ hasText: "replaced" }).getByText("$0.5000").first().waitFor();
      await row("acme-2").filter({ hasNotText: "replaced" }).getByText("$3.00").first().waitFor();
      const rates = { input: 1_000_000, output: 2_000_000 };
      const ahead = { provider: "acme", model: "acme-2", tiers: [{ rates }], effective_from_ms: Date.now() + 40 * 86_400_000 };
      await send("PUT", "tokens/prices", ahead);
      await send("PUT", "tokens/prices", { ...ahead, model: "acme-3", tiers: [{ rates: { ...rates, reasoning: 9 } }], effective_from_ms: undefined });
      await olga.goto("/tokens");
      await row("acme-2").filter({ hasText: ", from " }).getByText("$1.00").first().waitFor();
      assert.equal(await row("acme-2").filter({ hasText: "replaced" }).count(), 1);
      await row("acme-2").filter({ hasText: "$3.00" }).getByRole("button").waitFor();
      await row("acme-3").getByText("with rates that are not shown").waitFor();
      assert.equal(await row("acme-3").getByRole("button").count(), 0);
      await olga.check_access("prices");
    });

    test("a budget shows how full it would be, and is", async () => {
      await olga.goto("/tokens");
      await press(olga.page, "Add a budget");
      const title = "What it would say now";
      await dialog().getByLabel("Name").fill("all");
      await dialog().getByLabel("Limit in USD").fill("8");
      await says(title, /^\$2\.00 of \$8\.00 are spent this month \(25 %\): within its limit\.$/);
      await says(title, "Admins hear of it at 50 %, 80 %, 100 %.");
      await dialog().getByLabel("Limit in USD").fill("3.9");
      await says(title, /\(51 %\): near its limit/);
      await dialog().getByLabel("Begins anew each").selectOption("day");
      await says(title, /spent this day/);
      await dialog().getByLabel("Limit in USD").fill("2");
      await dialog().getByLabel("At the limit").selectOption("block");
      await says(title, /used up: calls stop at once/);
      await olga.check_access("a budget and its preview");
      await dialog().getByRole("button", { name: "Save" }).click();
      await olga.page.getByText("used up, calls are stopped").waitFor();
      await press(olga.page, "Edit");
      await dialog().getByLabel("Limit in USD").fill("20");
      await says(title, /\(10 %\): within its limit/);
      await dialog().getByRole("button", { name: "Cancel" }).click();
    });

    test("a budget of one model counts its dated names, and no other model", async () => {
      const cost = async (model, input, request_id) => (await send("POST", "tokens/usage", { ...million(request_id), model, usage: { input } })).cost_nano_usd;
      assert.equal(await cost("acme-1-2026-01-01", 500_000, "dated"), 1e9);
      assert.ok((await cost("acme-2", 1_000_000, "other")) > 0);
      await olga.goto("/tokens");
      await press(olga.page, "Add a budget");
      const title = "What it would say now";
      await dialog().getByLabel("Name").fill("one model");
      await dialog().getByLabel("Counts the calls of").selectOption("model");
      await dialog().getByLabel("Limit in USD").fill("6");
      await dialog().getByLabel("Model").fill("Acme-1");
      await says(title, /^\$3\.00 of \$6\.00 are spent this month \(50 %\)/);
      await dialog().getByLabel("Model").fill("acme-3");
      await says(title, /^\$0\.00 of \$6\.00/);
      await dialog().getByLabel("Model").fill("acme/acme-1");
      await says(title, /^\$3\.00 of \$6\.00/);
      await olga.check_access("a budget of one model");
      await dialog().getByRole("button", { name: "Save" }).click();
      await olga.page.getByText(/^\$3\.00 of \$6\.00 \(50 %\)/).waitFor();
    });

    test("quiet hours and choices show what waits, what comes and why", async () => {
      const title = "What would become of a notice";
      await olga.goto("/notifications?tab=preferences");
      const errors = olga.page.getByRole("group", { name: /^Workflow/ });
      await says(title, "Not sent: as usual for such");
      await errors.getByLabel("By mail").selectOption("on");
      await says(title, "At once: you chose always");
      await olga.page.getByLabel(/^Quiet hours/).check();
      await says(title, /^Waits until 07:00/);
      await says(title, /you chose always, quiet hours last/);
      await olga.page.getByLabel("To", { exact: true }).fill("06:15");
      await says(title, /^Waits until 06:15/);
      await box(title).getByLabel("At").fill("12:00");
      await says(title, /you chose always, it is outside of the quiet hours/);
      await box(title).getByLabel("At").fill("23:30");
      await box(title).getByLabel("critical").check();
      await says(title, "At once: what is critical reaches you everywhere, at any time");
      await box(title).getByLabel("critical").uncheck();
      await errors.getByLabel("By mail").selectOption("off");
      await says(title, "Not sent: you chose never");
      await olga.page.getByLabel("Time zone").fill("Mars");
      await says(title, /zone: must be an IANA name such as Europe\/Berlin/);
      await olga.page.getByLabel("Time zone").fill("Europe/Berlin");
      await olga.check_access("preferences and their preview");
      await press(olga.page, "Save");
      await olga.page.getByText("Saved", { exact: true }).waitFor();
    });

    test("issues show what groups them, and where another event falls once they are one", async () => {
      const event = (number) => ({ message: `Order ${number} is not paid`, error_type: "PaymentError" });
      await send("POST", "errors", event(17));
      const cart = await send("POST", "errors", { message: "The cart is empty", error_type: "CartError" });
      await olga.goto("/errors");
      for (const title of ["PaymentError: Order 17 is not paid", "CartError: The cart is empty"]) await olga.page.getByLabel(`Select ${title}`).check();
      await press(olga.page, "Merge");
      await says("What groups their events", "The same type and message pattern; there is no stack trace.");
      await says("What groups their events", "Order <int> is not paid");
      const [title, asked] = ["Where another event would fall", dialog().getByLabel(/^An event as JSON/)];
      await asked.fill("no JSON");
      await dialog().getByText("This is no JSON object.").waitFor();
      await asked.fill('{"error_type":"PaymentError"}');
      await says(title, /^message: /);
      await asked.fill(JSON.stringify({ ...event(18), error_type: "OtherError" }));
      await says(title, 'It would not fall into the merged issue, but into one of its own: "OtherError: Order 18 is not paid".');
      await asked.fill(JSON.stringify(event(18)));
      await says(title, 'It would fall into the merged issue, as events of "PaymentError: Order 17 is not paid" do.');
      await olga.check_access("a merge and its preview");
      await dialog().getByLabel("CartError: The cart is empty (1 event)").check();
      await dialog().getByRole("button", { name: "Merge" }).click();
      await olga.page.getByText("Merged 2 issues into one").waitFor();
      assert.equal((await send("POST", "errors", event(18))).issue_id, cart.issue_id);
    });

    for (const [what, withhold] of [
      ["is missing", (person) => person.context.addInitScript(() => delete window.WebAssembly)],
      ["does not arrive", (person) => person.context.route("**/*.wasm", (route) => route.abort())],
    ])
      test(`where WebAssembly ${what}, forms say so and are as good without`, async () => {
        const person = await new Person(browser, host.url).begin();
        await withhold(person);
        await sign_in(person.page);
        person.expects(".wasm", "ERR_FAILED");
        await person.goto("/notifications?tab=preferences");
        await person.page.getByText(missing).waitFor();
        await person.check_access("no preview");
        await person.page.getByLabel("To", { exact: true }).fill(what === "is missing" ? "05:00" : "04:00");
        await press(person.page, "Save");
        await person.page.getByText("Saved", { exact: true }).waitFor();
        const saved = what === "is missing" ? 300 : 240;
        await until("what is saved", async () => (await send("GET", "notifications/preferences")).quiet_hours.to_min === saved);
        await person.goto("/tokens");
        await press(person.page, "Add a budget");
        await person.page.getByText(missing).waitFor();
        await person.page.getByLabel("Name").fill(`without, as it ${what}`);
        await person.page.getByLabel("Limit in USD").fill("250");
        await press(person.page, "Save");
        await person.page.getByText(`without, as it ${what}`, { exact: true }).waitFor();
        await person.check_quiet();
        await person.close();
      });
  });
}
