// Splits a file of SQL into its statements. A trigger's own statements stay inside it.

const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|;/g;

export function statements_of(sql) {
  const statements = [];
  let start = 0;
  for (const { 0: token, index } of sql.matchAll(quoted)) {
    if (token !== ";") continue;
    const text = sql.slice(start, index).trim();
    if (/^CREATE TRIGGER\b/i.test(text) && !/\bEND$/i.test(text)) continue;
    if (text !== "") statements.push(text);
    start = index + 1;
  }
  const rest = sql.slice(start).trim();
  return rest === "" ? statements : [...statements, rest];
}
