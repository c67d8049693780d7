import { lazy, Suspense, useEffect } from "react";
import { held } from "../api/reach";
import { is_typing } from "../kit/keyboard";
import { open_overlay, useOverlay } from "./overlay-state";

const Palette = lazy(held(() => import("./palette")));
const Help = lazy(held(() => import("./help")));

export function Overlays() {
  const opened = useOverlay();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        open_overlay("palette");
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
