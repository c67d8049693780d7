// Rows of the API as CSV: every field under its own name, times as ISO 8601 and money in USD.
type Field = [name: string, value: unknown];

const nano = 1e9;

const iso_of_us = (us: number) =>
  new Date(us / 1000).toISOString().replace("Z", `${String(us % 1000).padStart(3, "0")}Z`);

// A field has one name in all rows, also where it is null.
function field_of([name, value]: Field): Field {
  const told = typeof value === "number";
  if (name.endsWith("at_ms"))
    return [name.slice(0, -"_ms".length), told ? new Date(value).toISOString() : value];
  if (name.endsWith("at_us"))
    return [name.slice(0, -"_us".length), told ? iso_of_us(value) : value];
  if (name.endsWith("_nano_usd"))
    return [name.replace("_nano_usd", "_usd"), told ? value / nano : value];
  return [name, value];
}

// A spreadsheet takes a text that begins like a formula for one.
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

export function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = harmless(typeof value === "string" ? value : JSON.stringify(value));
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = (cells: unknown[]) => `${cells.map(cell).join(",")}\r\n`;

export function csv_of(rows: readonly object[]): string {
  const records = rows.map((row) => new Map(Object.entries(row).map(field_of)));
  const names = [...new Set(records.flatMap((record) => [...record.keys()]))];
  return (
    line(names) + records.map((record) => line(names.map((name) => record.get(name)))).join("")
  );
}
