// How the providers do now, and the models that have a price.
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { Badge, type Tone } from "../kit/badge";
import { count, duration } from "../kit/format";
import { poll } from "../kit/paged";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { Terms } from "../kit/terms";
import { health_query, poll_ms } from "./data";
import { Models } from "./models";
import css from "./providers.module.css";

type Health = Schemas["ProviderHealth"];

const tones: Record<Health["state"], Tone> = {
  idle: "gray",
  ok: "green",
  degraded: "orange",
  down: "red",
};
const words: Record<Health["state"], string> = {
  idle: "no call",
  ok: "fine",
  degraded: "some calls fail",
  down: "down",
};

const services = ["openai", "anthropic", "gemini"] as const;

// Those without a call are not told of.
const each_of = (told: Health[]): Health[] => [
  ...services.map(
    (provider): Health =>
      told.find((one) => one.provider === provider) ?? {
        provider,
        state: "idle",
        requests: 0,
        failures: 0,
        limited: 0,
      },
  ),
  ...told.filter(({ provider }) => provider === "custom"),
];

export function Providers({ q }: { q: string | undefined }) {
  const asked = useQuery({ ...health_query, refetchInterval: poll(poll_ms) });
  return (
    <>
      <h2 className={`${table.section} ${css.first}`}>The last quarter of an hour</h2>
      {asked.error && !asked.data && (
        <Failed what="The providers" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && (
        <ul className={css.providers}>
          {services.map((provider) => (
            <li key={provider} className={css.provider} aria-busy="true">
              <strong>{provider}</strong>
              <Skeleton height={84} mt={8} />
            </li>
          ))}
        </ul>
      )}
      {asked.data && (
        <ul className={css.providers}>
          {each_of(asked.data.data).map((health) => (
            <Provider key={health.provider} health={health} />
          ))}
        </ul>
      )}
      <h2 className={table.section}>Models</h2>
      <p className={`${table.note} ${css.note}`}>
        Those that have a price, which is USD per million tokens.
      </p>
      <Models q={q} />
    </>
  );
}

function Provider({ health }: { health: Health }) {
  const { provider, state, requests, failures, limited, average_first_byte_ms } = health;
  const facts = [
    ["Calls", count(requests)],
    ["Failed", count(failures)],
    ["Limited (429)", count(limited)],
    ["First byte", average_first_byte_ms == null ? "none" : duration(average_first_byte_ms)],
  ] as const;
  return (
    <li className={css.provider}>
      <div className={css.name}>
        <strong>{provider}</strong>
        <Badge tone={tones[state]}>{words[state]}</Badge>
      </div>
      <dl>
        <Terms terms={facts} />
      </dl>
    </li>
  );
}
