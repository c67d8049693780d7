// What every route refuses, as scenarios made from the route tables.

import { may, smallest } from "../support/manifests.mjs";

const nowhere = "01890000-0000-7000-8000-00000000dead";
const fill = (url, value = nowhere) => url.replace(/\{\w+\}/g, value);
const takes_json = (route) => route.body !== undefined;
const is_sentry = (route) => route.path.startsWith("/{project}");

// Where what is required is not said by one member.
const bodies = { "POST /notifications/webhooks/{id}/resend": { since_ms: 0 } };
const body_of = (route) => bodies[`${route.method} ${route.path}`] ?? smallest(route.body, route.schemas);

function request_of(route, url = fill(route.url)) {
  const step = { request: `${route.method} ${url}` };
  if (route.protocol) step.any_body = true; // it refuses in the words of its protocol
  if (takes_json(route)) step.body = body_of(route);
  return step;
}

function* unknown_callers(route) {
  if (route.allow.kind === "anyone") return;
  const step = request_of(route);
  yield { ...step, title: "without a token", status: 401, code: "unauthenticated" };
  const bearer = (token) => ({ ...step, headers: { authorization: `Bearer ${token}` }, status: 401 });
  yield { ...bearer("x"), title: "with a word as the token", code: "invalid_token" };
  yield { ...bearer("e30.e30.e30"), title: "with an empty token", code: "invalid_token" };
  yield { ...bearer("{{forged}}"), title: "with a forged token", code: "invalid_token" };
  for (const role of ["viewer", "member", "admin"])
    if (!may(route.allow, role)) yield { ...step, as: role, title: `as ${role}`, status: 403, code: "forbidden" };
}

function* bad_addresses(route) {
  const as = route.allow.kind === "anyone" ? undefined : "owner";
  const step = { ...request_of(route), as };
  if (!is_sentry(route) && !route.protocol) {
    const request = `${step.request}?no_such_parameter=1`;
    yield { ...step, request, title: "with an unknown parameter", status: 400, code: "invalid" };
  }
  if (!route.path.includes("{id}")) return;
  const body = smallest_change(route);
  yield { ...step, body, title: "of nothing", status: 404, code: "not_found" };
  for (const id of ["x", "%00", "..%2f", "01890000-0000-7000-8000-00000000DEAG", "a".repeat(300)])
    yield { ...step, body, request: `${route.method} ${fill(route.url, id)}`, title: `of ${id.slice(0, 40)}`, status: 404 };
}

const smallest_change = (route) => (takes_json(route) ? body_of(route) : undefined);

const may_lack_body = /^\/notifications\/(read-all|seen|archive-all|webhooks\/\{id\}\/secret)$/;

function* bad_bodies(route) {
  if (!takes_json(route) || /refresh|logout/.test(route.path)) return;
  const as = route.allow.kind === "anyone" ? undefined : "owner";
  const step = { ...request_of(route), as };
  const raw = (title, raw_body, more = {}) => ({ ...step, raw_body, title, status: 400, ...more });
  yield raw("without a content type", "{}", { headers: { "content-type": "" }, status: 415 });
  yield raw("as text/plain", "{}", { headers: { "content-type": "text/plain" }, status: 415 });
  yield raw("as a form", "a=b", { headers: { "content-type": "application/x-www-form-urlencoded" }, status: 415 });
  for (const text of ["", "{", "[]", "null", "1e400", '{"a":1,"a":2}', "{} x", "\u0000", '{"no_such_field":1}'])
    if ((text !== "" && text !== "null") || !may_lack_body.test(route.path)) yield raw(`with ${JSON.stringify(text)}`, text);
  yield raw("100 levels deep", '{"a":'.repeat(100) + "1" + "}".repeat(100));
  yield raw("with bytes that are no UTF-8", { base64: "eyJuYW1lIjoi//4ifQ==" });
  if (route.body_max_bytes <= 1 << 20)
    yield raw("beyond its limit", { spaces: route.body_max_bytes + 1 }, { status: 413, code: "too_large" });
}

function* wrong_methods(path, routes_here) {
  const methods = routes_here.map((route) => route.method);
  const any_body = routes_here.some((route) => route.protocol);
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    if (methods.includes(method) || (method === "POST" && path.startsWith("/api/{project}"))) continue;
    yield { request: `${method} ${fill(path)}`, title: method, status: 405, code: "method_not_allowed", any_body };
  }
  yield { request: `OPTIONS ${fill(path)}`, title: "OPTIONS", status: 204 };
}

export function refusals(routes) {
  const scenarios = [];
  for (const route of routes) {
    const steps = [...unknown_callers(route), ...bad_addresses(route), ...bad_bodies(route)];
    scenarios.push({ name: `${route.name} refuses`, steps });
  }
  for (const url of new Set(routes.map((route) => route.url))) {
    const here = routes.filter((route) => route.url === url);
    scenarios.push({ name: `${url} answers ${here.map((route) => route.method)} alone`, steps: [...wrong_methods(url, here)] });
  }
  return scenarios;
}
