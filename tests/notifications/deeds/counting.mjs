// Compares how often something was found with how often it should have been.

// `found` and `wanted`: maps of a name to a count. A name that is missing stands for 0.
export function differences(what, found, wanted) {
  const faults = [];
  for (const name of new Set([...wanted.keys(), ...found.keys()])) {
    const [is, should] = [found.get(name) ?? 0, wanted.get(name) ?? 0];
    if (is !== should) faults.push(`${what} ${name}: ${is} instead of ${should}`);
  }
  return faults;
}

export function count_of(list) {
  const counts = new Map();
  for (const name of list) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

export const each_once = (list, times = 1) => new Map(list.map((name) => [name, times]));
