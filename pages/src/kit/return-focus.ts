// Who closes a dialog is back where it was opened. Dialogs are in the page only while they are open, so that the library,
// which waits for them to be told to close, does not do it.
import { useEffect, useState } from "react";

const none: () => Element | null = () => null;

function focus(element: Element | null): boolean {
  if (!(element instanceof HTMLElement) || !element.isConnected) return false;
  element.focus({ preventScroll: true });
  return true;
}

// The focus is nowhere for a moment after the item of a menu has closed it.
let last: EventTarget | null = null;
document.addEventListener("focusin", ({ target }) => (last = target));

// Of a menu that has gone, the button that opened it.
function opener_now(): Element | null {
  const at = document.activeElement;
  const from = at === document.body && last instanceof Element && !last.isConnected ? last : at;
  const menu = from?.closest("[role=menu]");
  return menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : at;
}

// A row that went out of its list and came back has its link anew.
function still(element: Element | null): Element | null {
  if (element?.isConnected || !(element instanceof HTMLAnchorElement)) return element;
  return [...document.links].find(({ href }) => href === element.href) ?? null;
}

// What opened it may be gone by then; `instead` is asked before for what is closer to what was seen last.
export function useReturnFocus(instead = none) {
  const [opener] = useState(opener_now);
  useEffect(
    () => () => {
      const content = document.getElementById("content");
      const at = document.activeElement;
      if (at !== document.body && at !== content) return; // somebody has it
      if (!focus(instead()) && opener !== document.body && !focus(still(opener))) focus(content);
    },
    [opener, instead],
  );
}
