// Random bytes for what needs many small draws: one draw from the runtime fills the pool, because a
// call into it costs more than the bytes do. No byte is given twice.

const pool = new Uint8Array(4096);
let used = pool.length;

// REQUIRES: length <= 4096
export function random_bytes(length: number): Uint8Array {
  if (used + length > pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const bytes = pool.slice(used, used + length);
  pool.fill(0, used, used + length);
  used += length;
  return bytes;
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

export function random_hex(bytes: number): string {
  let text = "";
  for (const byte of random_bytes(bytes)) text += digits[byte];
  return text;
}

// A UUID of version 4 (RFC 9562 section 5.4).
export function random_uuid(): string {
  const hex = random_hex(16);
  const variant = "89ab"[parseInt(hex[16] as string, 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
