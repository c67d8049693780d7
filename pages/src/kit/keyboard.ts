import { useEffect, useRef } from "react";

const typed_in = "input:not([type=radio], [type=checkbox]), textarea, select";

export function is_typing({ target }: KeyboardEvent) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches(typed_in);
}

// Enter presses the button or follows the link that has the focus.
const is_pressing = ({ key, target }: KeyboardEvent) =>
  key === "Enter" && target instanceof HTMLElement && target.matches("a, button, summary");

// What opens over the page's own drawer.
const over_drawer = ".mantine-Modal-content, .mantine-Menu-dropdown, .mantine-Popover-dropdown";

// Of a drawer: what is open over it has Escape to itself.
export function useEscape(close: () => void) {
  useEffect(() => {
    const press = ({ key, target, isComposing }: KeyboardEvent) => {
      if (key !== "Escape" || isComposing) return;
      if (!(target instanceof Element && target.closest(over_drawer))) close();
    };
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  });
}

// Single keys, where nothing is being typed and no dialog is open but the page's own drawer.
export function useKeys(keys: Record<string, () => void>) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || is_typing(event)) return;
      if (is_pressing(event)) return;
      if (document.querySelector(".mantine-Modal-content, .mantine-Menu-dropdown")) return;
      const run = latest.current[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
