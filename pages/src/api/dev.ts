// Whether this is a server for trying out: it keeps every mail in an outbox that anybody may read.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { poll } from "../kit/paged";
import { ask } from "./reach";

export type Mail = {
  id: string;
  to: string;
  subject: string;
  text: string;
  links: string[];
  code: string;
  sent_at_ms: number;
};

async function get<Answer>(path: string): Promise<Answer> {
  const answer = await ask(path);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()) as Answer;
}

export const dev_query = queryOptions({
  queryKey: ["dev"],
  queryFn: async () => (await get<{ dev?: boolean }>("/healthz")).dev === true,
  staleTime: Infinity,
});

export const mails_query = (to: string) =>
  queryOptions({
    queryKey: ["mails", to],
    queryFn: async () =>
      (await get<{ data: Mail[] }>(`/_dev/mail?to=${encodeURIComponent(to)}`)).data,
    placeholderData: keepPreviousData,
    refetchInterval: poll(3000),
  });
