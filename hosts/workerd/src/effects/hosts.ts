// Which hosts a module may call: those of its manifest, and never this machine or its network
// unless the operator allows it. Names that resolve to private addresses are stopped by the edge,
// which has no route to them. The ranges and ports are those of hosts/effects.

import { Failure } from "../frame";
import type { Env } from "../world";

type Range = readonly [network: string, bits: number];

// What is not globally routable unicast by the IANA registries, and the machine services of a cloud.
const private_v4: readonly Range[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

// Below 1024 only 80 and 443; above, what browsers refuse, and databases, brokers and control planes.
const refused_ports = new Set([
  1719, 1720, 1723, 2049, 2375, 2376, 2379, 2380, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 5672,
  5900, 6000, 6379, 6443, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 8086, 8500, 9042, 9092,
  9200, 9300, 10080, 10250, 11211, 27017,
]);

const number_of = (address: string): number =>
  address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

function is_private_v4(address: string): boolean {
  const value = number_of(address);
  return private_v4.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(value / size) === Math.floor(number_of(network) / size);
  });
}

// Of an address as `URL` writes it. Global unicast is 2000::/3, but for tunnels and documentation.
function is_private_v6(address: string): boolean {
  const [first = "", second = ""] = address.split(":");
  const high = parseInt(first || "0", 16),
    low = parseInt(second || "0", 16);
  if (high < 0x2000 || high > 0x3fff || high === 0x2002) return true;
  if (high === 0x2001) return low < 0x200 || low === 0xdb8;
  return high === 0x3fff && low < 0x1000;
}

// `URL` has normalised the host: decimal, octal and short forms of IPv4 became dotted.
export function is_private(host: string): boolean {
  if (host.startsWith("[")) return is_private_v6(host.slice(1, -1));
  const bare = host.replace(/\.$/, "");
  if (/^\d+\.\d+\.\d+\.\d+$/.test(bare)) return is_private_v4(bare);
  return /(?:^|\.)(?:localhost|local|internal)$/i.test(bare);
}

function is_web_port(url: URL): boolean {
  const port = Number(url.port || 80);
  return port < 1024 ? url.port === "" || port === 80 || port === 443 : !refused_ports.has(port);
}

// Visible ASCII without what others read otherwise, as the other host's parser wants it.
export const is_url_text = (text: string): boolean =>
  /^[!-[\]-~]+$/.test(text) && !text.includes(":///");

const matches = (pattern: string, host: string): boolean =>
  pattern === "*" ||
  pattern === host ||
  (pattern.startsWith("*.") && host.endsWith(pattern.slice(1)));

const names = (patterns: readonly string[], url: URL): boolean =>
  patterns.some((pattern) => matches(pattern, url.hostname) || matches(pattern, url.host));

const may_be_private = ({ ARRIS_ALLOW_PRIVATE_HOSTS: list }: Env): readonly string[] =>
  list === "1" ? ["*"] : (list?.split(",") ?? []);

export type Refusal = readonly [failure: Failure, why: string];

// Why the call is refused; null when it may be made.
export function refusal(url: URL, allowed: readonly string[], env: Env): Refusal | null {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return [Failure.invalid, "not a web address"];
  if (url.username || url.password) return [Failure.invalid, "a URL may not carry a password"];
  if (!names(allowed, url))
    return [Failure.refused, `the manifest does not name the host ${url.hostname}`];
  if (names(may_be_private(env), url)) return null;
  if (!is_web_port(url)) return [Failure.refused, "not a port of the web"];
  if (is_private(url.hostname)) return [Failure.refused, `${url.hostname} is a private address`];
  return null;
}
