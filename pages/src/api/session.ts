// Who is signed in. The access token lives in memory alone; the refresh cookie, which no script can
// read, brings a new one after a reload.
import { useSyncExternalStore } from "react";
import type { components } from "./generated";
import { ask } from "./reach";
import { counted } from "./under-way";

export type Issued = components["schemas"]["IssuedSession"];
export type Role = Issued["role"];
export type Session = Pick<Issued, "user" | "org" | "role"> & { token: string; ends_at_ms: number };

const hint = "arris-signed-in"; // so that a first visit asks for no session
const spare_ms = 30_000;
const leaving_max_ms = 10_000; // a tab that is closed meanwhile says no more
const listeners = new Set<() => void>();
const tabs = new BroadcastChannel("arris-session");
let current: Session | null = null;
let refreshing: Promise<Session | null> | null = null;
let leaving: PromiseWithResolvers<void> | null = null;

tabs.onmessage = (event: MessageEvent<string>) => {
  if (event.data === "leaving") hold();
  else if (event.data === "stayed") release();
  else if (event.data === "ended") lose_session();
  else if (current && event.data !== current.org.id) location.reload();
};

function hold() {
  release();
  const held = (leaving = Promise.withResolvers());
  setTimeout(() => leaving === held && release(), leaving_max_ms);
}

function release() {
  leaving?.resolve();
  leaving = null;
}

// From here on nothing else is asked in the session, in any tab, until it has ended or the person stays.
export function leave_session() {
  hold();
  tabs.postMessage("leaving");
}

export function stay_in_session() {
  release();
  tabs.postMessage("stayed");
}

// Settled when nobody is about to leave; what waited for the end of its session has nobody to ask for any more.
export async function leaving_settled() {
  if (!leaving) return;
  await leaving.promise;
  if (!current) throw new DOMException("The session has ended.", "AbortError");
}

function set_session(next: Session | null) {
  current = next;
  if (next) localStorage.setItem(hint, "1");
  else forget_session();
  listeners.forEach((tell) => tell());
}

function lose_session() {
  set_session(null);
  release();
}

function from_issued(issued: Issued): Session {
  const { user, org, role, access_token, expires_in_s } = issued;
  return { user, org, role, token: access_token, ends_at_ms: Date.now() + expires_in_s * 1000 };
}

export function begin_session(issued: Issued) {
  set_session(from_issued(issued));
  tabs.postMessage(issued.org.id);
}

export function rename_user(user: Session["user"]) {
  if (current) set_session({ ...current, user });
}

export function rename_org(org: Session["org"]) {
  if (current) set_session({ ...current, org });
}

// Before the pages of a session are left: whatever loads from here on asks for no session.
export const forget_session = () => localStorage.removeItem(hint);

export function end_session() {
  lose_session();
  tabs.postMessage("ended");
}

// Out of an org that is lost: the session goes on in another one of the person's, in every tab.
export function move_on() {
  tabs.postMessage("moved");
  location.assign("/errors");
}

// Among all tabs. A browser without locks is one that keeps no cookie of ours either, so that each tab is alone.
const alone = <Result>(run: () => Promise<Result>) =>
  "locks" in navigator ? navigator.locks.request("arris-refresh", run) : run();

// The cookie is exchanged by one tab at a time: each exchange makes the token before it old.
async function exchange(): Promise<Session | null> {
  const answer = await alone(() =>
    ask("/api/v1/auth/refresh", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    }),
  );
  if (answer.ok) {
    set_session(from_issued((await answer.json()) as Issued));
    return current;
  }
  if (answer.status === 401 || answer.status === 410) set_session(null);
  else throw new Error(`The session could not be renewed: the server answered ${answer.status}.`);
  return null;
}

export function refresh(): Promise<Session | null> {
  refreshing ??= counted(exchange()).finally(() => (refreshing = null));
  return refreshing;
}

// The session with a token that lasts for the next request; null when nobody is signed in.
export async function live_session(): Promise<Session | null> {
  if (current && current.ends_at_ms - spare_ms > Date.now()) return current;
  return localStorage.getItem(hint) ? refresh() : null;
}

export const session_now = () => current;

export const whose = ({ org, user }: Session) => `${org.id} ${user.id}`;

function subscribe(tell: () => void) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export const useMaybeSession = () => useSyncExternalStore(subscribe, session_now);

export function useSession(): Session {
  const session = useMaybeSession();
  if (!session) throw new Error("There is no session here");
  return session;
}

const ranks: Role[] = ["viewer", "member", "admin", "owner"];
export const may = (session: Session, role: Role) =>
  ranks.indexOf(session.role) >= ranks.indexOf(role);
