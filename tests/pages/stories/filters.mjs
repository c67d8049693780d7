// Every filter, order and search of every list: what is set, and what is shown by it, is there after a reload, and Back
// goes from each to what was before. The controls are found on the pages, so that none is forgotten.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../../support/until.mjs";

// With how many controls each has at least.
const places = [
  ["/errors", 7],
  ["/executions?range=90d", 5],
  ["/traces", 5],
  ["/traces?tab=logs", 4],
  ["/tokens?range=90d", 5],
  ["/ai", 8],
  ["/ai?tab=providers", 1],
  ["/analytics?range=90d", 4],
  ["/analytics/events", 4],
  ["/notifications", 3],
  ["/team", 8],
  ["/team?tab=invites", 1],
  ["/team?tab=audit", 2],
  ["/outbox", 1],
];

// Run in the page when it has nothing left to do: its controls, and what stands in its rows but for what ticks.
async function read() {
  await new Promise((idle) => requestIdleCallback(idle, { timeout: 1000 }));
  const all = (selector) => [...document.querySelectorAll(selector)];
  const told = (kind, elements, name, value) => elements.map((one) => ({ kind, name: name(one), value: value(one) }));
  const label = (one) => one.getAttribute("aria-label");
  const offered = (one) => [...(one.list?.options ?? [])].map(({ value }) => value);
  const controls = [
    ...told("order", all("main th button"), (one) => one.firstChild.textContent, (one) => one.closest("th").ariaSort),
    ...told("choice", all("main [role=radiogroup]"), label, (one) => one.querySelector("input:checked")?.value ?? null),
    ...told("select", all("main select"), label, (one) => one.value),
    ...told("search", all("main input[type=search]"), label, (one) => one.value),
  ];
  const rows = all("main tbody tr:not([aria-hidden]), main li:not([aria-hidden])").slice(0, 15).map((row) => {
    const links = [...row.querySelectorAll("a")].map(({ textContent }) => textContent);
    const copy = row.cloneNode(true);
    copy.querySelectorAll("time").forEach((time) => time.remove());
    return links.join() || (copy.querySelector("p") ?? copy).textContent; // a notice is new as long as its list is open
  });
  const options = Object.fromEntries(all("main select").map((one) => [label(one), [...one.options].map(({ value }) => value)]));
  const words = Object.fromEntries(all("main input[type=search]").map((one) => [label(one), offered(one)]));
  const waits = all("main h1").length === 0 || all("[aria-busy=true], .mantine-Skeleton-root").length > 0;
  return { waits, options, words, state: { address: location.pathname + location.search, controls, rows } };
}

// Counts what the page asks for and has not got.
function count_asked(page) {
  const asked = new Set();
  const add = (request) => request.url().includes("/stream") || asked.add(request);
  const remove = (request) => asked.delete(request);
  const heard = [["request", add], ["requestfinished", remove], ["requestfailed", remove]];
  heard.forEach(([name, hear]) => page.on(name, hear));
  return { asked, stop: () => heard.forEach(([name, hear]) => page.off(name, hear)) };
}

const next_of = (all, value) => all[(all.indexOf(value) + 1) % all.length];

async function set(page, { kind, name }, { options, words, state }) {
  const { value } = state.controls.find((one) => one.kind === kind && one.name === name);
  const main = page.locator("main");
  if (kind === "order") return main.locator("th").getByRole("button", { name }).click();
  if (kind === "select") return main.getByLabel(name, { exact: true }).selectOption(next_of(options[name], value));
  if (kind === "search") return main.getByLabel(name, { exact: true }).fill(words[name][0] ?? "e");
  const group = main.getByRole("radiogroup", { name, exact: true });
  const values = await group.locator("input").evaluateAll((inputs) => inputs.map((input) => input.value));
  return group.locator(`input[value="${next_of(values, value)}"] + label`).click();
}

const tries_max = 2; // for a value by which something is shown
const of = ({ kind, name }) => `${kind} ${name}`;

export function filters({ olga }) {
  for (const [place, least] of places)
    test(`the filters of ${place} survive reload and Back`, async (story) => {
      const { page } = olga;
      const { asked, stop } = count_asked(page);
      story.after(stop);
      let last;
      const settled = (is_it) =>
        until("a page that is whole", async () => {
          const before = last;
          last = await page.evaluate(read);
          if (last.waits || asked.size > 0 || !is_it(last.state)) return (last = undefined);
          return before && JSON.stringify(before) === JSON.stringify(last) && last;
        });
      await olga.goto(place);
      let now = await settled(() => true);
      const states = [now.state];
      const { controls } = now.state;
      assert.ok(controls.length >= least, `only ${controls.map(of)}`);
      for (const control of controls)
        for (let tries = 0; tries < tries_max; ++tries) {
          const { address } = now.state;
          if (!now.state.controls.some((one) => of(one) === of(control))) break; // nothing is left to sort
          await set(page, control, now);
          now = await settled((state) => state.address !== address);
          states.push(now.state);
          if (control.kind !== "select" || now.state.rows.length > 0) break;
        }
      await page.reload();
      assert.deepEqual((await settled(() => true)).state, states.at(-1));
      for (const before of states.slice(0, -1).reverse()) {
        await page.goBack();
        assert.deepEqual((await settled(({ address }) => address === before.address)).state, before);
      }
    });
}
