// node tests/bench/pages.mjs URL EMAIL PASSWORD ORG ROUNDS PATH…: prints, as JSON, when each page is seen and can be
// used, by the browser's own performance entries, each time with nothing in its cache; and the same of an empty page.

import { createServer } from "node:http";
import { open_browser, sizes } from "../pages/browser.mjs";

const [url, email, password, org_name, rounds, ...paths] = process.argv.slice(2);
const empty = createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<!doctype html><title>empty</title><p>empty"));
await new Promise((ready) => empty.listen(0, "127.0.0.1", ready));
const browser = await open_browser();

// A page can be used when its title stands and nothing of it waits any more.
function mark_usable() {
  localStorage.setItem("arris-signed-in", "1");
  const look = () => {
    if (!document.querySelector("main h1") || document.querySelector("main [aria-busy=true], main .mantine-Skeleton-root")) return;
    watch.disconnect();
    requestAnimationFrame(() => performance.mark("usable"));
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
}

function measured() {
  const usable = performance.getEntriesByName("usable")[0];
  const files = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".js"));
  return {
    visible_ms: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    usable_ms: usable?.startTime,
    script_bytes: files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  };
}

const is_painted = () => performance.getEntriesByName("first-contentful-paint").length > 0;
const is_usable = () => performance.getEntriesByName("usable").length > 0;

async function with_page(use) {
  const context = await browser.newContext({ viewport: sizes.desk });
  try {
    return await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

const measure_empty = () =>
  with_page(async (page) => {
    await page.goto(`http://127.0.0.1:${empty.address().port}/`);
    await page.waitForFunction(is_painted);
    return page.evaluate(measured);
  });

async function sign_in({ request }) {
  const post = async (path, data, token) => {
    const answer = await request.post(`${url}/api/v1/auth/${path}`, { data, headers: token ? { authorization: `Bearer ${token}` } : {} });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const { access_token } = await post("login", { email, password });
  const session = await request.get(`${url}/api/v1/auth/session`, { headers: { authorization: `Bearer ${access_token}` } });
  const org = (await session.json()).orgs.find(({ name }) => name === org_name);
  await post("switch-org", { org_id: org.id }, access_token);
}

const measure = (path) =>
  with_page(async (page, context) => {
    await sign_in(context);
    await page.addInitScript(mark_usable);
    await page.goto(url + path);
    await page.waitForFunction(is_usable);
    return page.evaluate(measured);
  });

try {
  await measure_empty(); // the browser itself is cold the first time
  const all = { empty: [], ...Object.fromEntries(paths.map((path) => [path, []])) };
  for (let round = 0; round < Number(rounds); ++round) {
    all.empty.push(await measure_empty());
    for (const path of paths) all[path].push(await measure(path));
  }
  console.log(JSON.stringify(all));
} finally {
  await browser.close();
  empty.close();
}
