// D1 with rows as arrays. Its public batch() makes an object of each row, which folds columns of one
// name and sorts those that look like numbers; the session's own sender, which batch() calls, has
// the rows as the database sent them. Where a later runtime lacks that sender, batch() it is: the
// statements of the functions name their columns uniquely, and their manifest says how many they
// are where no row shows it.

export type Bound = null | number | string | number[];
export type Query = { sql: string; params: Bound[]; columns: number };
export type Rows = { changes: number; columns: number; rows: Bound[][] };

type Meta = { changes: number };
type Sent = { meta: Meta; results: { columns: string[]; rows: Bound[][] } };
type Sender = {
  _sendOrThrow?(
    path: string,
    sql: string[],
    params: Bound[][],
    format: "ROWS_AND_COLUMNS",
    span: object,
  ): Promise<Sent[]>;
};

const no_span = { setAttribute(): void {}, setAttributes(): void {} };

async function by_objects(database: D1Database, queries: readonly Query[]): Promise<Rows[]> {
  const statements = queries.map(({ sql, params }) => database.prepare(sql).bind(...params));
  const results = await database.batch<Record<string, Bound>>(statements);
  return results.map(({ meta, results: objects }, i) => {
    const rows = objects.map((row) => Object.values(row));
    const columns = rows[0]?.length ?? queries[i]?.columns ?? 0;
    return { changes: meta.changes, columns, rows };
  });
}

export async function run_batch(database: D1Database, queries: readonly Query[]): Promise<Rows[]> {
  const session = database.withSession("first-primary") as unknown as Sender;
  if (!session._sendOrThrow) return by_objects(database, queries);
  const sql = queries.map((query) => query.sql);
  const params = queries.map((query) => query.params);
  const sent = await session._sendOrThrow("/query", sql, params, "ROWS_AND_COLUMNS", no_span);
  return sent.map(({ meta, results: { columns, rows } }) => ({
    changes: meta.changes,
    columns: columns.length,
    rows,
  }));
}
