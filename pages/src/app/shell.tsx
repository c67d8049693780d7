// What surrounds every page of a person who is signed in.
import { useEffect, useRef, useState } from "react";
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { Live } from "../api/live";
import { useMaybeSession, whose } from "../api/session";
import { Told } from "../api/told";
import { useWaits } from "../kit/waits";
import { Header } from "./header";
import { Navigation } from "./navigation";
import { Overlays } from "./overlays";
import { tell_of } from "./notices";
import css from "./shell.module.css";

function useLive(key: string | undefined) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    if (!key) return;
    const told = new Told(queries, (one) => tell_of(one, (href) => void navigate({ href })));
    return new Live(key, told).begin();
  }, [queries, navigate, key]);
}

// Whoever loses the session is asked to sign in, and comes back to where they were.
function useLeave(signed_in: boolean) {
  const navigate = useNavigate();
  const href = useRouterState({ select: (state) => state.location.href });
  const leaving = useRef(false);
  useEffect(() => {
    if (signed_in || leaving.current) return;
    leaving.current = true;
    void navigate({ to: "/sign-in", search: { to: href } });
  }, [signed_in, navigate, href]);
}

export function Shell() {
  const session = useMaybeSession();
  const [menu, set_menu] = useState(false);
  useLive(session ? whose(session) : undefined);
  useLeave(session !== null);
  if (!session) return null;
  return (
    <div className={css.shell}>
      <a href="#content" className={css.skip}>
        Skip to the content
      </a>
      <Header open_menu={() => set_menu(true)} />
      <Navigation opened={menu} close={() => set_menu(false)} />
      <Content />
      <Overlays />
    </div>
  );
}

const Content = () => (
  <main id="content" className={css.content} tabIndex={-1} aria-busy={useWaits()}>
    <Outlet />
  </main>
);
