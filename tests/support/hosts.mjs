// Starts the product as a person does, by scripts/run, and talks to it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const hosts = ["wasmtime", "workerd"];
// With the functions linked natively, for what is compared between all three.
export const all_hosts = [...hosts, "native"];

// ARRIS_RUN names another starter that takes the same flags, for builds elsewhere.
const starter = process.env.ARRIS_RUN ?? join(root, "scripts/run");

// What was started ends with this process, also when it is ended itself.
const started = new Set();
process.on("exit", () => started.forEach((host) => host.kill_group()));
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(1));

// What a stream begins with. It doesn't end by itself.
async function first_event(answer) {
  let text = "";
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.includes("\n\n")) break;
  }
  return text;
}

export class Host {
  constructor(name, data) {
    this.name = name;
    this.data = data ?? mkdtempSync(join(tmpdir(), `arris-${name}-`));
    this.owned = data === undefined;
    this.flags = []; // of every start
    this.sign_up = "open";
  }

  // Resolves when the host has said that it is ready.
  async start(...flags) {
    const args = ["--host", this.name, "--port", String(this.port ?? 0), "--data", this.data, "--dev", "--sign-up", this.sign_up, ...this.flags, ...flags];
    this.process = spawn(starter, args, { stdio: ["ignore", "pipe", "pipe"], detached: true, env: { ...process.env, ...this.environment } });
    this.log = "";
    this.process.stderr.on("data", (bytes) => (this.log = (this.log + bytes).slice(-20_000)));
    this.exited = once(this.process, "exit").finally(() => started.delete(this));
    started.add(this);
    const lines = createInterface({ input: this.process.stdout });
    const first = await Promise.race([once(lines, "line"), this.exited.then(() => null)]);
    if (first === null) throw new Error(`${this.name} did not start:\n${this.log}`);
    const ready = JSON.parse(first[0]);
    this.url = ready.url;
    this.setup_url = ready.setup_url;
    this.port = Number(new URL(ready.url).port);
    return this;
  }

  // SIGTERM drains; resolves to the exit code.
  async stop() {
    this.process.kill("SIGTERM");
    const [code] = await this.exited;
    return code;
  }

  // Ends the host and everything that it started, at once.
  async kill() {
    this.kill_group();
    await this.exited;
  }

  kill_group() {
    try {
      process.kill(-this.process.pid, "SIGKILL");
    } catch {}
  }

  async close() {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.stop();
    if (this.owned) rmSync(this.data, { recursive: true, force: true });
  }

  // A request with a JSON body; `token` becomes a Bearer header. An empty content-type sends none.
  async request(method, path, { body, token, headers = {} } = {}) {
    const sent = { ...headers };
    if (token) sent.authorization = `Bearer ${token}`;
    if (body !== undefined && sent["content-type"] === undefined) sent["content-type"] = "application/json";
    if (sent["content-type"] === "") delete sent["content-type"];
    const text_body = body === undefined || typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
    const answer = await fetch(this.url + path, {
      method,
      headers: sent,
      body: typeof text_body === "string" ? Buffer.from(text_body) : text_body,
      redirect: "manual",
    });
    const streamed = answer.headers.get("content-type") === "text/event-stream";
    const text = streamed ? await first_event(answer) : await answer.text();
    let json;
    try {
      json = JSON.parse(text);
    } catch {}
    return { status: answer.status, headers: answer.headers, text, json };
  }

  // The first owner of a fresh installation: its session.
  async set_up(email = "owner@example.com") {
    const answer = await this.request("POST", "/api/v1/auth/setup", { body: this.setup_body(email) });
    if (answer.status !== 201) throw new Error(`setup: ${answer.status} ${answer.text}`);
    return answer.json;
  }

  setup_body(email = "owner@example.com") {
    const token = new URL(this.setup_url).hash.replace("#token=", "");
    return { token, email, name: "Olga Owner", password: "correct horse battery staple", org_name: "Shop" };
  }

  async mails(to) {
    const answer = await this.request("GET", `/_dev/mail?to=${encodeURIComponent(to)}`);
    return answer.json.data;
  }
}
