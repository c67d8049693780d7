// D4's and E1's peer: the routes of tests/bench/bench in plain JavaScript on Workers and D1.
const find =
  "SELECT id, name, body, created_at_ms FROM bench_rows WHERE id = CAST(?1 AS INTEGER)";
const title = "TypeError: undefined is not a function";
const culprit = "checkout/cart.ts in total";

function items(now_ms) {
  const data = [];
  for (let i = 0; i < 50; ++i)
    data.push({
      id: i,
      title,
      culprit,
      state: i % 3 === 0 ? "closed" : "open",
      events: i * 977,
      people: i * 31,
      first_seen_at_ms: now_ms - i * 86_400_000,
      last_seen_at_ms: now_ms - i * 1000,
    });
  return Response.json({ data });
}

export default {
  async fetch(request, env) {
    const path = new URL(request.url).pathname;
    if (path === "/api/v1/bench/items") return items(Date.now());
    const row = await env.DB.prepare(find).bind(path.slice(path.lastIndexOf("/") + 1)).first();
    return row ? Response.json(row) : new Response(null, { status: 404 });
  },
};
