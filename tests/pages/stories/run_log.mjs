// The log of a run: searched, narrowed by level, held and followed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../support/until.mjs";
import { access_token } from "../steps.mjs";

export function run_log({ drawer, host, olga }) {
  const lines = () => drawer().getByRole("log").locator("> div > span").allTextContents();
  const shows = (...wanted) => until(`only ${wanted}`, async () => (await lines()).join() === wanted.join());
  const search = () => drawer().getByRole("searchbox", { name: "Search the log" });
  const level = () => drawer().getByLabel("Level", { exact: true });
  const button = (name) => drawer().getByRole("button", { name, exact: true });

  async function start(name) {
    const token = await access_token(host, "Sample");
    const send = async (method, path, body) => {
      const answer = await host.request(method, `/api/v1/executions${path}`, { token, body });
      assert.ok(answer.status < 300, answer.text);
      return answer.json;
    };
    const { id } = await send("POST", "", { name, status: "running" });
    return { id, log: (...sent) => send("POST", `/${id}/logs`, { lines: sent }), end: () => send("PATCH", `/${id}`, { status: "success" }) };
  }

  test("the log of a run is searched and narrowed by level; reload and Back keep it, and closing the run ends it", async () => {
    const run = await start("a run with a log");
    await run.log({ message: "cart 1 is open" }, { message: "cart 2 is slow", level: "warning" }, { message: "cart 3 is lost", level: "error" });
    await run.log({ message: "the disk is full", level: "error" });
    await olga.goto(`/executions/${run.id}`);
    await shows("cart 1 is open", "cart 2 is slow", "cart 3 is lost", "the disk is full");
    await search().fill("CART");
    await olga.page.waitForURL(/log=CART/);
    await shows("cart 1 is open", "cart 2 is slow", "cart 3 is lost");
    await level().selectOption("warning");
    await olga.page.waitForURL(/log_level=warning/);
    await shows("cart 2 is slow", "cart 3 is lost");
    await level().selectOption("error");
    await shows("cart 3 is lost");
    await olga.check_access("a log that is narrowed", { within: "[role=dialog]" });
    const address = olga.page.url();
    await olga.page.reload();
    await shows("cart 3 is lost");
    assert.deepEqual([olga.page.url(), await search().inputValue(), await level().inputValue()], [address, "CART", "error"]);
    await olga.page.goBack();
    await shows("cart 2 is slow", "cart 3 is lost");
    await until("the level before", async () => (await level().inputValue()) === "warning");
    await olga.page.goBack();
    await shows("cart 1 is open", "cart 2 is slow", "cart 3 is lost");
    await olga.page.goBack();
    await shows("cart 1 is open", "cart 2 is slow", "cart 3 is lost", "the disk is full");
    await until("an empty search", async () => (await search().inputValue()) === "");
    await level().selectOption("error");
    await olga.page.waitForURL(/log_level=error/);
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.pathname === "/executions" && url.search === "");
    await run.end();
  });

  test("a log is held while somebody reads, counts what comes meanwhile, and is followed again", async () => {
    const run = await start("a run to follow");
    const at_end = () => drawer().getByRole("log").evaluate((box) => box.scrollTop + box.clientHeight >= box.scrollHeight - 1);
    await run.log(...Array.from({ length: 60 }, (_, number) => ({ message: `line ${number + 1}` })));
    await olga.goto(`/executions/${run.id}`);
    await drawer().getByText("60 lines", { exact: true }).waitFor();
    await until("the end of the log", at_end);
    await button("Pause").click();
    await button("Go on (0 new lines)").waitFor();
    await run.log({ message: "line 61" }, { message: "line 62" });
    await button("Go on (2 new lines)").waitFor();
    assert.equal((await lines()).at(-1), "line 60");
    await button("Go on (2 new lines)").click();
    await drawer().getByText("62 lines", { exact: true }).waitFor();
    assert.equal((await lines()).at(-1), "line 62");
    await until("the end of the log", at_end);
    await run.log({ message: "line 63" });
    await drawer().getByText("line 63", { exact: true }).waitFor();
    await until("the end of the log", at_end);
    await run.end();
    await button("Pause").waitFor({ state: "detached" });
    await drawer().getByText("success", { exact: true }).waitFor();
    await olga.page.keyboard.press("Escape");
  });
}
