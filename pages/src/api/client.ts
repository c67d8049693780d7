// The typed client of /openapi.json. Every request carries the session; what is refused is thrown.
import createClient from "openapi-fetch";
import { Refusal, type Problem } from "./problem";
import type { components, paths } from "./generated";
import { ask } from "./reach";
import { leaving_settled, leave_session, live_session, refresh, stay_in_session } from "./session";
import { all_answered, counted } from "./under-way";

export type Schemas = components["schemas"];

const no_session = [
  "/auth/login",
  "/auth/magic-link",
  "/auth/refresh",
  "/auth/setup",
  "/auth/signup",
];
const is_open = (url: string) =>
  no_session.some((path) => url.includes(path)) || url.includes("/auth/password/");

// What ends the session, or takes it out of its org.
const endings = [
  "POST /api/v1/auth/logout",
  "POST /api/v1/auth/logout-all",
  "POST /api/v1/auth/me/deletion",
  "POST /api/v1/team/leave",
  "DELETE /api/v1/team/org",
];
const is_ending = ({ method, url }: Request) =>
  endings.includes(`${method} ${new URL(url).pathname}`);

async function send(request: Request): Promise<Response> {
  if (is_open(request.url)) return ask(request);
  if (is_ending(request)) return leave(request);
  await leaving_settled();
  return send_in_session(request);
}

async function send_in_session(request: Request): Promise<Response> {
  const again = request.clone();
  const session = await live_session();
  if (session) request.headers.set("authorization", `Bearer ${session.token}`);
  const answer = await ask(request);
  if (answer.status !== 401 || !session) return answer;
  const renewed = await refresh();
  if (!renewed) return answer;
  again.headers.set("authorization", `Bearer ${renewed.token}`);
  return ask(again);
}

export const api = createClient<paths>({ fetch: (request) => counted(send(request)) });

// What was asked in the session is answered before its end, after which it would be refused.
async function leave(request: Request): Promise<Response> {
  leave_session();
  await all_answered();
  try {
    const answer = await send_in_session(request);
    if (!answer.ok) stay_in_session();
    return answer;
  } catch (error) {
    stay_in_session();
    throw error;
  }
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

const unknown_problem = (response: Response): Problem => ({
  type: "about:blank",
  title: "Something went wrong",
  status: response.status,
  detail: `The server answered ${response.status}.`,
  code: "unknown",
  request_id: response.headers.get("x-request-id") ?? "",
});

// The body of a success; a Refusal is thrown else.
export async function ok<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  const is_problem = typeof error === "object" && error !== null && "code" in error;
  throw new Refusal(is_problem ? (error as Problem) : unknown_problem(response));
}
