// node tests/webhooks/run.mjs [--host NAME]…
// Notices reach a receiver that verifies them with the library of Standard Webhooks; endpoints that are slow, huge, gone
// or elsewhere harm nothing else. What is sent while the host is killed: tests/notifications/deeds/webhooks.mjs.

import assert from "node:assert/strict";
import { lookup } from "node:dns/promises";
import { createRequire } from "node:module";
import { hostname } from "node:os";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";
import { until } from "../support/until.mjs";
import { forbidden_urls } from "./forbidden.mjs";
import { endless, Receiver, status } from "./receiver.mjs";

const { Webhook } = createRequire(new URL("../clients/package.json", import.meta.url))("standardwebhooks");
const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const verified = (secret, { headers, body }) => new Webhook(secret).verify(body, headers);

for (const name of flags.host ?? all_hosts) {
  describe(`webhooks of ${name}`, { concurrency: true }, () => {
    const host = new Host(name);
    const receiver = new Receiver();
    let token;
    before(async () => {
      await receiver.start();
      host.environment = { ARRIS_ALLOW_PRIVATE_HOSTS: name === "workerd" ? "1" : `127.0.0.1:${receiver.port}` };
      await host.start();
      token = (await host.set_up()).access_token;
    });
    after(async () => {
      receiver.stop();
      await host.close();
    });

    const ask = (method, path, body) => host.request(method, `/api/v1/notifications${path}`, { token, body });
    async function add(path, topics = [], more = {}) {
      const answer = await ask("POST", "/webhooks", { url: receiver.url(path), topics, ...more });
      assert.equal(answer.status, 201, answer.text);
      return answer.json;
    }
    async function post(body) {
      const answer = await ask("POST", "", body);
      assert.equal(answer.status, 202, answer.text);
      return answer.json.id;
    }
    async function send_test({ id }) {
      const answer = await ask("POST", `/webhooks/${id}/test`);
      assert.equal(answer.status, 202, answer.text);
      return answer.json.message_id;
    }
    const attempts = async ({ id }) => (await ask("GET", `/webhooks/${id}/attempts`)).json.data;
    const show = async ({ id }) => (await ask("GET", `/webhooks/${id}`)).json;
    // Hears nothing but tests.
    const deaf = ["key.expiring"];

    test("what arrives is signed as the library wants it, by two secrets after a change", async () => {
      const hook = await add("/signed", ["notification.posted"]);
      const id = await post({ title: "Signed", message: "caf\u00e9 \u{1f680}", category: "billing" });
      const arrived = (one) => receiver.at("/signed").find(({ headers }) => headers["webhook-id"] === one);
      const first = await until("the notice", () => arrived(id));
      const { type, timestamp, data } = verified(hook.secret, first);
      assert.deepEqual([type, data.title, data.message, data.category], ["notification.posted", "Signed", "caf\u00e9 \u{1f680}", "billing"]);
      assert.equal(new Date(timestamp).getTime(), data.created_at_ms);
      assert.throws(() => verified(hook.secret, { ...first, body: first.body.replace("Signed", "signed") }));
      assert.throws(() => verified(`whsec_${Buffer.alloc(32).toString("base64")}`, first));
      const renewed = (await ask("POST", `/webhooks/${hook.id}/secret`, { overlap_s: 3600 })).json;
      const message_id = await send_test(hook);
      const second = await until("the test", () => arrived(message_id));
      for (const secret of [hook.secret, renewed.secret]) assert.equal(verified(secret, second).type, "webhook.test");
      assert.equal(second.headers["webhook-signature"].split(" ").length, 2);
      assert.ok(!JSON.stringify(await show(hook)).includes("whsec_"));
    });

    test("410 ends a webhook, and its keeper hears of it", async () => {
      receiver.answers.set("/gone", status(410));
      const hook = await add("/gone", deaf);
      await send_test(hook);
      const shown = await until("disabled", async () => (await show(hook)).state === "disabled" && show(hook));
      assert.equal(shown.disabled_because, "gone");
      assert.equal((await ask("POST", `/webhooks/${hook.id}/test`)).status, 409);
      await until("the notice", async () => (await ask("GET", "")).json.data.some(({ topic }) => topic === "webhook.disabled"));
      assert.equal(receiver.at("/gone").length, 1);
    });

    test("a redirect is a failure and is not followed", async () => {
      receiver.answers.set("/moved", status(302, { location: receiver.url("/secret") }));
      const hook = await add("/moved", deaf);
      await send_test(hook);
      const [attempt] = await until("the attempt", async () => (await attempts(hook)).length > 0 && attempts(hook));
      assert.deepEqual([attempt.outcome, attempt.status], ["rejected", 302]);
      assert.equal(receiver.at("/secret").length, 0);
      await ask("DELETE", `/webhooks/${hook.id}`);
    });

    test("what failed is sent again by the clock, and when it is asked for", async () => {
      receiver.answers.set("/flaky", (response, asked) => status(asked === 0 ? 500 : 200)(response));
      const hook = await add("/flaky", deaf);
      const id = await send_test(hook);
      await until("the second attempt", async () => (await attempts(hook)).length === 2);
      const [first, second] = receiver.at("/flaky");
      assert.equal(first.body, second.body);
      for (const one of [first, second]) assert.equal(one.headers["webhook-id"], id);
      const [again, before] = await attempts(hook);
      assert.ok(again.at_ms - before.at_ms >= 5000, `${again.at_ms - before.at_ms} ms`);
      assert.deepEqual([again, before].map(({ number, outcome, answer }) => [number, outcome, answer]), [
        [2, "delivered", "status 200"],
        [1, "rejected", "status 500"],
      ]);
      assert.equal((await ask("POST", `/webhooks/${hook.id}/resend`, { message_id: id })).status, 202);
      await until("the third attempt", async () => (await attempts(hook)).length === 3);
      verified(hook.secret, receiver.at("/flaky")[2]);
    });

    test("an endpoint that is busy is left alone for as long as it says", async () => {
      receiver.answers.set("/busy", (response, asked) => (asked === 0 ? status(429, { "retry-after": "7" }) : status(200))(response));
      const hook = await add("/busy", deaf);
      await send_test(hook);
      await until("the first attempt", async () => (await show(hook)).held_until_ms !== null);
      await send_test(hook);
      const [, second, first] = await until("both", async () => (await attempts(hook)).length === 3 && attempts(hook));
      assert.deepEqual([receiver.ids("/busy").size, receiver.at("/busy").length], [2, 3]);
      assert.ok(second.at_ms - first.at_ms >= 7000, `${second.at_ms - first.at_ms} ms`);
      assert.equal(first.outcome, "throttled");
    });

    test("endpoints that are silent or endless keep nobody else waiting", async () => {
      const given_up = []; // when
      receiver.answers.set("/silent", (response) => response.on("close", () => given_up.push(Date.now())));
      receiver.answers.set("/endless", endless);
      const slow = [await add("/silent", ["notification.posted"]), await add("/silent", ["notification.posted"])];
      const huge = await add("/endless", ["notification.posted"]);
      const good = await add("/good", ["notification.posted"]);
      const ids = await Promise.all(Array.from({ length: 30 }, (_, i) => post({ title: `Notice ${i}` })));
      await until("all at the good one", () => ids.every((id) => receiver.ids("/good").has(id)));
      await until("all in the inbox", async () => (await ask("GET", "/count")).json.unread >= ids.length);
      // Meanwhile the silent one was not yet given up once, and no more than its share was asked of it.
      const before_end = ({ at_ms }) => at_ms < Math.min(...given_up);
      assert.ok(receiver.at("/good").every(before_end));
      const asked = receiver.at("/silent").filter(before_end).length;
      assert.ok(asked > 0 && asked <= 8, `${asked} requests`);
      const answers = await until("an endless answer", async () => (await attempts(huge)).length > 0 && attempts(huge));
      for (const { outcome, answer } of answers) assert.deepEqual([outcome, answer], ["delivered", "x".repeat(500)]);
      const late = await post({ title: "Late" });
      await until("what came later", () => receiver.ids("/good").has(late));
      for (const one of receiver.at("/good")) verified(good.secret, one);
      for (const hook of [...slow, huge]) assert.equal((await ask("DELETE", `/webhooks/${hook.id}`)).status, 204);
    });
  });

  describe(`webhooks of ${name}, kept outside`, () => {
    const host = new Host(name);
    const receiver = new Receiver();
    let token;
    before(async () => {
      await receiver.start();
      await host.start();
      token = (await host.set_up()).access_token;
    });
    after(async () => {
      receiver.stop();
      await host.close();
    });
    const ask = (method, path, body) => host.request(method, `/api/v1/notifications/webhooks${path}`, { token, body });

    test(`${forbidden_urls.length} URLs into the machine and its network are refused`, async () => {
      assert.ok(forbidden_urls.length >= 90);
      for (const url of [...forbidden_urls, receiver.url("/in")]) {
        const { status: code, json, text } = await ask("POST", "", { url });
        assert.equal(code, 400, `${url}: ${text}`);
        assert.equal(json.errors[0].pointer, "#/url", url);
      }
      assert.deepEqual((await ask("GET", "")).json.data, []);
      assert.equal(receiver.connections, 0);
    });

    // At the edge such a name leads nowhere; a workerd at home has no such network.
    test("a name of this machine is refused when it is called", { skip: name === "workerd" }, async () => {
      const candidates = [hostname(), "ip6-localhost", "ip6-loopback"];
      const known = await Promise.all(candidates.map((one) => lookup(one).then(() => one, () => null)));
      const inside = known.find(Boolean);
      assert.ok(inside, "this machine has no name");
      const hook = (await ask("POST", "", { url: `http://${inside}:${receiver.port}/in` })).json;
      await ask("POST", `/${hook.id}/test`);
      const list = async () => (await ask("GET", `/${hook.id}/attempts`)).json.data;
      const [attempt] = await until("the attempt", async () => (await list()).length > 0 && list());
      assert.deepEqual([attempt.outcome, attempt.status, attempt.answer], ["refused", null, ""]);
      assert.equal(receiver.connections, 0);
    });
  });
}
