// The mail that a server for trying out would have sent, with its links and codes.
import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { dev_query, mails_query, type Mail } from "../api/dev";
import { Ago } from "../kit/ago";
import { Icon } from "../kit/icons";
import { RowSkeletons } from "../kit/skeletons";
import { PageHead } from "../kit/page-head";
import { Empty, Failed } from "../kit/states";
import { useTyped } from "../kit/typed";
import { useWaits } from "../kit/waits";
import css from "./outbox.module.css";

export default function OutboxPage() {
  const dev = useQuery(dev_query);
  return (
    <main className={css.page} aria-busy={useWaits()}>
      <PageHead title="Mail outbox">
        <Link to="/errors">Go to the pages</Link>
      </PageHead>
      {dev.isPending && <RowSkeletons rows={3} height={120} of="list" />}
      {dev.error && <Failed what="The outbox" error={dev.error} retry={() => void dev.refetch()} />}
      {dev.data === false && (
        <Empty title="This server sends its mail">
          <p>An outbox to look into is there when it runs with --dev.</p>
        </Empty>
      )}
      {dev.data === true && <Mails />}
    </main>
  );
}

function Mails() {
  const { to = "" } = useSearch({ from: "/outbox" });
  const navigate = useNavigate({ from: "/outbox" });
  const [typed, type] = useTyped(
    to,
    (next, replace) => void navigate({ to: ".", search: { to: next }, replace }),
  );
  const asked = useQuery(mails_query(to));
  return (
    <>
      <p className={css.intro}>
        Nothing is sent: this server is for trying out. The newest mail is first.
      </p>
      <TextInput
        size="xs"
        type="search"
        className={css.search}
        aria-label="Address"
        placeholder="Only mail to this address"
        leftSection={<Icon name="search" size={14} />}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {asked.isPending && <RowSkeletons rows={3} height={120} of="list" />}
      {asked.error && !asked.data && (
        <Failed what="The mail" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.data?.length === 0 && !asked.isPlaceholderData && (
        <Empty title={to ? `No mail to ${to} yet` : "No mail yet"}>
          <p>Invites, links to sign in and links to a new password appear here by themselves.</p>
        </Empty>
      )}
      <ul className={css.mails}>
        {asked.data?.map((mail) => (
          <Row key={mail.id} mail={mail} />
        ))}
      </ul>
    </>
  );
}

// A link to this server opens where this page was opened from, whatever name the server has for itself.
function here(link: string): string {
  const { pathname, search, hash } = new URL(link);
  return pathname + search + hash;
}

function Row({ mail: { to, subject, text, links, code, sent_at_ms } }: { mail: Mail }) {
  const [link] = links;
  return (
    <li className={css.mail}>
      <h2 className={css.subject}>{subject}</h2>
      <p className={css.under}>
        to {to}, <Ago at_ms={sent_at_ms} />
        {code && (
          <>
            , code <strong>{code}</strong>
          </>
        )}
      </p>
      <pre className={css.text} tabIndex={0} aria-label={`Text of ${subject}`}>
        {text}
      </pre>
      {link && <a href={here(link)}>Open its link</a>}
    </li>
  );
}
