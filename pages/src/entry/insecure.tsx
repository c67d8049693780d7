// Said before anything is typed where it would be lost: the cookie of a session is Secure.
import { Alert } from "@mantine/core";

export function Insecure() {
  if (window.isSecureContext) return null;
  const { port, pathname, hash } = location;
  const there = `localhost:${port || "80"}`;
  return (
    <Alert
      color="orange"
      variant="outline"
      role="note"
      mb="md"
      title="You will not stay signed in here"
    >
      A browser keeps a session only over HTTPS or on localhost. At this address you are signed out
      when the page is loaded again. Give <code>arris serve</code> <code>--tls-cert</code> and{" "}
      <code>--tls-key</code>, put a proxy with HTTPS in front of it, or open a tunnel with{" "}
      <code>
        ssh -L {port || "80"}:{there} SERVER
      </code>{" "}
      and go to <a href={`http://${there}${pathname}${hash}`}>{`http://${there}${pathname}`}</a>.
    </Alert>
  );
}
