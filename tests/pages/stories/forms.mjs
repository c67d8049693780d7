// What is sent twice, or is wrong, or would be lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open_browser, Person, sizes } from "../browser.mjs";
import { access_token, fill, owner, press } from "../steps.mjs";

export function forms({ browser, drawer, host, olga }) {
  test("a form or a question that is pressed twice at once acts once", async () => {
    const token = await access_token(host, "Sample");
    const keys = async () => (await host.request("GET", "/api/v1/keys/access?limit=100", { token })).json.data.filter(({ name }) => name === "twice");
    await olga.goto("/keys");
    await press(olga.page, "Issue a key");
    await drawer().getByLabel("Name").fill("twice");
    await drawer().getByLabel("read everything (read)").check();
    await drawer().getByRole("button", { name: "Issue" }).dblclick();
    await press(olga.page, "I have copied it");
    assert.equal((await keys()).length, 1);
    await olga.page.getByRole("button", { name: "Change twice" }).click();
    await olga.page.getByRole("menuitem", { name: "Delete" }).click();
    await drawer().getByRole("button", { name: "Delete" }).dblclick(); // a second one would be told not to be there
    await olga.page.locator("tr", { hasText: "twice" }).waitFor({ state: "detached" });
    await drawer().waitFor({ state: "detached" });
  });

  test("what is wrong with a field is said there, in words of the page", async () => {
    const says = (text) => drawer().getByText(text, { exact: true }).waitFor();
    await press(olga.page, "Issue a key");
    await drawer().getByLabel("Name").fill("may nothing");
    await press(olga.page, "Issue");
    await says("Choose at least one");
    await olga.check_access("a key without a scope");
    await olga.goto("/tokens");
    await press(olga.page, "Add a budget");
    await drawer().getByLabel("Name").fill("of nothing");
    for (const usd of ["0", "99999999999"]) {
      await drawer().getByLabel("Limit in USD").fill(usd);
      await press(olga.page, "Save");
      await says("Must be more than $0 and at most $1,000,000");
    }
    olga.expects("400", "409");
    await olga.goto("/team");
    await press(olga.page, "Invite");
    await drawer().getByLabel("Email addresses").fill("Eve <eve@example.com>, nobody\nfay@example.com no@where");
    await drawer().getByRole("button", { name: "Invite" }).click();
    await says("nobody must be an email address; no@where must be an email address");
  });

  test("in the settings, too, the field says what is wrong with it", async () => {
    const says = (text) => olga.page.getByText(text, { exact: true }).waitFor();
    await olga.goto("/settings");
    await olga.page.getByLabel("Name of the organization").fill("\u00fc".repeat(150));
    await press(olga.page, "Rename");
    await says("Is longer than 200 bytes");
    const project = olga.page.getByLabel("Name of a new project");
    await project.fill("only once");
    await olga.page.getByRole("button", { name: "Create the project" }).dblclick();
    await olga.page.getByText("only once", { exact: true }).waitFor();
    await project.fill("only once");
    await press(olga.page, "Create the project");
    await says("Is taken already");
    await olga.page.getByLabel("Current password").fill("not the password");
    await olga.page.getByLabel("New password").fill("a horse with another battery");
    const asked = [];
    olga.page.on("request", (request) => request.method() === "POST" && asked.push(new URL(request.url()).pathname));
    await press(olga.page, "Change the password");
    await says("Is not your password");
    assert.deepEqual(asked, ["/api/v1/auth/password"]);
    olga.expected.length = 0;
  });

  test("an issue that somebody has deleted leaves the screen", async () => {
    const token = await access_token(host, "Sample");
    const body = { message: "soon gone", error_type: "Brief", severity: "low" };
    assert.equal((await host.request("POST", "/api/v1/errors", { token, body })).status, 202);
    await olga.goto("/errors");
    await olga.page.getByRole("link", { name: "Brief: soon gone" }).click();
    await drawer().getByRole("button", { name: "Delete" }).click();
    const id = new URL(olga.page.url()).pathname.split("/").at(-1);
    olga.expects("404");
    assert.equal((await host.request("DELETE", `/api/v1/errors/${id}`, { token })).status, 204);
    await olga.page.getByRole("dialog", { name: "Delete this issue?" }).getByRole("button", { name: "Delete" }).click();
    await olga.page.getByText("Somebody has deleted the issue already").waitFor();
    await olga.page.waitForURL((url) => url.pathname === "/errors");
    await olga.page.getByRole("link", { name: "Brief: soon gone" }).waitFor({ state: "detached" });
    olga.expected.length = 0;
  });

  test("names of organizations that are long, and the API's paths, stay on a phone's screen", async () => {
    const token = await access_token(host, "Shop");
    const rename = async (name) => assert.equal((await host.request("PATCH", "/api/v1/team/org", { token, body: { name } })).status, 200);
    const long = "Shop of words and words".repeat(4);
    await rename(long);
    await olga.page.setViewportSize(sizes.phone);
    await olga.goto("/settings");
    await olga.page.getByRole("banner").getByRole("button", { name: "Sample" }).click();
    const { x, width } = await olga.page.getByRole("menuitem", { name: long }).boundingBox();
    assert.ok(x >= 0 && x + width <= sizes.phone.width, `from ${x}, ${width} wide`);
    await rename("Shop");
    await olga.goto("/docs/");
    await olga.page.locator("details").first().waitFor();
    await olga.check_width("the API reference");
    await olga.page.setViewportSize(sizes.desk);
    await olga.goto("/errors");
  });

  test("who is signed in is led on from the sign-in; a mailed link that is used up says so", async () => {
    await olga.goto("/sign-in?to=%2Fteam");
    await olga.page.waitForURL("**/team");
    const person = await new Person(browser, host.url).begin();
    person.expects("410");
    await person.goto("/sign-in#token=of-no-mail");
    await person.page.getByRole("heading", { name: "This link can't be used" }).waitFor();
    await person.page.getByText("This was used already or has expired").waitFor();
    await person.check_access("a link that is used up");
    await person.check_quiet();
    await person.close();
  });

  test("over plain HTTP it is said beforehand that no session is kept", async (story) => {
    const elsewhere = await open_browser("--host-resolver-rules=MAP arris.test 127.0.0.1");
    story.after(() => elsewhere.close());
    const person = await new Person(elsewhere, host.url.replace("127.0.0.1", "arris.test")).begin({ size: "phone" });
    const warning = person.page.getByText("A browser keeps a session only over HTTPS or on localhost");
    for (const path of ["/setup#token=any", "/sign-up", "/sign-in"]) {
      await person.goto(path);
      await warning.waitFor();
      await person.check_width(path);
    }
    await person.check_access("the sign-in over plain HTTP");
    await fill(person.page, { email: owner.email, password: owner.password });
    await press(person.page, "Sign in");
    await person.page.waitForURL("**/errors");
    person.expects("401"); // the cookie is not there
    await person.page.reload();
    await person.page.waitForURL("**/sign-in?to=%2Ferrors");
    await warning.waitFor();
    await person.check_quiet();
  });
}
