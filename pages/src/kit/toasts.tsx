// Short messages that go by themselves, with at most one thing to do.
import { useSyncExternalStore } from "react";
import { CloseButton, UnstyledButton } from "@mantine/core";
import { words_of } from "../api/problem";
import css from "./toasts.module.css";

type Tone = "plain" | "good" | "bad";
type Toast = {
  id: number;
  text: string;
  tone: Tone;
  stays_ms: number;
  action?: { label: string; run: () => void };
};
type Options = Partial<Pick<Toast, "tone" | "stays_ms" | "action">>;

const undo_ms = 8000;
const undo = "Undo";
const most = 4;
const listeners = new Set<() => void>();
let toasts: Toast[] = [];
let next_id = 1;

function set_toasts(next: Toast[]) {
  toasts = next;
  listeners.forEach((tell) => tell());
}

const drop = (id: number) => set_toasts(toasts.filter((one) => one.id !== id));

// While somebody is at one of them all stay, and then each as long as at first.
const timers = new Set<ReturnType<typeof setTimeout>>();
let held = false;

const begin = ({ id, stays_ms }: Toast) => timers.add(setTimeout(() => drop(id), stays_ms));

function hold() {
  held = true;
  timers.forEach(clearTimeout);
  timers.clear();
}

function let_go() {
  hold();
  held = false;
  toasts.forEach(begin);
}

function leave(stack: HTMLElement) {
  if (!stack.matches(":hover, :focus-within")) let_go();
}

// What was at hand is gone without a word that it was left.
function dismiss(id: number) {
  drop(id);
  let_go();
}

export function toast(text: string, { tone = "plain", stays_ms = 5000, action }: Options = {}) {
  const id = next_id++;
  const added = { id, text, tone, stays_ms, action };
  set_toasts([...toasts, added].slice(-most));
  if (!held) begin(added);
}

export const toast_fault = (error: unknown) =>
  toast(words_of(error), { tone: "bad", stays_ms: undo_ms });

export const toast_undo = (text: string, run: () => void) =>
  toast(text, { stays_ms: undo_ms, action: { label: undo, run } });

// As its button would; that can't be reached where a dialog holds the focus. Tells whether there was something to undo.
export function undo_newest(): boolean {
  const newest = toasts.findLast(({ action }) => action?.label === undo);
  if (!newest) return false;
  drop(newest.id);
  newest.action?.run();
  return true;
}

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div
      className={css.stack}
      role="status"
      aria-live="polite"
      onMouseEnter={hold}
      onMouseLeave={({ currentTarget }) => leave(currentTarget)}
      onFocus={hold}
      onBlur={({ currentTarget }) => leave(currentTarget)}
    >
      {shown.map(({ id, text, tone, action }) => (
        <div key={id} className={css.toast} data-tone={tone}>
          <span className={css.text}>{text}</span>
          {action && (
            <UnstyledButton
              className={css.action}
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </UnstyledButton>
          )}
          <CloseButton size="sm" aria-label="Close this message" onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
