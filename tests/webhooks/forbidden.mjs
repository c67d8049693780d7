// URLs that lead into a machine or its network, or are none of the web: what no webhook may be sent to.

const numbers = (address) => address.split(".").map(Number);
const value = (address) => numbers(address).reduce((sum, part) => sum * 256 + part, 0);
const hex = (number) => `0x${number.toString(16)}`;
const octal = (number) => `0${number.toString(8)}`;

// The forms in which an address is an address to somebody.
const disguises = [
  (address) => value(address),
  (address) => hex(value(address)),
  (address) => numbers(address).map(hex).join("."),
  (address) => numbers(address).map(octal).join("."),
  (address) => `${numbers(address)[0]}.${value(address) % 2 ** 24}`,
  (address) => `${address}.`,
  (address) => `[::ffff:${address}]`,
  (address) => `[64:ff9b::${address}]`,
];
const disguised = ["127.0.0.1", "10.0.0.1", "169.254.169.254"];
const plain = [
  ...["127.0.0.1", "127.255.255.254", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1"],
  ...["169.254.169.254", "169.254.170.2", "100.64.0.1", "100.100.100.200", "0.0.0.0", "0.1.2.3", "192.0.0.192"],
  ...["168.63.129.16", "198.18.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"],
];
const wide = [
  ...["::1", "::", "::127.0.0.1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "100::1"],
  ...["2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "::ffff:7f00:1"],
];
const names = ["localhost", "LOCALHOST", "localhost.", "a.b.localhost", "metadata.google.internal", "printer.local", "127.1"];
const letters = ["\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3", "\uff11\uff12\uff17.0.0.1", "127\u30020\u30020\u30021"];
const ports = [22, 25, 110, 465, 3306, 5432, 6379, 9200, 11211, 27017];
const others = [
  ...["user@127.0.0.1", "user:word@127.0.0.1", "public.example@127.0.0.1", "user:word@public.example"].map((at) => `http://${at}/in`),
  ...["http://127.0.0.1#@public.example/", "http://127.0.0.1?@public.example/", "http://public.example\\@127.0.0.1/"],
  ...["ftp://public.example/in", "file:///etc/passwd", "gopher://public.example/_x", "data:text/plain,hello", "javascript:alert(1)"],
  ...["//public.example/in", "public.example/in", "http://", "http:///in", "http://public.example:99999/in", "http://[::1/in"],
];

export const forbidden_urls = [
  ...plain.map((host) => `http://${host}/in`),
  ...disguised.flatMap((address) => disguises.map((disguise) => `https://${disguise(address)}/in`)),
  ...wide.map((host) => `http://[${host}]/in`),
  ...[...names, ...letters].map((host) => `http://${host}:8080/in`),
  ...ports.map((port) => `https://public.example:${port}/in`),
  ...others,
];
