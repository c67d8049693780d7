import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { live_session, session_now } from "../api/session";
import { errors_search } from "../errors/search";
import { notifications_search } from "../notifications/search";
import { runs_search } from "../runs/search";
import { tokens_search } from "../tokens/search";
import { keys_search } from "../keys/search";
import { team_search } from "../team/search";
import { analytics_search } from "../analytics/search";
import { RouteFault, NotFound, Waiting } from "./faults";
import { Shell } from "./shell";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const entry = <const Path extends string>(
  path: Path,
  load: Parameters<typeof lazyRouteComponent>[0],
) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) });

const sign_in = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === "string" ? { to: search.to } : {},
  component: lazyRouteComponent(() => import("../entry/sign-in")),
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

const errors = createRoute({
  getParentRoute: () => inside,
  path: "/errors",
  validateSearch: errors_search,
  component: lazyRouteComponent(() => import("../errors/page")),
});
const issue = createRoute({
  getParentRoute: () => errors,
  path: "$issue_id",
  component: lazyRouteComponent(() => import("../errors/issue")),
});
const notifications = createRoute({
  getParentRoute: () => inside,
  path: "/notifications",
  validateSearch: notifications_search,
  component: lazyRouteComponent(() => import("../notifications/page")),
});

const executions = createRoute({
  getParentRoute: () => inside,
  path: "/executions",
  validateSearch: runs_search,
  component: lazyRouteComponent(() => import("../runs/page")),
});
const run = createRoute({
  getParentRoute: () => executions,
  path: "$run_id",
  component: lazyRouteComponent(() => import("../runs/run")),
});

const tokens = createRoute({
  getParentRoute: () => inside,
  path: "/tokens",
  validateSearch: tokens_search,
  component: lazyRouteComponent(() => import("../tokens/page")),
});
const keys = createRoute({
  getParentRoute: () => inside,
  path: "/keys",
  validateSearch: keys_search,
  component: lazyRouteComponent(() => import("../keys/page")),
});
const team = createRoute({
  getParentRoute: () => inside,
  path: "/team",
  validateSearch: team_search,
  component: lazyRouteComponent(() => import("../team/page")),
});
const settings = createRoute({
  getParentRoute: () => inside,
  path: "/settings",
  component: lazyRouteComponent(() => import("../settings/page")),
});

const analytics = createRoute({
  getParentRoute: () => inside,
  path: "/analytics",
  validateSearch: analytics_search,
  component: lazyRouteComponent(() => import("../analytics/page")),
});

const tree = root.addChildren([
  entry("/setup", () => import("../entry/setup")),
  entry("/sign-up", () => import("../entry/sign-up")),
  entry("/forgot-password", () => import("../entry/forgot-password")),
  entry("/reset-password", () => import("../entry/reset-password")),
  entry("/invite", () => import("../entry/invite")),
  sign_in,
  inside.addChildren([
    home,
    errors.addChildren([issue]),
    executions.addChildren([run]),
    tokens,
    analytics,
    keys,
    team,
    settings,
    notifications,
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultErrorComponent: RouteFault,
  defaultPendingComponent: Waiting,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- merged with the library's
  interface Register {
    router: typeof router;
  }
}
