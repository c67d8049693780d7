// The spans of a trace in the order in which they are drawn: what a span caused stands below it.
import type { Span } from "./data";

// `below` counts all spans that it caused.
export type Branch = { span: Span; depth: number; below: number };

const by_start = (one: Span, other: Span) =>
  one.start_at_us - other.start_at_us || other.duration_us - one.duration_us;

function children_of(spans: Span[]): Map<string, Span[]> {
  const children = new Map<string, Span[]>();
  for (const span of spans) {
    if (!span.parent_id) continue;
    const beside = children.get(span.parent_id);
    if (beside) beside.push(span);
    else children.set(span.parent_id, [span]);
  }
  return children;
}

// A span whose parent never came stands as a root; so does one of a circle, which a program may send.
export function tree_of(spans: Span[]): Branch[] {
  const ordered = [...spans].sort(by_start);
  const known = new Set(ordered.map(({ id }) => id));
  const children = children_of(ordered);
  const roots = ordered.filter(({ parent_id }) => !parent_id || !known.has(parent_id));
  const taken = new Set<Span>();
  const branches: Branch[] = [];
  for (const root of [...roots, ...ordered]) {
    const waiting = [{ span: root, depth: 0 }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { span, depth } = next;
      if (taken.has(span)) continue;
      taken.add(span);
      branches.push({ span, depth, below: 0 });
      const below = children.get(span.id) ?? [];
      waiting.push(...below.map((child) => ({ span: child, depth: depth + 1 })).reverse());
    }
  }
  return with_counts(branches);
}

function with_counts(branches: Branch[]): Branch[] {
  const above: number[] = [];
  const close = (end: number) => {
    const begin = above.pop() ?? 0;
    const branch = branches[begin];
    if (branch) branch.below = end - begin - 1;
  };
  branches.forEach(({ depth }, index) => {
    while (above.length > depth) close(index);
    above.push(index);
  });
  while (above.length > 0) close(branches.length);
  return branches;
}

// Without what stands below a span that is folded.
export function unfolded(branches: Branch[], folded: ReadonlySet<string>): Branch[] {
  const shown: Branch[] = [];
  for (let index = 0; index < branches.length; ++index) {
    const branch = branches[index];
    if (!branch) continue;
    shown.push(branch);
    if (folded.has(branch.span.id)) index += branch.below;
  }
  return shown;
}
