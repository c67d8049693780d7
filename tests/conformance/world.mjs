// A host with its people, and the steps of scenarios asked of it; scenarios/README.md says what a step may hold.

import assert from "node:assert/strict";
import { Host } from "../support/hosts.mjs";
import { Providers } from "../support/providers.mjs";
import { join_up, link_token, newest, restart, staff, with_database } from "../support/people.mjs";
import { assert_problem } from "../support/problem.mjs";
import { Mask } from "./mask.mjs";

// ---- variables: {{name}} in a string; alone in it, it keeps its type

function filled(value, variables) {
  if (typeof value === "string") {
    const alone = /^\{\{([\w.]+)\}\}$/.exec(value);
    if (alone) return look_up(alone[1], variables);
    return value.replace(/\{\{([\w.]+)\}\}/g, (_, name) => look_up(name, variables));
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, variables));
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, variables)]));
  return value;
}

function look_up(name, variables) {
  assert.ok(name in variables, `{{${name}}} was never kept`);
  return variables[name];
}

const at_pointer = (json, pointer) =>
  pointer
    .split("/")
    .slice(1)
    .reduce((value, key) => value?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], json);

// "*" stands for anything; an object names the members that must be there.
function assert_holds(actual, wanted, path) {
  if (wanted === "*") return assert.notEqual(actual, undefined, `${path} is missing`);
  if (Array.isArray(wanted)) {
    assert.equal(actual?.length, wanted.length, `${path}: ${JSON.stringify(actual)}`);
    return wanted.forEach((one, i) => assert_holds(actual[i], one, `${path}/${i}`));
  }
  if (wanted && typeof wanted === "object")
    return Object.entries(wanted).forEach(([key, one]) => assert_holds(actual?.[key], one, `${path}/${key}`));
  assert.deepEqual(actual, wanted, `${path}: ${JSON.stringify(actual)}`);
}

// ---- one world per host

export class World {
  constructor(name, environment = {}) {
    this.variables = {};
    this.host = new Host(name);
    this.host.environment = environment;
    this.mask = new Mask();
    this.providers = new Providers();
  }

  async start() {
    await this.start_host();
    await this.fill();
  }

  // With an upstream for its gateway: {{upstream}}.
  async start_host() {
    await this.providers.start();
    this.variables.upstream = this.providers.url;
    Object.assign(this.host.environment, this.providers.environment());
    await this.host.start();
  }

  async close() {
    this.providers.stop();
    await this.host.close();
  }

  async fill(founder = undefined) {
    const people = await staff(this.host, founder);
    people.stranger = await join_up(this.host, "stranger@example.com", "Sam Stranger");
    Object.assign(this.variables, { forged: forged(people.owner.access_token), now_ms: Date.now() });
    for (const [name, session] of Object.entries(people)) this.remember(name, session);
  }

  remember(name, session) {
    const { access_token, refresh_token, user, org } = session;
    const known = { token: access_token, refresh: refresh_token, user: user.id, org: org.id, email: user.email };
    for (const [key, value] of Object.entries(known)) if (value) this.variables[`${name}.${key}`] = value;
  }

  body_of(step) {
    if (step.raw_body?.base64) return Buffer.from(step.raw_body.base64, "base64");
    if (step.raw_body?.spaces) return " ".repeat(step.raw_body.spaces);
    if (step.raw_body !== undefined) return step.raw_body;
    return step.body === undefined ? undefined : JSON.stringify(filled(step.body, this.variables));
  }

  async ask(step) {
    const [method, path] = filled(step.request, this.variables).split(" ");
    const headers = { ...filled(step.headers ?? {}, this.variables) };
    const body = this.body_of(step);
    if (body !== undefined) headers["content-type"] ??= "application/json";
    if (step.as) headers.authorization = `Bearer ${look_up(`${step.as}.token`, this.variables)}`;
    if (step.events) return this.read_events(path, headers, step.events.length);
    return this.host.request(method, path, { body, headers });
  }

  // The first events of a live stream: their names as the answer's body.
  async read_events(path, headers, count) {
    const ended = new AbortController();
    const { status, headers: sent, body } = await fetch(this.host.url + path, { headers, signal: ended.signal });
    let text = "";
    const names = () => [...text.matchAll(/^event: (.*)\n(?=[^]*?\n\n)/gm)].map(([, name]) => name);
    for await (const bytes of body.pipeThrough(new TextDecoderStream())) {
      text += bytes;
      if (status !== 200 || names().length >= count) break;
    }
    ended.abort();
    const json = status === 200 ? names().slice(0, count) : JSON.parse(text);
    return { status, headers: sent, text: status === 200 ? JSON.stringify(json) : text, json };
  }

  // What a message leads to comes a moment after the answer that told it.
  async ask_until(step) {
    for (let tries = 0; ; ++tries) {
      const answer = await this.ask(step);
      try {
        this.check(step, answer);
        return answer;
      } catch (error) {
        if (tries === 300) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
  }

  // `ask` may ask in another way.
  async run(step, ask = (step) => (step.until ? this.ask_until(step) : this.ask(step))) {
    if (step.mail) return this.read_mail(step);
    if (step.restart) return this.let_pass(step);
    const answer = await ask(step);
    this.check(step, answer);
    for (const [name, pointer] of Object.entries(step.keep ?? {}))
      this.variables[name] = pointer.startsWith("/") ? at_pointer(answer.json, pointer) : answer.headers.get(pointer);
    for (const [name, header] of Object.entries(step.keep_cookie ?? {}))
      this.variables[name] = answer.headers.getSetCookie().find((one) => one.startsWith(header))?.split(";")[0];
    return `${step.request}${step.as ? ` as ${step.as}` : ""}${step.title ? `, ${step.title}` : ""}\n${this.mask.answer(answer)}`;
  }

  check(step, answer) {
    if (answer.status >= 400 && !step.any_body) assert_problem(answer, step.status, step.code, step.faults);
    assert.equal(answer.status, step.status, answer.text);
    if (step.faults_include)
      assert.ok(answer.json.errors?.some((fault) => fault.pointer === step.faults_include), answer.text);
    if (step.answer !== undefined) assert_holds(answer.json, filled(step.answer, this.variables), "");
    if (step.events) assert.deepEqual(answer.json, step.events);
    if (step.text !== undefined) assert.equal(answer.text, step.text);
    for (const [name, value] of Object.entries(step.answer_headers ?? {}))
      assert.equal(answer.headers.get(name), filled(value, this.variables), name);
  }

  // The host finds what is due by these statements when it is back.
  async let_pass({ restart: statements, title }) {
    await restart(this.host, () => with_database(this.host, (database) => statements.forEach((sql) => database.exec(sql))));
    return `restart, ${title}`;
  }

  // Some mails leave after the answer, by a message, or by a job, for which a host may look once in a minute.
  async awaited_mails(step) {
    const subject = filled(step.subject, this.variables);
    for (let tries = 0; tries < 900; ++tries) {
      const mails = await this.host.mails(filled(step.mail, this.variables));
      const opens = (mail) => !step.keep || mail.links[0]?.includes(step.page ?? "");
      const fitting = mails.filter((mail) => opens(mail) && (!subject || mail.subject === subject));
      if (fitting.length >= (step.mails ?? 1)) return fitting;
      await new Promise((done) => setTimeout(done, 100));
    }
    assert.fail(`no mail to ${step.mail}`);
  }

  async read_mail(step) {
    const mail = newest(await this.awaited_mails(step));
    for (const link of mail.links) assert.ok(link.startsWith(`${this.host.url}/`), link);
    for (const part of filled(step.says ?? [], this.variables)) assert.ok(mail.text.includes(part), mail.text);
    for (const part of filled(step.says_not ?? [], this.variables)) assert.ok(!mail.text.includes(part), mail.text);
    if (step.keep) {
      this.variables[`${step.keep}.token`] = link_token(mail);
      this.variables[`${step.keep}.code`] = mail.code;
    }
    return `mail to ${step.mail}: ${mail.subject}`;
  }
}

// The same token with another signature, of canonical base64url: its last letter, which holds spare bits, stays.
const forged = (token) => token.replace(/[^.]{4}([^.]+)$/, (_, rest) => (rest.startsWith("A") ? "BBBB" : "AAAA") + rest);
