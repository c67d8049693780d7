// A form that is sent as a whole.
import type { ReactNode } from "react";
import { useOnce } from "./once";

type Props = { className?: string | undefined; send: () => Promise<unknown>; children: ReactNode };

export function Form({ className, send, children }: Props) {
  const once = useOnce(send);
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        void once();
      }}
    >
      {children}
    </form>
  );
}
