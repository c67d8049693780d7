// D4's and E1's peer: the routes of tests/bench/bench in plain JavaScript on Workers and D1. For D2: two ways to write
// 100 rows.
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

const rows = Array.from({ length: 100 }, (_, i) => ({ name: `row ${i}`, body: "x".repeat(50), at_ms: i }));
const columns = "INSERT INTO bench_rows (name, body, created_at_ms)";

const bulk = {
  json: (database) =>
    database
      .prepare(`${columns} SELECT value->>'name', value->>'body', value->>'at_ms' FROM json_each(?1)`)
      .bind(JSON.stringify(rows))
      .run(),
  batch: (database) => {
    const one = database.prepare(`${columns} VALUES (?1, ?2, CAST(?3 AS INTEGER))`);
    return database.batch(rows.map(({ name, body, at_ms }) => one.bind(name, body, at_ms)));
  },
};

export default {
  async fetch(request, env) {
    const path = new URL(request.url).pathname;
    if (path === "/api/v1/bench/items") return items(Date.now());
    if (path.startsWith("/bulk/")) {
      await bulk[path.slice("/bulk/".length)](env.DB);
      return new Response(null, { status: 204 });
    }
    const row = await env.DB.prepare(find).bind(path.slice(path.lastIndexOf("/") + 1)).first();
    return row ? Response.json(row) : new Response(null, { status: 404 });
  },
};
