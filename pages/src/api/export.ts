// Exports come page by page, each with the cursor of the next one; together they are one file.
import { api, ok } from "./client";

const pages_max = 200;

export function save(text: string, name: string, type = "text/csv") {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

const without_head = (csv: string) => csv.slice(csv.indexOf("\n") + 1);

type Filters = { range: "24h" | "7d" | "30d" | "90d" };

export async function tokens_csv(filters: Filters): Promise<string> {
  let text = "";
  let cursor: string | undefined;
  for (let page = 0; page < pages_max; ++page) {
    const query = { format: "csv" as const, ...filters, limit: 200, cursor };
    const asked = api.GET("/api/v1/tokens/export", { params: { query }, parseAs: "text" });
    const [part, { response }] = [await ok(asked), await asked];
    text += page === 0 ? part : without_head(part);
    cursor = response.headers.get("x-next-cursor") ?? undefined;
    if (!cursor) return text;
  }
  return text;
}
