// Which hosts a module may call: those of its manifest, and never this machine or its network
// unless the operator allows it. Names that resolve to private addresses are stopped by the edge,
// which has no route to them.

import type { Env } from "../world";

function is_private_v4(address: string): boolean {
  const [a = 0, b = 0] = address.split(".").map(Number);
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && (b === 168 || b === 0)) ||
    (a === 198 && (b === 18 || b === 19))
  );
}

// `URL` has normalised the host: decimal, octal and short forms of IPv4 became dotted.
export function is_private(host: string): boolean {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return is_private_v4(host);
  if (!host.startsWith("[")) return /(?:^|\.)(?:localhost|local|internal)\.?$/i.test(host);
  const address = host.slice(1, -1);
  const mapped = /^(?:::ffff:|64:ff9b::|::)([0-9a-f]+):([0-9a-f]+)$/.exec(address);
  if (mapped) {
    const high = parseInt(mapped[1] ?? "0", 16);
    return is_private_v4(`${high >> 8}.${high & 255}.0.0`);
  }
  return !/^[23]/.test(address); // global unicast is 2000::/3
}

const matches = (pattern: string, host: string): boolean =>
  pattern === "*" ||
  pattern === host ||
  (pattern.startsWith("*.") && host.endsWith(pattern.slice(1)));

// Why the call is refused; null when it may be made.
export function refusal(url: URL, allowed: readonly string[], env: Env): string | null {
  const may_be_private = env.ARRIS_ALLOW_PRIVATE_HOSTS === "1";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "not a web address";
  if (url.username || url.password) return "a URL may not carry a password";
  if (!allowed.some((pattern) => matches(pattern, url.hostname) || matches(pattern, url.host)))
    return `the manifest does not name the host ${url.hostname}`;
  if (!may_be_private && is_private(url.hostname)) return `${url.hostname} is a private address`;
  return null;
}
