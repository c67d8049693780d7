import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { ai_search } from "../ai/search";
import { events_search } from "../analytics/events-search";
import { analytics_search } from "../analytics/search";
import { held } from "../api/reach";
import { live_session, session_now } from "../api/session";
import { safe_path } from "../entry/enter";
import { errors_search } from "../errors/search";
import { keys_search } from "../keys/search";
import { notifications_search, type NotificationsSearch } from "../notifications/search";
import { outbox_search } from "../outbox/search";
import { runs_search } from "../runs/search";
import { team_search } from "../team/search";
import { tokens_search } from "../tokens/search";
import { traces_search } from "../traces/search";
import { RouteFault, NotFound, Waiting } from "./faults";
import { Shell } from "./shell";

type Load = Parameters<typeof lazyRouteComponent>[0];
type Typed = Record<string, unknown>;
type Whole =
  | { to: "/tokens" | "/settings"; hash: string }
  | { to: "/notifications"; search: NotificationsSearch };

const page = (load: Load) => lazyRouteComponent(held(load));
const no_search = () => ({});

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const entry = <const Path extends string>(path: Path, load: Load) =>
  createRoute({ getParentRoute: () => root, path, component: page(load) });

// Who comes with a session leads on, but for a mailed link, which may be another person's. A page that is left for this
// one by signing out has its session until it is gone.
const sign_in = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Typed): { to?: string } =>
    typeof search.to === "string" ? { to: search.to } : {},
  beforeLoad: async ({ location, search }) => {
    if (session_now() || location.hash.includes("token=")) return;
    const session = await live_session().catch(() => null);
    if (session) throw redirect({ href: safe_path(search.to), replace: true });
  },
  component: page(() => import("../entry/sign-in")),
});

const outbox = createRoute({
  getParentRoute: () => root,
  path: "/outbox",
  validateSearch: outbox_search,
  component: page(() => import("../outbox/page")),
});

// Everything below needs a session; the way back is kept.
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  beforeLoad: async ({ location }) => {
    if (session_now() ?? (await live_session())) return;
    throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { to: location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/errors" });
  },
});

const place = <const Path extends string, Search extends object>(
  path: Path,
  validateSearch: (search: Typed) => Search,
  load: Load,
) => createRoute({ getParentRoute: () => inside, path, validateSearch, component: page(load) });

// Where notices and mails lead: a part of a page.
const part = <const Path extends string>(path: Path, whole: Whole) =>
  createRoute({
    getParentRoute: () => inside,
    path,
    beforeLoad: () => {
      throw redirect({ ...whole, replace: true });
    },
  });

const errors = place("/errors", errors_search, () => import("../errors/page"));
const issue = createRoute({
  getParentRoute: () => errors,
  path: "$issue_id",
  component: page(() => import("../errors/issue")),
});
const executions = place("/executions", runs_search, () => import("../runs/page"));
const run = createRoute({
  getParentRoute: () => executions,
  path: "$run_id",
  component: page(() => import("../runs/run")),
});
const traces = place("/traces", traces_search, () => import("../traces/page"));
const trace = createRoute({
  getParentRoute: () => traces,
  path: "$trace_id",
  component: page(() => import("../traces/trace")),
});
const calls = place("/ai", ai_search, () => import("../ai/page"));
const call = createRoute({
  getParentRoute: () => calls,
  path: "$call_id",
  component: page(() => import("../ai/call")),
});

const tree = root.addChildren([
  entry("/setup", () => import("../entry/setup")),
  entry("/sign-up", () => import("../entry/sign-up")),
  entry("/forgot-password", () => import("../entry/forgot-password")),
  entry("/reset-password", () => import("../entry/reset-password")),
  entry("/confirm-email", () => import("../entry/confirm-email")),
  entry("/invite", () => import("../entry/invite")),
  outbox,
  sign_in,
  inside.addChildren([
    home,
    errors.addChildren([issue]),
    executions.addChildren([run]),
    traces.addChildren([trace]),
    calls.addChildren([call]),
    place("/tokens", tokens_search, () => import("../tokens/page")),
    place("/analytics", analytics_search, () => import("../analytics/page")),
    place("/analytics/events", events_search, () => import("../analytics/events")),
    place("/keys", keys_search, () => import("../keys/page")),
    place("/team", team_search, () => import("../team/page")),
    place("/settings", no_search, () => import("../settings/page")),
    place("/notifications", notifications_search, () => import("../notifications/page")),
    part("/tokens/budgets", { to: "/tokens", hash: "budgets" }),
    part("/tokens/prices", { to: "/tokens", hash: "prices" }),
    part("/settings/sessions", { to: "/settings", hash: "sessions" }),
    part("/notifications/webhooks", { to: "/notifications", search: { tab: "webhooks" } }),
  ]),
]);

// Within a page what is shown stays where it is: whoever opens a row of a long list, or divides a chart by something else,
// is not taken to its top.
let page_shown: string | undefined;
function begins_page(): boolean {
  const [, outer, inner] = router.state.matches;
  const before = page_shown;
  page_shown = outer?.routeId === inside.id ? inner?.routeId : outer?.routeId;
  if (page_shown !== before) return true;
  document.dispatchEvent(new Event("scroll")); // the router keeps for Back only where something has scrolled since
  return false;
}

export const router = createRouter({
  routeTree: tree,
  defaultErrorComponent: RouteFault,
  defaultPendingComponent: Waiting,
  defaultPreload: "intent",
  scrollRestoration: begins_page,
});

// The first page comes while the session does, rather than after it. What does not come is asked for again when it is shown.
for (const { routeId } of router.matchRoutes(router.latestLocation)) {
  const route = router.routesById[routeId as keyof typeof router.routesById];
  router.loadRouteChunk(route)?.catch(() => undefined);
}

declare module "@tanstack/react-router" {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- merged with the library's
  interface Register {
    router: typeof router;
  }
}
