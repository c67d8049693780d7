// Where a person goes once signed in: where they wanted to go, if that is a page of ours.
import { begin_session, type Issued } from "../api/session";
import { queries } from "../app/queries";

export const token_of_hash = () => new URLSearchParams(location.hash.slice(1)).get("token");

export function safe_path(to: string | undefined): string {
  if (!to?.startsWith("/") || to.startsWith("//") || to.startsWith("/\\")) return "/errors";
  return to;
}

export function enter(issued: Issued) {
  queries.clear();
  begin_session(issued);
}
