// j and k go through the rows of a list, each of which has an id of `row` and its own; `go` is told of the next.
export function steps(row: string, ids: string[], at: string | null, go: (id: string) => void) {
  const step = (by: number) => {
    const index = at === null ? -1 : ids.indexOf(at);
    const next = ids[index < 0 ? 0 : Math.min(Math.max(index + by, 0), ids.length - 1)];
    if (next === undefined) return;
    go(next);
    document.getElementById(`${row}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  return { j: () => step(1), k: () => step(-1) };
}

export const focus_search = () => document.getElementById("search")?.focus();

// Enter opens the row where j and k are.
export function opens_row(
  at: string | null,
  open_id: string | null,
  open: (id: string) => void,
): Record<string, () => void> {
  return at && !open_id ? { Enter: () => open(at) } : {};
}
