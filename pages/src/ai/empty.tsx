// No call: of these filters, in this time, or never. Then the page says how to make one.
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Snippet } from "../kit/snippet";
import { Empty } from "../kit/states";
import { newest_call_query } from "./data";
import { is_filtered, type AiSearch } from "./search";
import { openai_of } from "./snippet";

export function NoCall({ search }: { search: AiSearch }) {
  const newest = useQuery(newest_call_query);
  if (newest.isPending) return <Skeleton height={240} />;
  if (newest.data?.data.length === 0) return <FirstCall />;
  if (is_filtered(search))
    return (
      <Empty title="No call fits these filters">
        <p>Clear a filter, or choose a longer time. Models and agents are found by whole names.</p>
      </Empty>
    );
  return (
    <Empty title="No AI call in this time">
      <p>Choose a longer time. What is new appears here by itself.</p>
    </Empty>
  );
}

const addresses = [
  ["OpenAI", "/openai/v1"],
  ["Anthropic", "/anthropic"],
  ["Gemini", "/gemini"],
] as const;

const FirstCall = () => (
  <Empty title="Let your first AI call pass through here">
    <p>
      Keep the provider's secret under <Link to="/keys">Keys</Link>, issue an access key with the
      scope <code>ai:use</code>, and give the client this address. Each call appears here with its
      time, tokens and cost, by the rules that you set:
    </p>
    <Snippet code={openai_of(location.origin)} label="OpenAI example" />
    <p>The clients of all three providers work as they are, with these addresses:</p>
    <ul>
      {addresses.map(([name, path]) => (
        <li key={name}>
          {name}: <code>{location.origin + path}</code>
        </li>
      ))}
    </ul>
  </Empty>
);
