// What has to be changed so that a rule stands one place earlier or later. Pure.
type Placed = { id: string; position: number };

const step = 10;
const position_max = 1_000_000;

// Between its new neighbours, where there is room; ties would go by age.
function between(before: Placed | undefined, after: Placed | undefined): number | null {
  const low = before?.position ?? -1;
  const position = after ? Math.floor((low + after.position) / 2) : low + step;
  const fits = position > low && (!after || position < after.position);
  return fits && position <= position_max ? position : null;
}

export function ordered<Rule extends Placed>(rules: Rule[], id: string, by: 1 | -1): Rule[] {
  const from = rules.findIndex((rule) => rule.id === id);
  const rule = rules[from];
  if (!rule) return rules;
  const others = rules.filter((one) => one !== rule);
  const to = Math.max(0, from + by);
  return [...others.slice(0, to), rule, ...others.slice(to)];
}

// One rule, or, where there is no room, all that stand elsewhere when they are numbered anew.
export function placed_anew<Rule extends Placed>(order: Rule[], id: string): Placed[] {
  const at = order.findIndex((rule) => rule.id === id);
  const position = between(order[at - 1], order[at + 1]);
  if (position !== null) return [{ id, position }];
  return order
    .map((rule, index) => ({ id: rule.id, position: index * step }))
    .filter((one, index) => one.position !== order[index]?.position);
}
