// The pages: files of the deployment's assets. A path that a person can be at, which no file has, is the index.

import { reply_of, type Reply } from "./reply";
import type { Visit } from "./visit";

const kept_for_a_year = "public, max-age=31536000, immutable";

function is_navigation(request: Request, path: string): boolean {
  const last = path.slice(path.lastIndexOf("/") + 1);
  return !last.includes(".") && (request.headers.get("accept") ?? "").includes("text/html");
}

const at = (path: string, request: Request) => new Request(new URL(path, request.url), request);

// The index of a folder is its page, without the slash too: a detour by the browser is not needed.
async function file_of(request: Request, assets: Fetcher): Promise<Response> {
  const file = await assets.fetch(request);
  const elsewhere = file.status === 307 ? file.headers.get("location") : null;
  return elsewhere === null ? file : assets.fetch(at(elsewhere, request));
}

function with_caching(reply: Reply, path: string): Reply {
  const value = path.startsWith("/assets/") ? kept_for_a_year : "no-cache";
  const others = reply.headers.filter(({ name }) => name !== "cache-control");
  return { ...reply, headers: [...others, { name: "cache-control", value }] };
}

export async function page_of({ request, path }: Visit, assets: Fetcher): Promise<Reply | null> {
  const file = await file_of(request, assets);
  if (file.status !== 404) return with_caching(reply_of(file), path);
  if (!is_navigation(request, path)) return null;
  return with_caching(reply_of(await assets.fetch(at("/", request))), "/");
}
