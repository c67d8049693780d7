// Whether a tab can be seen.
const change = "visibilitychange";

export const seen = () =>
  new Promise<void>((done) => {
    if (!document.hidden) return done();
    document.addEventListener(change, () => done(), { once: true });
  });

export function until_hidden(ends: AbortSignal): AbortSignal {
  const hidden = new AbortController();
  document.addEventListener(change, () => hidden.abort(), { once: true, signal: ends });
  return AbortSignal.any([ends, hidden.signal]);
}
