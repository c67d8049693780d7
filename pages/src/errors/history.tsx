import { Skeleton } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { sentence } from "../api/problem";
import { Ago } from "../kit/ago";
import { More } from "../kit/list";
import { Failed } from "../kit/states";
import { history_query, members_query } from "./data";
import css from "./issue.module.css";

export function History({ issue_id }: { issue_id: string }) {
  const list = useInfiniteQuery(history_query(issue_id));
  const members = useQuery(members_query);
  const name_of = (id: string) => {
    const member = members.data?.data.find((one) => one.id === id);
    return member ? member.name || member.email : "somebody who left";
  };
  if (list.error && !list.data)
    return <Failed what="The history" error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton height={160} />;
  return (
    <>
      <ol className={css.entries}>
        {list.data.pages
          .flatMap(({ data }) => data)
          .map(({ id, kind, actor_id, reason, at_ms }) => (
            <li key={id}>
              <span>
                <strong>{sentence(kind.replaceAll("_", " "))}</strong>
                {actor_id && members.data && ` by ${name_of(actor_id)}`}
              </span>
              {reason && <span>{reason}</span>}
              <small>
                <Ago at_ms={at_ms} />
              </small>
            </li>
          ))}
      </ol>
      <More {...list} />
    </>
  );
}
