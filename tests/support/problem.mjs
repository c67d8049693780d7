// What every refusal looks like (RFC 9457).

import assert from "node:assert/strict";

// `faults` are "pointer code" of a bad input, in any order.
export function assert_problem(answer, status, code, faults) {
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
  const { type, title, detail, request_id, errors } = answer.json;
  assert.equal(answer.json.status, status);
  if (code) assert.equal(answer.json.code, code);
  for (const text of [type, title, detail, request_id]) assert.equal(typeof text, "string");
  assert.equal(request_id, answer.headers.get("x-request-id"));
  if (faults)
    assert.deepEqual((errors ?? []).map((fault) => `${fault.pointer} ${fault.code}`).sort(), [...faults].sort());
}
