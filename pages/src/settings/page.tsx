// What a person changes about themselves, and an owner about the org.
import { may, useSession } from "../api/session";
import { PageHead } from "../kit/page-head";
import { Display } from "./display";
import { Profile, Password } from "./person";
import { Organization } from "./organization";
import { Projects } from "./projects";
import { Sessions } from "./sessions";
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
