// No event: in this time, or never. Then the page says how to send one.
import { Link } from "@tanstack/react-router";
import { Snippet } from "../kit/snippet";
import { Empty } from "../kit/states";

const curl_of = (origin: string) => `curl ${origin}/api/v1/telemetry/events \\
  -H "authorization: Bearer $ACCESS_KEY" -H "content-type: application/json" \\
  -d "{\\"events\\":[{\\"name\\":\\"open\\",\\"component\\":\\"cart\\",\\"kind\\":\\"view\\",
       \\"session_id\\":\\"s1\\",\\"user_id\\":\\"u1\\",\\"at_ms\\":$(date +%s000)}]}"`;

// In this time, or of all that is kept.
export function NoEvent({ ever }: { ever: boolean }) {
  if (!ever) return <FirstEvent />;
  return (
    <Empty title="No event in this time">
      <p>Choose a longer time, or another.</p>
    </Empty>
  );
}

function FirstEvent() {
  return (
    <Empty title="Send your first event">
      <p>
        With an access key that has the scope <code>telemetry:write</code>; a public one may stand
        in web pages:
      </p>
      <Snippet code={curl_of(location.origin)} label="curl example" />
      <p>
        The same key takes <Link to="/traces">traces, logs and metrics</Link> of OpenTelemetry's
        exporters.
      </p>
    </Empty>
  );
}
