// No issue: either none fits the filters, or nothing was ever sent. Then the page says how to.
import { Button, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ok } from "../api/client";
import { may, useSession } from "../api/session";
import { Snippet } from "../kit/snippet";
import { Empty, Failed } from "../kit/states";
import { toast_fault } from "../kit/toasts";
import { projects_query } from "./data";
import { is_filtered, type ErrorsSearch } from "./search";

export function NoIssues({ search }: { search: ErrorsSearch }) {
  const any = useQuery({
    queryKey: ["errors", "any"],
    queryFn: () => ok(api.GET("/api/v1/errors", { params: { query: { limit: 1 } } })),
  });
  if (any.isPending) return <Skeleton height={120} />;
  if (any.data?.data.length === 0) return <FirstError />;
  if (is_filtered(search))
    return (
      <Empty title="No issue fits these filters">
        <p>Clear a filter or search for less.</p>
      </Empty>
    );
  return (
    <Empty title="Nothing is unresolved">
      <p>New errors appear here by themselves.</p>
    </Empty>
  );
}

const node_of = (dsn: string) => `import * as Sentry from "@sentry/node";
Sentry.init({ dsn: "${dsn}" });
try { undefined.total } catch (error) { Sentry.captureException(error) }`;

const python_of = (dsn: string) => `import sentry_sdk
sentry_sdk.init(dsn="${dsn}")

try:
    {}["total"]
except KeyError:
    sentry_sdk.capture_exception()`;

const curl_of = (origin: string) => `curl ${origin}/api/v1/errors \\
  -H "authorization: Bearer $ACCESS_KEY" -H "content-type: application/json" \\
  -d '{"message":"It broke","error_type":"Error"}'`;

function FirstError() {
  const session = useSession();
  const projects = useQuery(projects_query);
  const [project] = projects.data?.data ?? [];
  if (projects.isPending) return <Skeleton height={240} />;
  if (projects.error)
    return (
      <Failed what="The projects" error={projects.error} retry={() => void projects.refetch()} />
    );
  if (!project) return <FirstProject allowed={may(session, "admin")} />;
  return (
    <Empty title="Send your first error">
      <p>
        Any Sentry client works with this DSN. In Node, after <code>npm install @sentry/node</code>:
      </p>
      <Snippet code={node_of(project.dsn)} label="Node example" />
      <p>
        In Python, after <code>pip install sentry-sdk</code>:
      </p>
      <Snippet code={python_of(project.dsn)} label="Python example" />
      <p>
        Or over HTTP, with an access key that has the scope <code>errors:write</code>:
      </p>
      <Snippet code={curl_of(location.origin)} label="curl example" />
      <p>The page shows the error as soon as it arrives.</p>
    </Empty>
  );
}

function FirstProject({ allowed }: { allowed: boolean }) {
  const queries = useQueryClient();
  const creating = useMutation({
    mutationFn: () => ok(api.POST("/api/v1/errors/projects", { body: { name: "app" } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["errors", "projects"] }),
    onError: toast_fault,
  });
  if (!allowed)
    return (
      <Empty title="There is no project yet">
        <p>An admin creates one; then its address for Sentry clients (DSN) is shown here.</p>
      </Empty>
    );
  return (
    <Empty title="Collect errors">
      <p>A project has an address (DSN) to which Sentry clients send errors.</p>
      <Button mt="md" loading={creating.isPending} onClick={() => creating.mutate()}>
        Create the project "app"
      </Button>
    </Empty>
  );
}
