// Secrets of providers and keys of programs: kept, asked about, replaced and taken away.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../support/until.mjs";
import { access_token, press } from "../steps.mjs";

export function secrets({ drawer, host, olga, providers }) {
  const row = (name) => olga.page.locator("tbody tr", { hasText: name });
  const change = async (name, deed) => {
    await row(name).getByRole("button", { name: /^Change / }).click();
    await olga.page.getByRole("menuitem", { name: deed }).click();
  };
  const confirm = (deed) => drawer().getByRole("button", { name: deed, exact: true }).click();
  const is_shown = async (secret) => (await olga.page.content()).includes(secret);

  async function check(name, secret) {
    const before = providers.received.length;
    await change(name, "Check");
    await olga.page.getByText("valid: The provider takes the secret").last().waitFor();
    const [asked] = await until("the provider asked", () => providers.received.slice(before).length && providers.received.slice(before));
    assert.deepEqual([asked.path, asked.headers["x-goog-api-key"]], ["/v1beta/models", secret]);
  }

  test("a provider's secret is added and checked, and never shown again", async () => {
    const secret = "first-secret-of-gemini-1234";
    await olga.goto("/keys?tab=providers");
    await press(olga.page, "Add a secret");
    await drawer().getByLabel("Name").fill("search's gemini");
    await drawer().getByLabel("Provider", { exact: true }).selectOption("gemini");
    await drawer().getByLabel("Secret", { exact: true }).fill(secret);
    await drawer().getByLabel(/^Address of the API/).fill(providers.url);
    await olga.check_access("a new secret of a provider");
    await confirm("Add");
    await row("search's gemini").getByText("gemini, …1234").waitFor();
    await drawer().waitFor({ state: "detached" });
    assert.ok(!(await is_shown(secret)));
    await check("search's gemini", secret);
    await row("search's gemini").getByText(/^valid, /).waitFor();
    await olga.page.reload();
    await row("search's gemini").getByText(/^valid, /).waitFor();
    assert.ok(!(await is_shown(secret)));
  });

  test("a provider's secret is replaced, revoked and deleted", async () => {
    const secret = "second-secret-of-gemini-5678";
    await change("search's gemini", "Replace");
    await drawer().getByLabel("New secret", { exact: true }).fill(secret);
    await drawer().getByLabel("The old one ends").selectOption("after 1 hour");
    await olga.check_access("a secret that is replaced");
    await confirm("Replace");
    await row("search's gemini").getByText(/^gemini, …5678, the one before ends in /).waitFor();
    await drawer().waitFor({ state: "detached" });
    await check("search's gemini", secret);
    await change("search's gemini", "Revoke");
    await olga.check_access("a secret that is about to be revoked");
    await confirm("Revoke");
    await row("search's gemini").getByText("revoked", { exact: true }).waitFor();
    await change("search's gemini", "Delete");
    await olga.check_access("a secret that is about to be deleted");
    await confirm("Delete");
    await row("search's gemini").waitFor({ state: "detached" });
    assert.ok(!(await is_shown(secret)));
  });

  test("a key that is replaced works on for the time that was chosen, or ends at once", async () => {
    const body = { name: "nightly report", kind: "secret", scopes: ["read"] };
    const { json } = await host.request("POST", "/api/v1/keys/access", { token: await access_token(host, "Sample"), body });
    const status = async (key) => (await host.request("GET", "/api/v1/errors", { token: key })).status;
    const end_of = (key) => `…${key.slice(-4)}`;
    const replace = async (old, ends) => {
      await change(end_of(old), "Replace");
      await drawer().getByLabel("The old one ends").selectOption(ends);
      await olga.check_access("a key that is replaced");
      await confirm("Replace");
      const key = await olga.page.getByLabel("The secret", { exact: true }).textContent();
      await press(olga.page, "I have copied it");
      await drawer().waitFor({ state: "detached" });
      assert.ok(!(await is_shown(key)));
      return key;
    };
    await olga.goto("/keys");
    const second = await replace(json.key, "after 1 hour");
    await row(end_of(json.key)).getByText(/, ends in (1 hour|\d+ minutes)$/).waitFor();
    assert.deepEqual([await status(json.key), await status(second)], [200, 200]);
    const third = await replace(second, "at once");
    await until("the end of the second key", async () => (await status(second)) === 401);
    await row(end_of(second)).getByText("revoked", { exact: true }).waitFor();
    assert.equal(await status(third), 200);
    await change(end_of(third), "Delete");
    await confirm("Delete");
    await row(end_of(third)).waitFor({ state: "detached" });
    assert.equal(await status(third), 401);
  });
}
