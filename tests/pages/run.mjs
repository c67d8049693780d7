// node tests/pages/run.mjs [--host NAME]…
// The pages in Chromium, on real hosts, as a person uses them. Nothing may be said on the console, fail, move or be
// hard to reach; see browser.mjs. The stories follow each other in one installation.

import { after, afterEach, describe } from "node:test";
import { parseArgs } from "node:util";
import { account } from "./stories/account.mjs";
import { begin } from "./stories/begin.mjs";
import { calls } from "./stories/calls.mjs";
import { controls } from "./stories/controls.mjs";
import { events } from "./stories/events.mjs";
import { every_page } from "./stories/every_page.mjs";
import { filters } from "./stories/filters.mjs";
import { forms } from "./stories/forms.mjs";
import { issues } from "./stories/issues.mjs";
import { keyboard } from "./stories/keyboard.mjs";
import { lists } from "./stories/lists.mjs";
import { notices } from "./stories/notices.mjs";
import { owners } from "./stories/owners.mjs";
import { people } from "./stories/people.mjs";
import { run_log } from "./stories/run_log.mjs";
import { runs } from "./stories/runs.mjs";
import { secrets } from "./stories/secrets.mjs";
import { states } from "./stories/states.mjs";
import { tabs } from "./stories/tabs.mjs";
import { told } from "./stories/told.mjs";
import { traces } from "./stories/traces.mjs";
import { triage } from "./stories/triage.mjs";
import { watch } from "./stories/watch.mjs";
import { World } from "./world.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const stories = [
  watch, begin, issues, lists, keyboard, triage, told, events, runs, run_log, traces, calls, secrets, notices, tabs, filters, states,
  forms, controls, people, account, owners, every_page,
];

for (const name of flags.host ?? ["wasmtime"]) {
  const world = await new World(name).start();
  describe(`pages on ${name}`, () => {
    after(() => world.stop());
    afterEach(() => world.olga.check_quiet());
    stories.forEach((tell) => tell(world));
  });
}
