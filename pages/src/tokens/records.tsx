import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { is_id } from "../ai/search";
import { Ago } from "../kit/ago";
import { count, usd } from "../kit/format";
import { More } from "../kit/list";
import { RowSkeletons } from "../kit/skeletons";
import { Pieces } from "../kit/pieces";
import { useInterval } from "../kit/polled";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { records_query, type Asked } from "./data";

export function Records({ asked }: { asked: Asked }) {
  const list = useInfiniteQuery({ ...records_query(asked), refetchInterval: useInterval(asked) });
  const records = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section>
      <h2 className={table.section}>Every call</h2>
      {list.error && !list.data && (
        <Failed what="The calls" error={list.error} retry={() => void list.refetch()} />
      )}
      {list.isPending && <RowSkeletons height={58} />}
      {records.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>Model</th>
              <th className={table.medium}>When</th>
              <th className={`${table.number} ${table.medium}`}>Input tokens</th>
              <th className={`${table.number} ${table.medium}`}>Output tokens</th>
              <th className={table.number}>Cost</th>
            </tr>
          </thead>
          <Pieces as="tbody" rows={records}>
            {(record) => (
              <tr key={record.id}>
                <td className={table.main}>
                  {record.model}
                  <div className={table.under}>
                    {record.provider}
                    {record.agent_id && `, agent ${record.agent_id}`},{" "}
                    <Request id={record.request_id} />
                  </div>
                </td>
                <td className={table.medium}>
                  <Ago at_ms={record.at_ms} />
                </td>
                <td className={`${table.number} ${table.medium}`}>{count(record.input_tokens)}</td>
                <td className={`${table.number} ${table.medium}`}>{count(record.output_tokens)}</td>
                <td className={table.number}>
                  {record.price_id ? usd(record.cost_nano_usd) : "no price"}
                </td>
              </tr>
            )}
          </Pieces>
        </table>
      )}
      <More {...list} />
    </section>
  );
}

// A call through the gateway is recorded under its own id.
const Request = ({ id }: { id: string }) =>
  is_id(id) ? (
    <Link to="/ai/$call_id" params={{ call_id: id }} search={{}} preload={false}>
      {id}
    </Link>
  ) : (
    id
  );
