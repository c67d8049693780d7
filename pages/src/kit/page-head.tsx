import type { ReactNode } from "react";
import { Title } from "./title";
import css from "./page-head.module.css";

export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={css.head}>
      <Title of={[title]} />
      <h1 className={css.title}>{title}</h1>
      <div className={css.deeds}>{children}</div>
    </div>
  );
}
