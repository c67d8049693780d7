// An address may name a part of a page, which stands further down and comes later: then it is shown as soon as it is here.
import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

export function useArrival(name: string) {
  const place = useRef<HTMLElement>(null);
  const hash = useLocation({ select: (location) => location.hash });
  useEffect(() => {
    if (hash === name) place.current?.scrollIntoView();
  }, [hash, name]);
  return place;
}
