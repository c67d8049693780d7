import { lazy, Suspense } from "react";
import { Link } from "@tanstack/react-router";
import { Icon } from "../kit/icons";
import { places } from "./nav";
import css from "./shell.module.css";

const Narrow = lazy(() => import("./narrow-navigation"));

export function Links({ close }: { close?: () => void }) {
  return (
    <ul className={css.links}>
      {places.map(({ to, label, icon }) => (
        <li key={to}>
          <Link to={to} className={css.link} activeProps={{ "data-active": true }} onClick={close}>
            <Icon name={icon} /> {label}
          </Link>
        </li>
      ))}
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
