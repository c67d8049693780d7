// The pages, in the order in which they are shown.
import type { IconName } from "../kit/icons";

export type Place = {
  to:
    | "/errors"
    | "/executions"
    | "/traces"
    | "/tokens"
    | "/ai"
    | "/analytics"
    | "/notifications"
    | "/keys"
    | "/team"
    | "/settings";
  label: string;
  icon: IconName;
};

export const places: Place[] = [
  { to: "/errors", label: "Errors", icon: "errors" },
  { to: "/executions", label: "Runs", icon: "runs" },
  { to: "/traces", label: "Traces", icon: "traces" },
  { to: "/tokens", label: "Tokens and cost", icon: "tokens" },
  { to: "/ai", label: "AI calls", icon: "calls" },
  { to: "/analytics", label: "Analytics", icon: "analytics" },
  { to: "/notifications", label: "Notifications", icon: "bell" },
  { to: "/keys", label: "Keys", icon: "keys" },
  { to: "/team", label: "Team", icon: "team" },
  { to: "/settings", label: "Settings", icon: "settings" },
];
