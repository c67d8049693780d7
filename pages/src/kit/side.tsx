// A drawer with the details of one row.
import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useEscape } from "./keyboard";
import { useReturnFocus } from "./return-focus";
import { DetailSkeleton } from "./skeletons";
import { Failed } from "./states";
import { Title } from "./title";
import css from "./side.module.css";

type Props = {
  title: string;
  label: string;
  page: string; // over which it opens
  width?: "wide";
  close: () => void;
  asked: { isPending: boolean; error: unknown; data: unknown; refetch: () => unknown };
  children: ReactNode;
};

// The row that j and k went to last.
const row_at = () => document.querySelector("main [data-at] a");

export function Side({ title, label, page, width, close, asked, children }: Props) {
  useReturnFocus(row_at);
  useEscape(close);
  return (
    <Drawer.Root
      opened
      onClose={close}
      closeOnEscape={false}
      position="right"
      size={width === "wide" ? "min(80rem, 100vw)" : "min(54rem, 100vw)"}
      lockScroll={false}
    >
      <Title of={[title, page]} />
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content aria-label={label}>
        <Drawer.Header className={css.top}>
          <Drawer.Title className={css.title}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body className={css.body}>
          {children}
          {asked.isPending && <DetailSkeleton />}
          {asked.error !== null && asked.data === undefined && (
            <Failed
              what={`The ${label.toLowerCase()}`}
              error={asked.error}
              retry={() => void asked.refetch()}
            />
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
