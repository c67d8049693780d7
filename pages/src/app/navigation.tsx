import { lazy, Suspense } from "react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { dev_query } from "../api/dev";
import { held } from "../api/reach";
import { Icon } from "../kit/icons";
import { places } from "./nav";
import css from "./shell.module.css";

const Narrow = lazy(held(() => import("./narrow-navigation")));

export function Links({ close }: { close?: () => void }) {
  const is_dev = useQuery(dev_query).data === true;
  return (
    <ul className={css.links}>
      {places.map(({ to, label, icon }) => (
        <li key={to}>
          <Link to={to} className={css.link} activeProps={{ "data-active": true }} onClick={close}>
            <Icon name={icon} /> {label}
          </Link>
        </li>
      ))}
      {is_dev && (
        <li>
          <Link to="/outbox" className={css.link} onClick={close}>
            <Icon name="mail" /> Mail outbox
          </Link>
        </li>
      )}
    </ul>
  );
}

type Props = { opened: boolean; close: () => void };

export function Navigation({ opened, close }: Props) {
  return (
    <>
      <nav className={css.side} aria-label="Pages">
        <Links />
      </nav>
      <Suspense fallback={null}>{opened && <Narrow close={close} />}</Suspense>
    </>
  );
}
