// The way to the outbox, where the server has one.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { dev_query } from "../api/dev";

export function OutboxLink({ to }: { to: string }) {
  const is_dev = useQuery(dev_query).data === true;
  if (!is_dev) return null;
  return (
    <p>
      This server is for trying out and keeps its mail:{" "}
      <Link to="/outbox" search={{ to }}>
        open the mail outbox
      </Link>
    </p>
  );
}
