// The manifest of a test module. Statements are named by their place in the list: `query.insert`.

const anyone = { kind: "anyone" };

const statements = {
  values: "SELECT ?1 AS a, ?2 AS a, typeof(?1) AS t, typeof(?2) AS u",
  create: "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, x REAL, y TEXT, z BLOB) STRICT",
  insert: "INSERT INTO t VALUES (?1, ?2, ?3, ?4)",
  list: "SELECT id, x, y, z FROM t ORDER BY id",
  remove: "DELETE FROM t RETURNING id",
  raise: "SELECT json_extract('{}', ?1)",
  json: "SELECT json(?1)",
  broken: "SELECT one FROM nowhere",
  numbers: `SELECT 1, 2 AS "1", 1.5, 2.0, 9007199254740992, x'00ff', NULL, 'x', -0.0`,
  hidden_write: "WITH n AS (SELECT 9 AS id) INSERT INTO t (id) SELECT id FROM n",
};

const columns = { list: ["id", "x", "y", "z"], remove: ["id"] };

export const query = Object.fromEntries(Object.keys(statements).map((name, i) => [name, i]));

export const manifest = (name) => ({
  name,
  abi: 1,
  routes: [
    {
      method: "POST",
      path: `/${name}/script`,
      summary: "Run a script",
      allow: anyone,
      query: { type: "object", properties: { dry: { type: "boolean" } } },
      answer: { $ref: "#/components/schemas/Answer" },
      body_max_bytes: 2097152,
    },
    {
      method: "POST",
      path: `/${name}/hasty`,
      summary: "Run a script, soon",
      allow: anyone,
      body_max_bytes: 2097152,
      deadline_ms: 2000,
    },
    { method: "GET", path: `/${name}/things/{id}`, summary: "Get", allow: { kind: "session" } },
    { method: "GET", path: `/${name}/things/special`, summary: "Special", allow: anyone },
    { method: "POST", path: `/{project}/${name}-envelope`, summary: "Ingest", allow: anyone },
    {
      method: "POST",
      path: `/${name}-theirs/v1/take`,
      summary: "Take",
      allow: anyone,
      protocol: "theirs",
      refusals: { module_fault: "theirs {request_id}" },
    },
    { method: "GET", path: `/.well-known/${name}.json`, summary: "Known", allow: anyone },
  ],
  statements: Object.entries(statements).map(([key, sql]) => ({
    name: key,
    sql,
    columns: columns[key] ?? [],
  })),
  schemas: { Answer: { type: "object" } },
  cron: [{ schedule: "*/5 * * * *", name: "sweep" }],
  listeners: name === "other" ? [{ topic: "test.told", name: "hear" }] : [],
  capabilities: {
    // `other` may do less, so that a test sees what is refused.
    effects: ["sql", "fetch", "crypto", "password", "publish", "limit", "cache", "wait"].concat(
      name === "other" ? [] : ["mail"],
    ),
    reads: [],
    writes: ["t"],
    hosts: ["127.0.0.1", "localhost", "example.com"],
    keys: ["test_key", "setup", "access_token", "cursor", "box", "vault"],
  },
});
