// How much of what a document shows moves by itself, of every document that a browser has shown, also of those that it
// has left since.

import assert from "node:assert/strict";

const shift_max = 0.05; // of one document, all in all

// Runs in each document, before its own scripts, and tells of each shift as it happens. What happened last is told of as
// the document goes.
function watch_shifts() {
  if (window !== top) return;
  const id = crypto.randomUUID?.() ?? `${performance.timeOrigin} ${Math.random()}`;
  const place_of = ({ node }) => (node?.nodeType === 1 ? node.outerHTML.slice(0, 120) : (node?.textContent ?? "?"));
  const tell = (entries) =>
    entries.map(({ value, startTime, hadRecentInput, sources }) =>
      hadRecentInput ? undefined : window.tell_shift({ id, value, path: location.pathname, at_ms: Math.round(startTime), what: sources.map(place_of) }));
  const observer = new PerformanceObserver((list) => void tell(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  const tell_rest = () => Promise.all(tell(observer.takeRecords()));
  addEventListener("pagehide", tell_rest);
  window.shifts = { tell_rest, forget: async () => (await tell_rest(), window.tell_shift({ id })) };
}

export class Shifts {
  constructor() {
    this.of_documents = new Map();
  }

  async watch(context) {
    await context.exposeFunction("tell_shift", (shift) => this.take(shift));
    await context.addInitScript(watch_shifts);
  }

  // Without a value all that its document has told is forgotten.
  take({ id, value, ...where }) {
    if (value === undefined) return this.of_documents.delete(id);
    const told = this.of_documents.get(id) ?? [];
    this.of_documents.set(id, [...told, { value, ...where }]);
  }

  // Each document that moves too much is told of once.
  async check(pages) {
    await Promise.all(pages.map((page) => page.evaluate(() => window.shifts?.tell_rest())));
    for (const [id, told] of this.of_documents) {
      const moved = told.reduce((sum, { value }) => sum + value, 0);
      if (moved <= shift_max) continue;
      this.of_documents.delete(id);
      assert.fail(`what is shown moved by ${moved}: ${JSON.stringify(told)}`);
    }
  }
}

// What follows is read from here on, where what moved before was meant.
export const forget_shifts = (page) => page.evaluate(() => window.shifts.forget());
