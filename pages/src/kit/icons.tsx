// The pages' own icons, drawn as strokes on a grid of 24.
const paths = {
  errors:
    "M12 8v5M12 16.5v.01M10.3 3.9 2.7 17.1A2 2 0 0 0 4.4 20h15.2a2 2 0 0 0 1.7-2.9L13.7 3.9a2 2 0 0 0-3.4 0Z",
  runs: "M7 4v16l13-8Z",
  traces: "M3 5h11M7 10h10M10 15h6M13 20h8",
  tokens:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM14.8 9c-.5-.9-1.5-1.4-2.8-1.4-1.6 0-2.8.8-2.8 2.1 0 3 5.8 1.4 5.8 4.5 0 1.4-1.3 2.2-3 2.2-1.5 0-2.6-.6-3.1-1.6M12 6v12",
  calls:
    "M4 5h10a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H9l-4 4v-4H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2ZM19 9a2 2 0 0 1 3 1.7V14a2 2 0 0 1-2 2v3l-3-3h-4",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15ZM10 21h4",
  keys: "M8 15a4 4 0 1 1 0-8 4 4 0 0 1 0 8ZM11.5 11H21v3M17 11v3",
  team: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-3.3 2.9-6 6.5-6s6.5 2.7 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18.5 14.5c1.8 1 3 3 3 5.5",
  analytics: "M4 20V10M10 20V4M16 20v-7M21 20H3",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
  mail: "M3 6h18v12H3ZM3 7l9 6 9-6",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20 20l-4-4",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2v2M12 20v2M4 12H2M22 12h-2M5 5l1.5 1.5M17.5 17.5 19 19M5 19l1.5-1.5M17.5 6.5 19 5",
  moon: "M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10Z",
  more: "M4.5 12h1M11.5 12h1M18.5 12h1",
  save: "M12 4v11M7 11l5 5 5-5M4 20h16",
  menu: "M4 6h16M4 12h16M4 18h16",
  down: "m6 9 6 6 6-6",
  left: "m15 6-6 6 6 6",
  right: "m9 6 6 6-6 6",
  check: "m5 12 5 5L20 7",
  swap: "M7 7h13l-3-3M17 17H4l3 3",
  out: "M14 4h6v16h-6M4 12h11M11 8l4 4-4 4",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5v.01",
};

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
