import { lazy, Suspense, useEffect } from "react";
import { held } from "../api/reach";
import { is_typing } from "../kit/keyboard";
import { undo_newest } from "../kit/toasts";
import { open_overlay, useOverlay } from "./overlay-state";

const Palette = lazy(held(() => import("./palette")));
const Help = lazy(held(() => import("./help")));

export function Overlays() {
  const opened = useOverlay();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const control = (key: string) =>
        (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === key;
      if (control("k")) {
        event.preventDefault();
        open_overlay("palette");
      } else if (control("z") && !event.shiftKey && !is_typing(event)) {
        if (undo_newest()) event.preventDefault(); // of what was typed last, wherever that was
      } else if (event.key === "?" && !is_typing(event)) open_overlay("help");
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return (
    <Suspense fallback={null}>
      {opened === "palette" && <Palette />}
      {opened === "help" && <Help />}
    </Suspense>
  );
}
