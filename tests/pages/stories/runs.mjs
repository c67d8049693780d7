// What runs, and what happens while the server does not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../support/until.mjs";
import { access_token, press } from "../steps.mjs";

export function runs({ browser, drawer, host, olga }) {
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

  test("runs are chosen by key and by box, cancelled together and run again", async () => {
    const token = await access_token(host, "Sample");
    for (const name of ["together 1", "together 2"])
      assert.equal((await host.request("POST", "/api/v1/executions", { body: { name, status: "running" }, token })).status, 201);
    await olga.goto("/executions?q=together");
    const row = (name) => olga.page.locator("tbody tr", { hasText: name });
    await row("together 1").waitFor();
    await olga.page.keyboard.press("j");
    await olga.page.keyboard.press("x");
    await olga.page.getByText("1 run selected").waitFor();
    await olga.page.getByLabel("Select together 1").check();
    await olga.page.getByText("2 runs selected").waitFor();
    await olga.check_access("chosen runs");
    const chosen = olga.page.getByRole("toolbar", { name: "Chosen runs" });
    assert.ok(await chosen.getByRole("button", { name: "Run again" }).isDisabled());
    await chosen.getByRole("button", { name: "Cancel" }).click();
    await olga.page.getByRole("dialog", { name: "Cancel 2 runs?" }).getByRole("button", { name: "Cancel the runs" }).click();
    await olga.page.getByText("2 runs cancelled").waitFor();
    for (const name of ["together 1", "together 2"]) await row(name).getByText("cancelled", { exact: true }).waitFor();
    await chosen.waitFor({ state: "detached" });
    await olga.page.getByLabel("Select all that are shown").check();
    await chosen.getByRole("button", { name: "Run again" }).click();
    await olga.page.getByText("2 runs started again").waitFor();
    await row("(attempt 2)").nth(1).waitFor();
  });

  test("runs are filtered by name, status and trigger; reload and Back keep it", async () => {
    const token = await access_token(host, "Sample");
    const made = [["sieve 1", "running", "schedule"], ["sieve 2", "running", "webhook"], ["sieve 3", "pending", "schedule"]];
    for (const [name, status, trigger] of made)
      assert.equal((await host.request("POST", "/api/v1/executions", { body: { name, status, trigger }, token })).status, 201);
    const names = (...wanted) =>
      until(`only ${wanted}`, async () => (await olga.page.locator("tbody tr a").allTextContents()).sort().join() === wanted.join());
    const choose = async (filter, value) => {
      await olga.page.getByLabel(filter, { exact: true }).selectOption(value);
      await olga.page.waitForURL(new RegExp(`${filter.toLowerCase()}=${value}`));
    };
    await olga.goto("/executions");
    await olga.page.getByRole("searchbox", { name: "Search" }).fill("sieve");
    await olga.page.waitForURL(/q=sieve/);
    await names("sieve 1", "sieve 2", "sieve 3");
    await choose("Status", "running");
    await names("sieve 1", "sieve 2");
    await choose("Trigger", "schedule");
    await names("sieve 1");
    const address = olga.page.url();
    await olga.page.reload();
    await names("sieve 1");
    assert.equal(olga.page.url(), address);
    await olga.page.getByRole("link", { name: "sieve 1", exact: true }).click();
    await drawer().getByRole("heading", { name: "sieve 1" }).waitFor();
    await olga.page.goBack();
    await olga.page.waitForURL(address);
    await olga.page.goBack();
    await names("sieve 1", "sieve 2");
    assert.equal(await olga.page.getByLabel("Trigger", { exact: true }).inputValue(), "");
    await olga.page.goBack();
    await names("sieve 1", "sieve 2", "sieve 3");
    assert.equal(await olga.page.getByRole("searchbox", { name: "Search" }).inputValue(), "sieve");
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
    await host.start();
    await send("PATCH", `executions/${id}`, { progress: 70, step: "load" });
    await other.getByText("70 % (load)").waitFor();
    await send("POST", "errors", { message: "It broke while nobody looked", error_type: "OutageError" });
    await gone.waitFor({ state: "detached" });
    await until("the count of unread", async () => {
      const all = (await send("GET", "notifications/count")).unread;
      return all > before && Number(await unread.textContent()) === all;
    });
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
}
