// One call: how it went, which way it took, what it used, whose it is, and its words where they are kept.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { code_of } from "../api/problem";
import { Ago } from "../kit/ago";
import { count, duration } from "../kit/format";
import { pairs_of, type Pair } from "../kit/pairs";
import { Side } from "../kit/side";
import { Empty } from "../kit/states";
import { Terms } from "../kit/terms";
import { Attribution } from "./attribution";
import { cost_of } from "./calls";
import { Content } from "./content";
import { call_query, type AiCall, type CallInFull } from "./data";
import { Ending } from "./ending";
import { Attempts, RoutingFacts } from "./routing";
import css from "./call.module.css";

export default function CallDrawer() {
  const { call_id } = useParams({ from: "/inside/ai/$call_id" });
  const navigate = useNavigate({ from: "/ai" });
  const asked = useQuery(call_query(call_id));
  const close = () => void navigate({ to: "/ai", search: (old) => old });
  const missing = code_of(asked.error) === "not_found";
  return (
    <Side
      title={asked.data ? asked.data.request.model || "(no model)" : "Call"}
      label="Call"
      page="AI calls"
      close={close}
      asked={missing ? found_nothing : asked}
    >
      {missing && <Missing id={call_id} />}
      {asked.data && <Shown key={call_id} detail={asked.data} />}
    </Side>
  );
}

const found_nothing = { isPending: false, error: null, data: undefined, refetch: () => undefined };

const Missing = ({ id }: { id: string }) => (
  <Empty title="No such call is kept">
    <p>
      It did not pass through the gateway here, or is older than 90 days. Its id is{" "}
      <code className={css.missing}>{id}</code>.
    </p>
  </Empty>
);

function Shown({ detail }: { detail: CallInFull }) {
  const { request: call, routing } = detail;
  return (
    <>
      <Facts detail={detail} />
      {call.error && <p className={css.error}>{error_words(call)}</p>}
      <RoutingFacts call={call} routing={routing} />
      {routing && routing.attempts.length > 0 && <Attempts call={call} routing={routing} />}
      <Usage detail={detail} />
      <Attribution detail={detail} />
      <Content detail={detail} />
    </>
  );
}

const error_words = ({ error, provider, status }: AiCall) =>
  error === "provider"
    ? `${provider} refused it with ${status}.`
    : `It failed here: ${error.replaceAll("_", " ")} (${status}).`;

function Facts({ detail: { request: call, usage } }: { detail: CallInFull }) {
  const unknown = usage && !call.cached ? "none yet" : "none"; // until the ledger has it
  const { at_ms, first_byte_ms, duration_ms, streamed, input_tokens, output_tokens } = call;
  const facts = [
    ["Ended", <Ending key="ended" call={call} />],
    ["Began", <Ago key="began" at_ms={at_ms} />],
    ["First byte", duration(first_byte_ms)],
    ["Duration", duration(duration_ms)],
    ["Answer", `${streamed ? "streamed" : "whole"}, ${call.finish_reason || "without a reason"}`],
    ["Tokens in", input_tokens == null ? unknown : count(input_tokens)],
    ["Tokens out", output_tokens == null ? unknown : count(output_tokens)],
    ["Cost", cost_of(call) || unknown],
  ] as const;
  return (
    <dl className={css.facts}>
      <Terms terms={facts} />
    </dl>
  );
}

// As the provider told it.
function Usage({ detail: { request, usage } }: { detail: CallInFull }) {
  const pairs = flat(usage);
  if (pairs.length === 0) return null;
  return (
    <section>
      <h3 className={css.section}>Usage</h3>
      <dl className={`${css.pairs} ${css.usage}`}>
        <Terms terms={pairs} />
      </dl>
      <p className={css.note}>
        {request.estimated
          ? "The provider did not say all of it: this is a guess by the length of the texts. "
          : "As the provider said it. "}
        <Link to="/tokens" search={{ of: request.answered_model || request.model }}>
          Show what this model costs
        </Link>
      </p>
    </section>
  );
}

// What lies in objects within has both names.
function flat(value: unknown, before = ""): Pair[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    const path = before + name;
    if (typeof one === "object" && one !== null && !Array.isArray(one))
      return flat(one, `${path}.`);
    return pairs_of({ [path]: one as unknown });
  });
}
