// The first minutes: set-up, and empty pages whose code works as it stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { access_token, hold, press, run_python, run_shell, run_snippet, set_up, traced_program } from "../steps.mjs";

export function begin({ host, issue, olga, providers }) {
  test("what every page needs is small, and the rest comes when it is wanted", async () => {
    const page = (await host.request("GET", "/")).text;
    const paths = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => path);
    const sizes = await Promise.all(paths.map(async (path) => gzipSync((await host.request("GET", path)).text).length));
    const shell_bytes = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(paths.length > 1 && shell_bytes <= 150 * 1024, `${shell_bytes} bytes in ${paths.length} files`);
  });

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

  test("what a page without calls says stays where it is while the rest comes", async () => {
    const release = await hold(olga.page, "**/tokens/budgets");
    await olga.goto("/tokens");
    await olga.page.getByText("every call is priced").waitFor();
    release();
    await olga.page.getByRole("heading", { name: "Record your first AI call" }).waitFor();
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
    await olga.goto("/errors");
    await run_python(olga.codes.python);
    await run_shell(olga.codes.curl, environment);
    await issue("Error: It broke").waitFor();
    await issue(/KeyError/).waitFor();

    await olga.goto("/executions");
    await run_shell(await code_of("curl example"), environment);
    await olga.page.getByText("nightly load").first().waitFor();

    await olga.goto("/tokens");
    const [curl, openai] = [await code_of("curl example"), await code_of("OpenAI example")];
    await olga.goto("/ai");
    assert.equal(await code_of("OpenAI example"), openai);
    await olga.check_access("no AI call");
    assert.match((await run_snippet(openai, environment)).stdout, /word0/);
    await olga.page.getByRole("link", { name: "gpt-4o" }).waitFor();
    await see("/tokens", /of the time|req_1|openai/);
    await run_shell(curl, environment);
    await see("/tokens", /call-1/);

    await olga.goto("/analytics");
    await run_shell(await code_of("curl example"), environment);
    await see("/analytics", "cart");

    await olga.goto("/traces");
    await olga.check_access("no trace");
    const [otlp, trace] = [await code_of("OpenTelemetry example"), await code_of("curl example")];
    await run_shell(`${otlp}\n"$NODE" --input-type=module -e "$PROGRAM"`, { ...environment, NODE: process.execPath, PROGRAM: traced_program });
    await olga.page.getByRole("link", { name: "traced by the snippet" }).waitFor();
    await run_shell(trace, environment);
    await olga.page.getByRole("link", { name: "GET /cart" }).waitFor();
    for (const [tab, text] of [["logs", "The cart was opened"], ["metrics", "carts.open"]]) {
      await olga.goto(`/traces?tab=${tab}`);
      await run_shell(await code_of("curl example"), environment);
      await olga.page.locator("main").getByText(text, { exact: true }).first().waitFor();
    }
    await olga.goto("/errors");
  });
}
