// Which bar is told and which are chosen, by a pointer or by keys.
import { useState, type KeyboardEvent, type PointerEvent } from "react";
import type { Bar, Zoom } from "./bars";

const hour_ms = 3_600_000;

// When a bar ends: when the next begins.
function end_of(bars: Bar[], index: number): number {
  const next = bars[index + 1]?.at_ms;
  if (next !== undefined) return next;
  const [before, last] = [bars[index - 1]?.at_ms, bars[index]?.at_ms ?? 0];
  return before === undefined ? last + hour_ms : last + (last - before);
}

type Told = {
  bars: Bar[];
  zoom?: Zoom;
  at_bar: number | null;
  point: (index: number | null) => void;
};

export function useChoice({ bars, zoom, at_bar, point }: Told) {
  const [chosen, set_chosen] = useState<[number, number] | null>(null);
  const [first, last] = chosen ? [Math.min(...chosen), Math.max(...chosen)] : [0, -1];
  const zooms = zoom && bars.length > 1;
  const kept = (index: number) => Math.min(Math.max(index, 0), bars.length - 1);
  const index_of = ({ clientX, currentTarget }: PointerEvent<SVGSVGElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return kept(Math.floor(((clientX - left) / width) * bars.length));
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (!zooms || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const index = index_of(event);
    set_chosen([index, index]);
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const index = index_of(event);
    point(index);
    if (chosen) set_chosen([chosen[0], index]);
  };
  const end = () => {
    set_chosen(null);
    if (zoom && last > first) zoom(bars[first]?.at_ms ?? 0, end_of(bars, last));
  };
  const press = (event: KeyboardEvent<SVGSVGElement>) => {
    const to = place_of(event.key, at_bar, bars.length);
    if (to === null && !(chosen && event.key === "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    if (to === null) return end();
    const index = kept(to);
    point(index);
    set_chosen(event.shiftKey && zooms ? [chosen?.[0] ?? at_bar ?? index, index] : null);
  };
  const leave = () => {
    set_chosen(null);
    point(null);
  };
  const heard = {
    onPointerDown: begin,
    onPointerMove: move,
    onPointerUp: end,
    onPointerCancel: () => set_chosen(null),
    onPointerLeave: () => point(null),
    onKeyDown: press,
    onBlur: leave,
  };
  return { first, last, heard };
}

// Where a key leads, out of the chart or not.
function place_of(key: string, at_bar: number | null, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowLeft") return (at_bar ?? count) - 1;
  if (key === "ArrowRight") return (at_bar ?? -1) + 1;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
