// A file of the server's own, which it makes in parts, each with a head; a part before the last one is full.
import { ok } from "../api/client";
import type { Exported } from "./export";
import { read_all, type At } from "./paged";

type Part = { data?: string; error?: unknown; response: Response };

const without_head = (csv: string) => csv.slice(csv.indexOf("\n") + 1);

export async function file_in_parts(
  part_rows: number,
  ask: (at: At) => Promise<Part>,
): Promise<Exported> {
  const { rows: parts, whole } = await read_all(async ({ cursor }) => {
    const answer = await ask({ cursor, limit: part_rows });
    const text = await ok(Promise.resolve(answer));
    const next_cursor = answer.response.headers.get("x-next-cursor");
    return { data: [cursor ? without_head(text) : text], next_cursor };
  });
  return { text: parts.join(""), rows: parts.length * part_rows, whole };
}
