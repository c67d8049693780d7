// Exports come page by page, each with the cursor of the next one; together they are one file.
import type { Period } from "../kit/period";
import { api, ok } from "./client";

const pages_max = 200;

export const save = (text: string, name: string, type = "text/csv") =>
  save_blob(new Blob([text], { type }), name);

export function save_blob(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

const without_head = (csv: string) => csv.slice(csv.indexOf("\n") + 1);

export async function tokens_csv(period: Period): Promise<string> {
  let text = "";
  let cursor: string | undefined;
  for (let page = 0; page < pages_max; ++page) {
    const query = { format: "csv" as const, ...period, limit: 200, cursor };
    const asked = api.GET("/api/v1/tokens/export", { params: { query }, parseAs: "text" });
    const [part, { response }] = [await ok(asked), await asked];
    text += page === 0 ? part : without_head(part);
    cursor = response.headers.get("x-next-cursor") ?? undefined;
    if (!cursor) return text;
  }
  return text;
}
