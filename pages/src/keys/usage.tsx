// How often a key was used on each day of a quarter, and the way to what it cost.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bars } from "../kit/bars";
import { Dialog } from "../kit/dialog";
import { ChartSkeleton } from "../kit/skeletons";
import { count, many } from "../kit/format";
import { Failed } from "../kit/states";
import { Title } from "../kit/title";
import { usage_query } from "./data";

type Props = { id: string; name: string; kind: "access" | "provider"; close: () => void };

const series = [{ name: "", tone: "blue" }];

export default function KeyUsage({ id, name, kind, close }: Props) {
  const asked = useQuery(usage_query(id));
  const told = asked.data;
  return (
    <Dialog onClose={close} title={`Uses of ${name}`} size="xl">
      <Title of={[`Uses of ${name}`, "Keys"]} />
      {asked.error && !told && (
        <Failed what="The uses" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && <ChartSkeleton />}
      {told && (
        <>
          <Bars
            label="Uses per day"
            series={series}
            show={count}
            days="UTC"
            bars={told.days.map(({ day_at_ms, uses }) => ({ at_ms: day_at_ms, values: [uses] }))}
          />
          <p>
            {many(told.uses, "use")} in {many(told.days.length, "day")}, as days are in UTC.
          </p>
        </>
      )}
      {kind === "access" && (
        <>
          <Link to="/tokens" search={{ by: "key", of: id, range: "90d" }}>
            Show its AI calls and what they cost
          </Link>
          ,{" "}
          <Link to="/ai" search={{ key_id: id, range: "90d" }}>
            or one by one
          </Link>
        </>
      )}
    </Dialog>
  );
}
