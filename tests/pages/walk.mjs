// Going through a list to its end, as somebody does who keeps End pressed.

import { until } from "../support/until.mjs";
import { forget_shifts } from "./shifts.mjs";

export const rows_of = (page) => page.locator("main tbody tr:not([aria-hidden]), main li:not([aria-hidden])");
export const height_of = (page) => page.evaluate(() => document.documentElement.scrollHeight);

// What scrolls may not know yet of rows that the page has already, so that End falls short of them.
const at_end = (page) => page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1);

const rows_max = 250;
export const few_rows = (page) => until("few rows", async () => (await rows_of(page).count()) < rows_max);

// `each` is called when a page of the list has come and what is far from the screen has gone.
export async function walk_to_end(page, each = () => {}) {
  const more = page.getByRole("button", { name: "Show more" });
  await rows_of(page).first().waitFor();
  await more.waitFor();
  while (await more.count()) {
    const before = await height_of(page);
    await until("more rows", async () => {
      if (!(await at_end(page))) await page.keyboard.press("End");
      return (await height_of(page)) > before || (await more.count()) === 0;
    });
    await few_rows(page);
    await each();
  }
  await forget_shifts(page); // End outruns the list, so what stands at its end moves away: that is no fault
}
