// No call: in this time, or never. Then the page says how to record one.
import { Link } from "@tanstack/react-router";
import { openai_of } from "../ai/snippet";
import { Snippet } from "../kit/snippet";
import { Empty } from "../kit/states";

// `alone` names what is shown alone, if anything is.
type Props = { ever: boolean; alone: string | undefined };

export function NoCall({ ever, alone }: Props) {
  if (!ever) return <FirstCall />;
  return (
    <Empty title={alone ? `No call of this ${alone} in this time` : "No AI call in this time"}>
      <p>Choose a longer time, or another{alone && `; or another ${alone} below`}.</p>
    </Empty>
  );
}

const curl_of = (origin: string) => `curl ${origin}/api/v1/tokens/usage \\
  -H "authorization: Bearer $ACCESS_KEY" -H "content-type: application/json" \\
  -d '{"provider":"openai","model":"gpt-4o","request_id":"call-1",
       "usage":{"prompt_tokens":1000,"completion_tokens":100}}'`;

function FirstCall() {
  return (
    <Empty title="Record your first AI call">
      <p>
        Let calls pass through here: keep the provider's secret under <Link to="/keys">Keys</Link>,
        and give the client this address and an access key with the scope <code>ai:use</code>. Each
        call is recorded with its cost.
      </p>
      <Snippet code={openai_of(location.origin)} label="OpenAI example" />
      <p>
        Or call the provider yourself and send the usage object that the provider answered, with an
        access key that has the scope <code>tokens:write</code>:
      </p>
      <Snippet code={curl_of(location.origin)} label="curl example" />
    </Empty>
  );
}
