// What a person changes about themselves, and an owner about the org.
import { useQuery } from "@tanstack/react-query";
import { may, useSession } from "../api/session";
import { projects_query } from "../errors/data";
import { PageHead } from "../kit/page-head";
import { Account } from "./account";
import { Address } from "./address";
import { Display } from "./display";
import { Profile, Password } from "./person";
import { DeleteOrg, LeaveOrg } from "./org-end";
import { Organization } from "./organization";
import { Projects } from "./projects";
import { Sessions } from "./sessions";
import css from "./settings.module.css";

export default function SettingsPage() {
  const session = useSession();
  const projects = useQuery(projects_query);
  return (
    <>
      <PageHead title="Settings" />
      <div className={css.sections}>
        <Profile />
        <Address />
        <Display />
        <Password />
        {may(session, "owner") && <Organization />}
        <Projects />
        {/* What comes below a list of any length comes with it, so that nothing moves. */}
        {!projects.isPending && (
          <Sessions>
            <LeaveOrg />
            {may(session, "owner") && <DeleteOrg />}
            <Account />
          </Sessions>
        )}
      </div>
    </>
  );
}
