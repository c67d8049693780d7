// The first page of a fresh installation: creates its owner and shows how to send the first error.

const show = (id) => (document.getElementById(id).hidden = false);
const put = (id, text) => (document.getElementById(id).textContent = text);

async function post(path, body, access_token) {
  const headers = { "content-type": "application/json" };
  if (access_token) headers.authorization = `Bearer ${access_token}`;
  const answer = await fetch("/api/v1" + path, { method: "POST", headers, body: JSON.stringify(body) });
  const json = await answer.json();
  if (!answer.ok) throw new Error(explain(json));
  return json;
}

function explain(problem) {
  const faults = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer.replace("#/", "")} ${detail}`);
  return faults.length > 0 ? faults.join("; ") : `${problem.detail} (request ${problem.request_id})`;
}

function show_ready(session, project) {
  put("dsn", project.dsn);
  put("snippet", `npm install @sentry/node\nSentry.init({ dsn: "${project.dsn}" })`);
  put("read", `curl ${location.origin}/api/v1/errors -H "Authorization: Bearer ${session.access_token}"`);
  document.getElementById("setup").hidden = true;
  show("ready");
}

async function set_up(event) {
  event.preventDefault();
  const token = location.hash.replace("#token=", "");
  const fields = Object.fromEntries(new FormData(event.target));
  try {
    const session = await post("/auth/setup", { token, ...fields });
    history.replaceState(null, "", "/setup");
    show_ready(session, await post("/errors/projects", { name: "first project" }, session.access_token));
  } catch (error) {
    put("fault", error.message);
  }
}

if (location.pathname === "/setup" && location.hash.startsWith("#token=")) {
  document.getElementById("setup").addEventListener("submit", set_up);
  show("setup");
} else {
  show("welcome");
}
