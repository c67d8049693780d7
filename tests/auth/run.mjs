// node tests/auth/run.mjs [--host NAME]…
// Sessions as an attacker sees them, over HTTP: S-REF, S-LINK, S-ENUM, S-BRUTE, S-COOK, S-JWT.

import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, randomBytes, sign as sign_with } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";
import { routes } from "../support/manifests.mjs";
import { join_up, link_token, newest, quiet, redeem_newest, restart, sign_in, with_database } from "../support/people.mjs";
import { assert_problem } from "../support/problem.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const parallel = (count, ask) => Promise.all(Array.from({ length: count }, (_, i) => ask(i)));
const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part) => JSON.parse(Buffer.from(part, "base64url"));
const masked = (text) => text.replace(/"request_id":"[^"]*"/, "");

for (const name of flags.host ?? all_hosts) {
  describe(`auth on ${name}`, () => {
    const host = new Host(name);
    let owner;
    let guest;
    let guest_count = 0;
    const post = (path, body, options = {}) => host.request("POST", `/api/v1/auth${path}`, { body, ...options });
    const refresh = (refresh_token) => post("/refresh", { refresh_token });
    const whoami = (token) => host.request("GET", "/api/v1/auth/session", { token });
    const new_guest = () => join_up(host, `guest${++guest_count}@example.com`, `Guest ${guest_count}`);

    before(async () => {
      await host.start();
      owner = await host.set_up();
      guest = await new_guest();
    });
    after(() => host.close());

    // ---- S-REF

    test("S-REF: 100 parallel refreshes get the same child", async () => {
      const answers = await parallel(100, () => refresh(guest.refresh_token));
      for (const answer of answers) assert.equal(answer.status, 200, answer.text);
      assert.equal(new Set(answers.map((answer) => answer.json.refresh_token)).size, 1);
      assert.notEqual(answers[0].json.refresh_token, guest.refresh_token);
      assert.equal((await whoami(answers[50].json.access_token)).status, 200);
    });

    test("S-REF: a lost answer is given again, a grandparent ends the family", async () => {
      const session = await new_guest();
      const child = (await refresh(session.refresh_token)).json;
      const lost = await refresh(session.refresh_token);
      assert.equal(lost.json.refresh_token, child.refresh_token);
      const grandchild = (await refresh(child.refresh_token)).json;
      await restart(host, () => with_database(host, age_sessions));
      const reused = await refresh(session.refresh_token);
      assert_problem(reused, 401, "session_ended");
      assert_problem(await refresh(grandchild.refresh_token), 401, "session_ended");
      for (const token of [session.access_token, child.access_token, grandchild.access_token])
        assert_problem(await whoami(token), 401, "session_ended");
    });

    // As if the last refresh were a minute ago.
    const age_sessions = (database) => database.exec("UPDATE sessions SET refreshed_at_ms = refreshed_at_ms - 60000");

    test("S-REF: no bit of a refresh token can be turned", async () => {
      const bytes = Buffer.from((await refresh((await new_guest()).refresh_token)).json.refresh_token, "base64url");
      for (let bit = 0; bit < bytes.length * 8; bit += 3) {
        const turned = Buffer.from(bytes);
        turned[bit >> 3] ^= 1 << (bit & 7);
        assert_problem(await refresh(turned.toString("base64url")), 401, "invalid_token");
      }
    });

    test("S-REF: an access token refreshes nothing, a refresh token opens nothing", async () => {
      assert.equal((await refresh(guest.access_token)).status, 400); // longer than any refresh token
      assert_problem(await whoami(guest.refresh_token), 401, "invalid_token");
    });

    // ---- S-LINK

    const link_for = async (email) => {
      assert.equal((await post("/magic-link", { email })).status, 202);
      const mail = newest(await host.mails(email));
      return { token: link_token(mail), code: mail.code };
    };

    test("S-LINK: of 100 parallel redemptions one succeeds", async () => {
      const { token, code } = await link_for(guest.user.email);
      const first = await post("/magic-link", { email: "else@example.com" });
      assert.equal(first.status, 202);
      // A code may be tried five times; the browser's cookie opens the link alone.
      const asked = await post("/magic-link", { email: guest.user.email });
      const cookie = asked.headers.getSetCookie()[0].split(";")[0];
      const mail = newest(await host.mails(guest.user.email));
      const answers = await parallel(100, () => post("/magic-link/redeem", { token: link_token(mail) }, { headers: { cookie } }));
      assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
      for (const answer of answers.filter((one) => one.status !== 200)) assert_problem(answer, 410, "gone");
      assert.ok(token && code);
    });

    test("S-LINK: looking at a link uses nothing", async () => {
      const { token, code } = await link_for(owner.user.email);
      await host.request("GET", `/sign-in?token=${token}`);
      await host.request("HEAD", `/api/v1/auth/magic-link/redeem?token=${token}`);
      assert.equal((await host.request("GET", "/api/v1/auth/magic-link/redeem")).status, 405);
      assert_problem(await post("/magic-link/redeem", { token }), 403, "forbidden");
      assert.equal((await post("/magic-link/redeem", { token, code })).status, 200);
    });

    test("S-LINK: five wrong codes void a link, a changed password voids it too", async () => {
      const guessed = await link_for((await new_guest()).user.email);
      for (let i = 0; i < 5; ++i)
        assert_problem(await post("/magic-link/redeem", { token: guessed.token, code: "nope" }), 401, "invalid_credentials");
      assert_problem(await post("/magic-link/redeem", guessed), 410, "gone");
      const session = await new_guest();
      const before_change = await link_for(session.user.email);
      const changed = await post("/password", { new_password: "entirely new words" }, { token: session.access_token });
      assert.equal(changed.status, 204, changed.text);
      assert_problem(await post("/magic-link/redeem", before_change), 410, "gone");
    });

    test("S-LINK: 256 random bits, stored as a hash, gone after ten minutes", async () => {
      const { token, code } = await link_for((await new_guest()).user.email);
      assert.ok(Buffer.from(token, "base64url").length >= 16);
      await restart(host, () =>
        with_database(host, (database) => {
          const links = database.prepare("SELECT * FROM login_links").all();
          assert.ok(!JSON.stringify(links).includes(token));
          database.exec("UPDATE login_links SET expires_at_ms = expires_at_ms - 600000");
        }),
      );
      assert_problem(await post("/magic-link/redeem", { token, code }), 410, "gone");
    });

    // ---- S-ENUM

    test("S-ENUM: known and unknown addresses are answered alike", async () => {
      const known = owner.user.email;
      const bodies = {
        "/login": (email) => ({ email, password: "not the password" }),
        "/magic-link": (email) => ({ email }),
        "/password/forgot": (email) => ({ email }),
        "/signup": (email) => ({ email, name: "N" }),
        "/magic-link/redeem": (email) => ({ email, code: "nope" }),
      };
      for (const [path, body] of Object.entries(bodies)) {
        const one = await post(path, body(known));
        const other = await post(path, body(`unknown-${path.length}@example.com`));
        assert.equal(one.status, other.status, path);
        assert.equal(masked(one.text), masked(other.text), path);
        assert.deepEqual([...one.headers.keys()], [...other.headers.keys()], path);
      }
    });

    // ---- S-JWT

    const tampered = (change_header, change_claims = {}, sign = (signed, signature) => signature) => {
      const [header, claims, signature] = owner_token.split(".");
      const signed = `${encode({ ...decode(header), ...change_header })}.${encode({ ...decode(claims), ...change_claims })}`;
      return `${signed}.${sign(signed, signature)}`;
    };
    let owner_token;

    test("S-JWT: nobody else's signature is taken", async () => {
      owner_token = (await sign_in(host, owner.user.email)).access_token;
      assert.equal((await whoami(owner_token)).status, 200);
      const jwk = (await host.request("GET", "/.well-known/jwks.json")).json.keys[0];
      const hs256 = (key) => (signed) => createHmac("sha256", key).update(signed).digest("base64url");
      const { privateKey, publicKey } = generateKeyPairSync("ed25519");
      const own = (signed) => sign_with(null, Buffer.from(signed), privateKey).toString("base64url");
      const own_jwk = publicKey.export({ format: "jwk" });
      const forgeries = [
        ...["none", "None", "NONE", ""].map((alg) => tampered({ alg }, {}, () => "")),
        tampered({ alg: "none" }),
        tampered({ alg: "HS256" }, {}, hs256(Buffer.from(jwk.x, "base64url"))),
        tampered({ alg: "HS256" }, {}, hs256(jwk.x)),
        tampered({ alg: "HS256" }, {}, hs256("")),
        tampered({}, {}, own),
        tampered({ jwk: own_jwk }, {}, own),
        tampered({ jku: "https://evil.example/jwks.json" }, {}, own),
        ...["../../dev/null", "' OR 1=1", "", jwk.kid + "x"].map((kid) => tampered({ kid }, {}, own)),
        ...["../../dev/null", "' OR 1=1", ""].map((kid) => tampered({ kid })),
      ];
      for (const token of forgeries) assert_problem(await whoami(token), 401, "invalid_token");
    });

    test("S-JWT: no claim can be changed", async () => {
      const now = Math.floor(Date.now() / 1000);
      const changes = [
        { role: "owner", org: "01890000-0000-7000-8000-000000000000" },
        { exp: now + 1_000_000 },
        { exp: now - 1, iat: now - 901 },
        { iat: now + 3600, exp: now + 4500 },
        { nbf: now + 3600 },
        { iss: "evil" },
        { aud: "evil" },
        { sub: guest.user.id },
        { sv: 99 },
      ];
      for (const claims of changes) assert_problem(await whoami(tampered({}, claims)), 401, "invalid_token");
      assert_problem(await whoami(tampered({ typ: "JWT" })), 401, "invalid_token");
    });

    test("S-JWT: no bit can be turned", async () => {
      const [header, claims, signature] = owner_token.split(".");
      for (const [place, part] of [header, claims, signature].entries()) {
        const bytes = Buffer.from(part, "base64url");
        for (let bit = place; bit < bytes.length * 8; bit += 11) {
          const turned = Buffer.from(bytes);
          turned[bit >> 3] ^= 1 << (bit & 7);
          const parts = [header, claims, signature];
          parts[place] = turned.toString("base64url");
          assert_problem(await whoami(parts.join(".")), 401, "invalid_token");
        }
      }
    });

    test("S-JWT: strings that are no tokens", async () => {
      const words = ["", ".", "..", "...", "a.b.c", `${owner_token}.`, `.${owner_token}`, owner_token.slice(0, -1), `${owner_token}A`, "x".repeat(5000)];
      for (let i = 0; i < 100; ++i) words.push(randomBytes(1 + i * 3).toString("base64url"));
      for (const word of words) assert.equal((await whoami(word)).status, 401, word);
      for (const scheme of ["Basic", "bearer", "Bearer  ", "Token"])
        assert.equal((await host.request("GET", "/api/v1/auth/session", { headers: { authorization: `${scheme} ${owner_token}` } })).status, 401, scheme);
    });

    // ---- S-COOK

    test("S-COOK: flags of both cookies", async () => {
      const login = await post("/login", { email: owner.user.email, password: "correct horse battery staple" });
      assert.equal(login.status, 200, login.text);
      assert.equal(login.json.refresh_token ?? null, null);
      const asked = await post("/magic-link", { email: "cookie@example.com" });
      for (const cookie of [...login.headers.getSetCookie(), ...asked.headers.getSetCookie()]) {
        assert.match(cookie, /^__Host-arris_(refresh|link)=[\w-]{20,};/);
        for (const flag of ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"]) assert.ok(cookie.split("; ").includes(flag), cookie);
        assert.doesNotMatch(cookie, /domain/i);
      }
    });

    test("S-COOK: another site can't use them", async () => {
      const login = await post("/login", { email: owner.user.email, password: "correct horse battery staple" });
      const cookie = login.headers.getSetCookie()[0].split(";")[0];
      const foreign = [
        { origin: "https://evil.example" },
        { origin: "null" },
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
        { origin: host.url.replace("127.0.0.1", "127.0.0.1.evil.example") },
        { origin: `${host.url}.evil.example` },
      ];
      const open = routes().filter((route) => route.function === "auth" && route.method === "POST" && route.allow.kind === "anyone");
      const bodies = { "/auth/redeem": { token: "x" } };
      for (const headers of foreign)
        for (const route of open) {
          const body = bodies[route.path] ?? body_for(route.path);
          const answer = await host.request("POST", route.url, { body, headers: { cookie, ...headers } });
          assert_problem(answer, 403, "cross_site");
        }
      const own = await host.request("POST", "/api/v1/auth/refresh", { headers: { cookie, origin: host.url, "sec-fetch-site": "same-origin" } });
      assert.equal(own.status, 200, own.text);
    });

    const body_for = (path) =>
      ({
        "/auth/setup": { token: "x", email: "a@example.com", name: "A", password: "a very fine password", org_name: "A" },
        "/auth/signup": { email: "a@example.com", name: "A" },
        "/auth/login": { email: "a@example.com", password: "a very fine password" },
        "/auth/magic-link": { email: "a@example.com" },
        "/auth/magic-link/redeem": { token: "x" },
        "/auth/password/forgot": { email: "a@example.com" },
        "/auth/password/reset": { token: "x", password: "a very fine password" },
      })[path];

    test("S-COOK: a form can't post JSON", async () => {
      const cookie = "__Host-arris_refresh=x";
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
        const headers = { cookie, "content-type": type };
        const answer = await post("/login", '{"email":"a@example.com","password":"x"}', { headers });
        assert_problem(answer, 415, "unsupported_media_type");
      }
    });

    // ---- S-BRUTE, last: it locks this address out

    test("S-BRUTE: ten guesses at an account, then 429; a mailed link still opens it", async () => {
      const victim = await new_guest();
      await post("/password", { new_password: "entirely new words" }, { token: victim.access_token });
      const body = { email: victim.user.email, password: "a guess" };
      const answers = [];
      for (let i = 0; i < 30; ++i) answers.push(await post("/login", body));
      const evaluated = answers.filter((answer) => answer.status === 401);
      assert.ok(evaluated.length <= 10 && evaluated.length >= 5, `${evaluated.length} were evaluated`);
      for (const answer of answers.filter((one) => one.status !== 401)) {
        assert_problem(answer, 429, "too_many_requests");
        assert.ok(Number(answer.headers.get("retry-after")) >= 1);
      }
      const right = await post("/login", { ...body, password: "entirely new words" });
      assert_problem(right, 429, "too_many_requests");
      assert.equal((await whoami((await sign_in(host, victim.user.email)).access_token)).status, 200);
    });

    test("S-BRUTE: guesses in parallel are counted one by one", async () => {
      const victim = await new_guest();
      const answers = await parallel(60, () => post("/login", { email: victim.user.email, password: "a guess" }));
      assert.ok(answers.filter((answer) => answer.status === 401).length <= 10);
    });

    test("S-BRUTE: one address tries many accounts", async () => {
      const answers = await parallel(60, (i) => post("/login", { email: `spray${i}@example.com`, password: "a guess" }));
      assert.ok(answers.filter((answer) => answer.status === 401).length <= 30);
      assert.ok(answers.some((answer) => answer.status === 429 && answer.headers.get("retry-after")));
    });

    // ---- sign-up closed; the last, since the host stays so

    test("closed sign-up takes no one, while invites and links of before go on", async () => {
      const state = async () => (await host.request("GET", "/api/v1/auth/signup")).json;
      assert.deepEqual(await state(), { state: "open" });
      const early = { email: "early@example.com", name: "Early" };
      assert.equal((await post("/signup", early)).status, 202);
      await restart(host, () => (host.sign_up = "closed"));
      assert.deepEqual(await state(), { state: "closed" });
      for (const body of [early, { email: "late@example.com", name: "Late" }])
        assert_problem(await post("/signup", body, { headers: { "x-arris-sign-up": "open" } }), 403, "forbidden");
      assert.deepEqual(await host.mails("late@example.com"), []);
      assert.ok((await redeem_newest(host, early.email)).access_token);
      assert.equal((await post("/magic-link", { email: "late@example.com" })).status, 202);
      const [told] = await host.mails("late@example.com");
      assert.ok(told.text.includes("invite you") && told.links.length === 0, told.text);
      const { access_token: token } = await sign_in(host, owner.user.email);
      const invite = { emails: ["late@example.com"], role: "viewer" };
      const asked = await host.request("POST", "/api/v1/team/invites", { token, body: invite });
      assert.ok(asked.status < 300, asked.text);
      await quiet(host);
      const body = { token: link_token(newest(await host.mails("late@example.com"))), name: "Late", token_transport: "body" };
      const joined = await host.request("POST", "/api/v1/team/invites/accept", { body });
      assert.ok(joined.json.access_token, joined.text);
    });
  });
}
