// Each page in both themes, on a desk and a phone.

import { test } from "node:test";
import { Person } from "../browser.mjs";

const places = ["/errors", "/executions", "/traces", "/traces?tab=logs", "/traces?tab=metrics", "/tokens", "/ai", "/ai?tab=rules", "/ai?tab=providers", "/ai?tab=settings", "/analytics", "/analytics/events", "/notifications", "/notifications?tab=preferences", "/notifications?tab=webhooks", "/keys", "/keys?tab=providers", "/team", "/team?tab=invites", "/team?tab=activity", "/team?tab=audit", "/settings", "/outbox"];

export function every_page({ browser, host, olga }) {
  for (const [theme, size] of [
    ["light", "phone"],
    ["dark", "desk"],
  ])
    test(`every page fits a ${size} and can be reached by all, ${theme}`, async () => {
      const person = await new Person(browser, host.url).begin({ theme, size, state: olga.state });
      for (const path of [...places, `/traces/${olga.trace_id}`, `/ai/${olga.call_id}`]) {
        await person.goto(path);
        await person.page.locator("main h1").waitFor();
        await person.page.locator("[aria-busy=true], .mantine-Skeleton-root").first().waitFor({ state: "detached" });
        await person.check_access(`${path} in ${theme}`);
        await person.check_width(path);
        await person.check_quiet();
      }
      olga.state = await person.context.storageState();
      await person.close();
    });
}
