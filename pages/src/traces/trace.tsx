// One trace: its spans in time, what failed in it, and its logs.
import { Alert } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { code_of } from "../api/problem";
import { Ago } from "../kit/ago";
import { Badge } from "../kit/badge";
import { count, duration_of_us, many } from "../kit/format";
import { More } from "../kit/list";
import { Side } from "../kit/side";
import { Empty } from "../kit/states";
import { logs_of, trace_query, type Trace, type TraceDetail } from "./data";
import { Exceptions } from "./exceptions";
import { Records } from "./records";
import { Waterfall } from "./waterfall";
import css from "./trace.module.css";

export default function TraceDrawer() {
  const { trace_id } = useParams({ from: "/inside/traces/$trace_id" });
  const { span } = useSearch({ from: "/inside/traces" });
  const navigate = useNavigate({ from: "/traces" });
  const asked = useQuery(trace_query(trace_id));
  const close = () =>
    void navigate({ to: "/traces", search: (old) => ({ ...old, span: undefined }) });
  const open = (id: string | undefined) =>
    void navigate({
      to: "/traces/$trace_id",
      params: { trace_id },
      search: (old) => ({ ...old, span: id }),
      replace: true,
    });
  const missing = code_of(asked.error) === "not_found";
  const name = asked.data && (asked.data.trace.name || "(without a name)");
  return (
    <Side
      title={name ?? "Trace"}
      label="Trace"
      page="Traces"
      width="wide"
      close={close}
      asked={missing ? found_nothing : asked}
    >
      {missing && <Missing id={trace_id} />}
      {asked.data && <Shown key={trace_id} detail={asked.data} at={span} open={open} />}
    </Side>
  );
}

const found_nothing = { isPending: false, error: null, data: undefined, refetch: () => undefined };

const Missing = ({ id }: { id: string }) => (
  <Empty title="No such trace is kept">
    <p>
      An error or a log record may name a trace of which nothing was sent here, or whose time is
      over. Its id is <code className={css.missing}>{id}</code>.
    </p>
  </Empty>
);

type Props = {
  detail: TraceDetail;
  at: string | undefined;
  open: (id: string | undefined) => void;
};

function Shown({ detail, at, open }: Props) {
  const { trace, spans, complete } = detail;
  return (
    <>
      <Facts detail={detail} />
      {!complete && (
        <Alert color="yellow" variant="outline">
          The trace is long: {many(spans.length, "span")} of {count(trace.span_count)} are shown.
        </Alert>
      )}
      <Waterfall detail={detail} at={at} open={open} />
      <Exceptions trace_id={trace.id} spans={spans} open={open} />
      <Logs trace={trace} />
    </>
  );
}

function Facts({ detail: { trace, spans } }: { detail: TraceDetail }) {
  const failed = trace.error_count;
  const services = new Set(spans.map(({ service }) => service));
  return (
    <dl className={css.facts}>
      <div>
        <dt>Outcome</dt>
        <dd>
          <Badge tone={failed ? "red" : "green"}>
            {failed ? `${many(failed, "span")} failed` : "fine"}
          </Badge>
        </dd>
      </div>
      <div>
        <dt>Duration</dt>
        <dd>{duration_of_us(trace.duration_us)}</dd>
      </div>
      <div>
        <dt>Started</dt>
        <dd>
          <Ago at_ms={trace.start_at_us / 1000} />
        </dd>
      </div>
      <div>
        <dt>Spans</dt>
        <dd>
          {count(trace.span_count)} of {many(services.size, "service")}
        </dd>
      </div>
      <div className={css.id}>
        <dt>Id</dt>
        <dd>{trace.id}</dd>
      </div>
    </dl>
  );
}

function Logs({ trace }: { trace: Trace }) {
  const list = useInfiniteQuery(logs_of(trace));
  const records = list.data?.pages.flatMap(({ data }) => data) ?? [];
  if (records.length === 0) return null;
  return (
    <section>
      <h3 className={css.section}>Logs</h3>
      <Records records={records} />
      <More {...list} />
      <Link
        to="/traces"
        search={(old) => ({ ...old, ...alone, tab: "logs", trace_id: trace.id })}
        className={css.more}
      >
        Show them in the list of logs
      </Link>
    </section>
  );
}

const alone = { q: undefined, service: undefined, level: undefined, span: undefined };
