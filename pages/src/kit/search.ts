// Reading an address: what is not understood is as if it were not there.
export function one_of<const T extends readonly string[]>(
  known: T,
  value: unknown,
): T[number] | undefined {
  return known.find((one) => one === value);
}

// Numbers and booleans in an address may stand for themselves or for text.
export function text(value: unknown, length_max = 200): string | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const shown = String(value).slice(0, length_max);
  return shown === "" ? undefined : shown;
}
