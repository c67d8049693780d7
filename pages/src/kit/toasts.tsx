// Short messages that go by themselves, with at most one thing to do.
import { useSyncExternalStore } from "react";
import { CloseButton, UnstyledButton } from "@mantine/core";
import { words_of } from "../api/problem";
import css from "./toasts.module.css";

type Tone = "plain" | "good" | "bad";
type Toast = { id: number; text: string; tone: Tone; action?: { label: string; run: () => void } };
type Options = { tone?: Tone; stays_ms?: number; action?: Toast["action"] };

const undo_ms = 8000;
const most = 4;
const listeners = new Set<() => void>();
let toasts: Toast[] = [];
let next_id = 1;

function set_toasts(next: Toast[]) {
  toasts = next;
  listeners.forEach((tell) => tell());
}

const drop = (id: number) => set_toasts(toasts.filter((one) => one.id !== id));

export function toast(text: string, { tone = "plain", stays_ms = 5000, action }: Options = {}) {
  const id = next_id++;
  set_toasts([...toasts, { id, text, tone, action }].slice(-most));
  setTimeout(() => drop(id), stays_ms);
}

export const toast_fault = (error: unknown) =>
  toast(words_of(error), { tone: "bad", stays_ms: undo_ms });

export const toast_undo = (text: string, run: () => void) =>
  toast(text, { stays_ms: undo_ms, action: { label: "Undo", run } });

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className={css.stack} role="status" aria-live="polite">
      {shown.map(({ id, text, tone, action }) => (
        <div key={id} className={css.toast} data-tone={tone}>
          <span className={css.text}>{text}</span>
          {action && (
            <UnstyledButton
              className={css.action}
              onClick={() => {
                drop(id);
                action.run();
              }}
            >
              {action.label}
            </UnstyledButton>
          )}
          <CloseButton size="sm" aria-label="Close this message" onClick={() => drop(id)} />
        </div>
      ))}
    </div>
  );
}
