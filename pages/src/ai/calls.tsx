// The list of calls, newest first.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Ago } from "../kit/ago";
import { count, duration, usd } from "../kit/format";
import { useKeys } from "../kit/keyboard";
import { Listed } from "../kit/listed";
import { poll_while_short } from "../kit/paged";
import { period_of } from "../kit/period";
import { Pieces } from "../kit/pieces";
import { focus_search, opens_row, steps } from "../kit/steps";
import table from "../kit/table.module.css";
import { calls_query, poll_ms, usual, type AiCall } from "./data";
import { NoCall } from "./empty";
import { Ending } from "./ending";
import { Filters } from "./filters";
import { filters_of, type AiSearch } from "./search";
import css from "./ai.module.css";

export function Calls({ search }: { search: AiSearch }) {
  const list = useInfiniteQuery({
    ...calls_query(period_of(search, usual), filters_of(search)),
    refetchInterval: poll_while_short(poll_ms),
  });
  const calls = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <Filters search={search} calls={calls} />
      <Listed list={list} what="The calls" row_height={58} empty={<NoCall search={search} />}>
        {(rows) => <Table calls={rows} />}
      </Listed>
    </>
  );
}

function Table({ calls }: { calls: AiCall[] }) {
  const navigate = useNavigate({ from: "/ai" });
  const open_id = useParams({ strict: false }).call_id ?? null;
  const [chosen, set_at] = useState<string | null>(null);
  const at = open_id ?? chosen;
  const open = (call_id: string) =>
    void navigate({
      to: "/ai/$call_id",
      params: { call_id },
      search: (old) => old,
      replace: open_id !== null,
    });
  const go = (id: string) => {
    set_at(id);
    if (open_id) open(id);
  };
  const ids = calls.map(({ id }) => id);
  useKeys({ ...steps("call", ids, at, go), "/": focus_search, ...opens_row(at, open_id, open) });
  return (
    <table className={`${table.table} ${css.calls}`}>
      <thead>
        <tr>
          <th>Call</th>
          <th className={table.medium}>Ended</th>
          <th className={`${table.number} ${table.wide}`}>Tokens in</th>
          <th className={`${table.number} ${table.wide}`}>Tokens out</th>
          <th className={`${table.number} ${table.wide}`}>First byte</th>
          <th className={`${table.number} ${table.medium}`}>Duration</th>
          <th className={table.number}>Cost</th>
          <th className={table.medium}>When</th>
        </tr>
      </thead>
      <Pieces as="tbody" rows={calls}>
        {(call) => <Row key={call.id} call={call} is_at={call.id === at} />}
      </Pieces>
    </table>
  );
}

const tokens = (value: number | null | undefined) => (value == null ? "" : count(value));

// Until the ledger has it.
export const cost_of = ({ cached, cost_nano_usd }: AiCall) => {
  if (cached) return "cached";
  return cost_nano_usd == null ? "" : usd(cost_nano_usd);
};

function Row({ call, is_at }: { call: AiCall; is_at: boolean }) {
  const { id, model, provider, endpoint, agent_id, at_ms, first_byte_ms, duration_ms } = call;
  return (
    <tr id={`call-${id}`} className={table.row} data-at={is_at || undefined}>
      <td className={table.main}>
        <Link
          from="/ai"
          to="/ai/$call_id"
          params={{ call_id: id }}
          search={(old) => old}
          preload={false}
          className={table.open}
        >
          {model || "(no model)"}
        </Link>
        <div className={`${table.under} ${css.under}`}>
          <span>
            {provider} {endpoint}
            {agent_id && `, agent ${agent_id}`}
          </span>
          <span className={css.phone}>
            <Ending call={call} />
          </span>
          <span className={css.phone}>
            <Ago at_ms={at_ms} />
          </span>
        </div>
      </td>
      <td className={table.medium}>
        <Ending call={call} />
      </td>
      <td className={`${table.number} ${table.wide}`}>{tokens(call.input_tokens)}</td>
      <td className={`${table.number} ${table.wide}`}>{tokens(call.output_tokens)}</td>
      <td className={`${table.number} ${table.wide}`}>{duration(first_byte_ms)}</td>
      <td className={`${table.number} ${table.medium}`}>{duration(duration_ms)}</td>
      <td className={table.number}>{cost_of(call)}</td>
      <td className={table.medium}>
        <Ago at_ms={at_ms} />
      </td>
    </tr>
  );
}
