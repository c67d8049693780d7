// What passes through the gateway of AI calls.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { until } from "../../support/until.mjs";
import { Program } from "../calls.mjs";
import { access_token, press, rows_with } from "../steps.mjs";

export function calls({ drawer, host, olga, providers }) {
  const rows = () => olga.page.locator("tbody tr");
  const many_rows = (count) => olga.page.waitForFunction((wanted) => document.querySelectorAll("tbody tr").length === wanted, count);
  const open = (name) => rows().filter({ hasText: name }).first().getByRole("link").click();
  let program;

  test("AI calls are filtered by model, agent, provider, ending and status; reload and Back keep it, and the file holds them", async () => {
    program = await new Program().begin(host, await access_token(host, "Sample"), providers);
    await program.make_calls();
    await olga.goto("/ai");
    await many_rows(14);
    await olga.check_access("AI calls");
    await olga.page.getByLabel("Provider").selectOption("openai");
    await olga.page.waitForURL(/provider=openai/);
    await olga.page.getByLabel("Model").fill("gpt-4o");
    await olga.page.waitForURL(/model=gpt-4o/);
    await olga.page.getByLabel("Agent").fill("support");
    await olga.page.waitForURL(/agent_id=support/);
    await olga.page.getByLabel("Ending").selectOption("whole");
    await olga.page.waitForURL(/ending=whole/);
    await many_rows(7);
    const address = olga.page.url();
    const [download] = await Promise.all([olga.page.waitForEvent("download"), press(olga.page, "Export as CSV")]);
    const [names, ...lines] = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    assert.equal(download.suggestedFilename(), "ai-requests-7d.csv");
    assert.match(names, /^id,at,provider,endpoint,model,/);
    assert.equal(lines.length, 7);
    await olga.page.reload();
    await many_rows(7);
    assert.equal(olga.page.url(), address);
    await rows().first().getByRole("link").click();
    await drawer().getByRole("heading", { name: "Attempts" }).waitFor();
    await olga.page.goBack();
    await olga.page.waitForURL(address);
    await press(olga.page, "Clear filters");
    await many_rows(14);
    await olga.page.getByLabel("Status").selectOption("429");
    await olga.page.waitForURL(/code=429/);
    await rows_with(olga.page, "refused, 429");
    await olga.page.getByLabel("Status").selectOption("503");
    await olga.page.getByText("No call fits these filters").waitFor();
  });

  test("a call has its own address and tells its way, its use and whose it is; each leads to the others of the same", async () => {
    await olga.goto("/ai");
    await many_rows(14);
    await olga.page.keyboard.press("j");
    await olga.page.keyboard.press("Enter");
    await olga.page.waitForURL(/\/ai\/[0-9a-f-]{36}$/);
    for (const name of ["Way", "Attempts", "Usage", "Whose it is"]) await drawer().getByRole("heading", { name }).waitFor();
    await drawer().getByText("prompt_tokens_details.cached_tokens").waitFor();
    await drawer().getByText("secret openai by rule").waitFor();
    await drawer().getByText("The prompt and the answer of this call are not kept.").waitFor();
    await olga.check_access("an AI call");
    const first = olga.page.url();
    await olga.page.keyboard.press("j");
    await olga.page.waitForURL((url) => url.href !== first);
    await drawer().getByText("openai refused it with 429.").waitFor();
    await olga.check_access("an AI call that failed");
    await olga.page.keyboard.press("k");
    await olga.page.waitForURL(first);
    await olga.page.reload();
    await drawer().getByRole("link", { name: "shop's assistant" }).click();
    await olga.page.waitForURL(/key_id=.*range=90d|range=90d.*key_id=/);
    await drawer().waitFor({ state: "detached" });
    await many_rows(14);
    await olga.page.goBack();
    await drawer().getByRole("link", { name: "visit-2" }).click();
    await many_rows(1);
    await press(olga.page, "Remove the filter Session visit-2");
    await many_rows(14);
    await olga.page.keyboard.press("/");
    await olga.page.keyboard.type(new URL(first).pathname.split("/").at(-1));
    await olga.page.waitForURL((url) => url.pathname === new URL(first).pathname);
    await drawer().getByRole("heading", { name: "Attempts" }).waitFor();
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.pathname === "/ai");
  });

  test("what a call cost leads to it, from the records and from its run; one of which nothing is kept says so", async () => {
    const recorded = () => program.ask("GET", `/tokens/records?execution_id=${program.run.id}`);
    const record = await until("the record of a call", async () => (await recorded()).data[0]);
    await olga.goto("/tokens");
    await olga.page.getByRole("link", { name: record.request_id }).click();
    await olga.page.waitForURL((url) => url.pathname === `/ai/${record.request_id}`);
    await drawer().getByText("checkout").waitFor();
    await olga.goto(`/executions/${program.run.id}`);
    await drawer().getByRole("link", { name: "Show those that passed through here" }).click();
    await olga.page.waitForURL((url) => url.pathname === "/ai" && url.searchParams.get("execution_id") === program.run.id);
    await many_rows(1);
    await open("gpt-4o");
    await drawer().getByRole("link", { name: program.run.id }).click();
    await olga.page.waitForURL((url) => url.pathname === `/executions/${program.run.id}`);
    olga.expects("404");
    await olga.goto("/ai/01a1fcfa-5f65-7000-857f-e303a7dfff5a?agent_id=support");
    await drawer().getByRole("heading", { name: "No such call is kept" }).waitFor();
    await olga.check_access("a missing call");
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.pathname === "/ai" && url.search === "?agent_id=support");
    olga.expected.length = 0;
  });
}
