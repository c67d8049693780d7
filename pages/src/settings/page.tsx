// What a person changes about themselves, and an owner about the org.
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok, type Schemas } from "../api/client";
import { faults_of, words_of } from "../api/problem";
import { end_session, may, rename_org, rename_user, useSession } from "../api/session";
import { projects_query } from "../errors/data";
import { Ago } from "../kit/ago";
import { Badge } from "../kit/badge";
import { ExportCsv } from "../kit/export";
import { RowSkeletons } from "../kit/list";
import { Listed } from "../kit/listed";
import { paged } from "../kit/paged";
import { PageHead } from "../kit/page-head";
import { Snippet } from "../kit/snippet";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { toast, toast_fault } from "../kit/toasts";
import { Display } from "./display";
import css from "./settings.module.css";

export default function SettingsPage() {
  const session = useSession();
  return (
    <>
      <PageHead title="Settings" />
      <div className={css.sections}>
        <Profile />
        <Display />
        <Password />
        {may(session, "owner") && <Organization />}
        <Projects />
        <Sessions />
      </div>
    </>
  );
}

function Profile() {
  const { user } = useSession();
  const [name, set_name] = useState(user.name);
  const saving = useMutation({
    mutationFn: () => ok(api.PATCH("/api/v1/auth/me", { body: { name: name.trim() } })),
    onSuccess: (changed) => {
      rename_user(changed);
      toast("Your name is saved", { tone: "good" });
    },
  });
  return (
    <section>
      <h2 className={table.section}>You</h2>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <TextInput label="Email" value={user.email} readOnly />
        <TextInput
          label="Name"
          required
          maxLength={200}
          value={name}
          onChange={(event) => set_name(event.currentTarget.value)}
          error={saving.error ? (faults_of(saving.error).name ?? words_of(saving.error)) : null}
        />
        <Button type="submit" loading={saving.isPending} disabled={name.trim() === user.name}>
          Save
        </Button>
      </form>
    </section>
  );
}

function Password() {
  const [current, set_current] = useState("");
  const [next, set_next] = useState("");
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: () =>
      ok(
        api.POST("/api/v1/auth/password", {
          body: { current_password: current || undefined, new_password: next },
        }),
      ),
    onSuccess: () => {
      set_current("");
      set_next("");
      toast("Your password is changed; your other sessions have ended", { tone: "good" });
      return queries.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  const faults = faults_of(saving.error);
  const rest = saving.error && Object.keys(faults).length === 0 ? words_of(saving.error) : null;
  return (
    <section>
      <h2 className={table.section}>Password</h2>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <PasswordInput
          label="Current password (empty if you have none)"
          autoComplete="current-password"
          value={current}
          onChange={(event) => set_current(event.currentTarget.value)}
          error={faults.current_password ?? rest}
        />
        <PasswordInput
          label="New password"
          required
          autoComplete="new-password"
          value={next}
          onChange={(event) => set_next(event.currentTarget.value)}
          error={faults.new_password}
        />
        <Button type="submit" loading={saving.isPending}>
          Change the password
        </Button>
      </form>
    </section>
  );
}

function Organization() {
  const { org } = useSession();
  const [name, set_name] = useState(org.name);
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: () => ok(api.PATCH("/api/v1/team/org", { body: { name: name.trim() } })),
    onSuccess: (changed) => {
      rename_org({ id: changed.id, name: changed.name });
      toast("The organization is renamed", { tone: "good" });
      return queries.invalidateQueries({ queryKey: ["session"] });
    },
  });
  return (
    <section>
      <h2 className={table.section}>Organization</h2>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <TextInput
          label="Name of the organization"
          required
          maxLength={200}
          value={name}
          onChange={(event) => set_name(event.currentTarget.value)}
          error={saving.error ? words_of(saving.error) : null}
        />
        <Button type="submit" loading={saving.isPending} disabled={name.trim() === org.name}>
          Rename
        </Button>
      </form>
    </section>
  );
}

function Projects() {
  const session = useSession();
  const queries = useQueryClient();
  const asked = useQuery(projects_query);
  const [name, set_name] = useState("");
  const creating = useMutation({
    mutationFn: () => ok(api.POST("/api/v1/errors/projects", { body: { name: name.trim() } })),
    onSuccess: () => {
      set_name("");
      return queries.invalidateQueries({ queryKey: ["errors", "projects"] });
    },
  });
  return (
    <section>
      <h2 className={table.section}>Projects that send errors</h2>
      {asked.error && (
        <Failed what="The projects" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && <RowSkeletons rows={2} height={60} />}
      {asked.data?.data.map((project) => (
        <div key={project.id}>
          <strong>{project.name}</strong>
          <Snippet code={project.dsn} label={`DSN of ${project.name}`} />
        </div>
      ))}
      {may(session, "admin") && (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            creating.mutate();
          }}
        >
          <TextInput
            label="Name of a new project"
            required
            maxLength={100}
            value={name}
            onChange={(event) => set_name(event.currentTarget.value)}
            error={creating.error ? words_of(creating.error) : null}
          />
          <Button type="submit" variant="default" loading={creating.isPending}>
            Create the project
          </Button>
        </form>
      )}
    </section>
  );
}

const sessions_query = paged(["sessions"], (query) =>
  ok(api.GET("/api/v1/auth/sessions", { params: { query } })),
);

function Sessions() {
  const list = useInfiniteQuery(sessions_query);
  const leaving = useMutation({
    mutationFn: () => ok(api.POST("/api/v1/auth/logout-all", { body: {} })),
    onSuccess: end_session,
    onError: toast_fault,
  });
  return (
    <section>
      <h2 className={table.section}>Where you are signed in</h2>
      <Listed list={list} what="The sessions" row_height={58} first_rows={2} empty={null}>
        {(rows) => (
          <table className={table.table}>
            <thead>
              <tr>
                <th>Browser</th>
                <th className={table.medium}>Signed in</th>
                <th className={table.medium}>Last renewed</th>
                <th>End</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <SessionRow key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        )}
      </Listed>
      <div className={css.under}>
        <Button
          size="compact-sm"
          variant="default"
          loading={leaving.isPending}
          onClick={() => leaving.mutate()}
        >
          Sign out everywhere
        </Button>
        <ExportCsv name="sessions" ask={sessions_query.ask} />
      </div>
    </section>
  );
}

function SessionRow({ row }: { row: Schemas["ListedSession"] }) {
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: () =>
      ok(api.DELETE("/api/v1/auth/sessions/{id}", { params: { path: { id: row.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
    onError: toast_fault,
  });
  return (
    <tr>
      <td className={table.main}>
        {row.current && <Badge tone="green">this one</Badge>}
        <div className={table.under} title={row.user_agent}>
          {row.user_agent || "unknown"}
        </div>
      </td>
      <td className={table.medium}>
        <Ago at_ms={row.created_at_ms} />
      </td>
      <td className={table.medium}>
        <Ago at_ms={row.refreshed_at_ms} />
      </td>
      <td>
        {!row.current && (
          <Button
            size="compact-xs"
            variant="default"
            loading={ending.isPending}
            onClick={() => ending.mutate()}
          >
            End
          </Button>
        )}
      </td>
    </tr>
  );
}
