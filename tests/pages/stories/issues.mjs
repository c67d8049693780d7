// What is done about errors.

import { test } from "node:test";
import { answer_of, press, run_snippet } from "../steps.mjs";

export function issues({ drawer, issue, olga }) {
  test("an issue is opened, resolved, taken back, resolved again and comes back", async () => {
    await issue(/TypeError/).click();
    await olga.page.waitForURL(/\/errors\/[0-9a-f-]{36}/);
    await drawer().getByRole("heading", { name: "Stack" }).waitFor();
    await olga.check_access("an issue");
    await drawer().getByRole("button", { name: "Resolve", exact: true }).click();
    await drawer().getByText("resolved", { exact: true }).waitFor();
    await Promise.all([answer_of(olga.page, "unresolved"), press(olga.page, "Undo")]);
    await drawer().getByText("unresolved", { exact: true }).waitFor();
    await olga.page.keyboard.press("e");
    await olga.page.getByText("Resolved", { exact: true }).first().waitFor();
    await drawer().getByRole("button", { name: "Reopen" }).waitFor();
    await run_snippet(olga.code);
    await drawer().getByText("unresolved", { exact: true }).waitFor();
    await drawer().getByRole("tab", { name: "History" }).click();
    await drawer().getByText("Regressed").waitFor();
    await olga.page.keyboard.press("Escape");
    await olga.page.waitForURL((url) => url.pathname === "/errors");
  });

  test("an issue is assigned, noted, muted and made more severe", async () => {
    await issue(/TypeError/).click();
    const choose = async (menu, item) => {
      await drawer().getByRole("button", { name: menu, exact: true }).click();
      await olga.page.getByRole("menuitem", { name: item }).click();
    };
    await choose("Assign", "Olga Owner (you)");
    await drawer().getByText("assigned to Olga Owner").waitFor();
    await choose("Assign", "Nobody");
    await drawer().getByText("assigned to Olga Owner").waitFor({ state: "detached" });
    await choose("Severity", "critical");
    await drawer().getByText("critical").waitFor();
    await press(olga.page, "Add a note");
    await drawer().getByLabel("Note").fill("The cart was empty");
    await press(olga.page, "Save");
    await drawer().getByText("The cart was empty").waitFor();
    await choose("Mute", "Until 10 more events");
    await drawer().getByText("until 10 more events").waitFor();
    await drawer().getByRole("button", { name: "Unmute" }).click();
    await drawer().getByText("unresolved", { exact: true }).waitFor();
    await drawer().getByRole("button", { name: "Close" }).click();
  });

  test("what is read in one tab is read in the other", async () => {
    const other = await olga.tab();
    await other.goto("/notifications");
    await other.getByRole("button", { name: "Mark all as read" }).click();
    await other.getByRole("link", { name: "Notifications", exact: true }).first().waitFor();
    await olga.page.getByTestId("unread").waitFor({ state: "detached" });
    await olga.check_quiet(other);
    await other.close();
  });
}
