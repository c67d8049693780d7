// The addresses in what somebody types or pastes: bare ones, and those of mail programs, `Name <address>`. What is none
// stays, so that it is named when it is refused.
const separators = /[,;\n]+/;
const quoted = /"[^"]*"/g; // a name, which may hold any of them
const bracketed = /<([^<>]*)>/g;

function of_entry(entry: string): string[] {
  const within = [...entry.matchAll(bracketed)].map(([, address = ""]) => address.trim());
  if (within.length === 0) return entry.split(/\s+/);
  const beside = entry.replaceAll(bracketed, " ").split(/\s+/);
  return [...beside.filter((word) => word.includes("@")), ...within];
}

export const addresses_of = (typed: string) => [
  ...new Set(typed.replaceAll(quoted, " ").split(separators).flatMap(of_entry).filter(Boolean)),
];
