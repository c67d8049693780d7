// What stands in a list of facts: each with what it is called.
import type { ReactNode } from "react";

export const Terms = ({ terms }: { terms: readonly (readonly [string, ReactNode])[] }) =>
  terms.map(([name, value]) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ));
