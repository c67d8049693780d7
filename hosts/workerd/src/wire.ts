// The primitives of the seam's grammar: little-endian integers, length-prefixed texts and bytes.
// A Reader never reads past its end: what a module sends is hostile until it was decoded whole.

export class FrameError extends Error {}

const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });
const encoder = new TextEncoder();
// Up to here a text of ASCII is copied by hand: less than a call into the runtime's codec.
const short_max = 64;

export class Reader {
  #at = 0;
  readonly #view: DataView;
  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #take(length: number): number {
    const at = this.#at;
    if (length > this.bytes.length - at) throw new FrameError("the frame ends too early");
    this.#at = at + length;
    return at;
  }
  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }
  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }
  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }
  i64(): bigint {
    return this.#view.getBigInt64(this.#take(8), true);
  }
  f64(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }
  str(): string {
    const length = this.u32();
    const at = this.#take(length);
    const text = this.bytes.subarray(at, at + length);
    const is_short = length <= short_max && text.every((byte) => byte < 128);
    return is_short ? String.fromCharCode(...text) : decoder.decode(text);
  }
  // A view: valid as long as the frame is.
  view(): Uint8Array {
    const length = this.u32();
    const at = this.#take(length);
    return this.bytes.subarray(at, at + length);
  }
  // An enumeration whose values are first..last.
  choice(last: number, what: string, first = 0): number {
    const value = this.u8();
    if (value < first || value > last) throw new FrameError(`unknown ${what} ${value}`);
    return value;
  }
  // A count beyond the bytes that are left is refused before anything is allocated for it.
  list<T>(read: () => T, most = 0xffffffff): T[] {
    const count = this.u32();
    if (count > most || count > this.bytes.length - this.#at)
      throw new FrameError("a list is longer than its frame");
    const list: T[] = [];
    for (let i = 0; i < count; ++i) list.push(read());
    return list;
  }
  option<T>(read: () => T): T | null {
    return this.choice(1, "option") === 1 ? read() : null;
  }
  end(): void {
    if (this.#at !== this.bytes.length) throw new FrameError("bytes follow the end of the frame");
  }
}

export class Writer {
  #bytes = new Uint8Array(2048);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  #room(length: number): number {
    const at = this.#at;
    if (at + length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(at + length, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    this.#at = at + length;
    return at;
  }
  u8(value: number): this {
    const at = this.#room(1);
    this.#view.setUint8(at, value);
    return this;
  }
  u16(value: number): this {
    const at = this.#room(2);
    this.#view.setUint16(at, value, true);
    return this;
  }
  u32(value: number): this {
    const at = this.#room(4);
    this.#view.setUint32(at, value, true);
    return this;
  }
  i64(value: bigint): this {
    const at = this.#room(8);
    this.#view.setBigInt64(at, value, true);
    return this;
  }
  f64(value: number): this {
    const at = this.#room(8);
    this.#view.setFloat64(at, value, true);
    return this;
  }
  bytes(value: Uint8Array): this {
    this.u32(value.length);
    return this.raw(value);
  }
  raw(value: Uint8Array): this {
    const at = this.#room(value.length);
    this.#bytes.set(value, at);
    return this;
  }
  str(value: string): this {
    const length_at = this.#room(4);
    const at = this.#room(value.length * 3);
    const written = this.#ascii(value, at) ?? this.#utf8(value, at);
    this.#view.setUint32(length_at, written, true);
    this.#at = at + written;
    return this;
  }
  #ascii(value: string, at: number): number | null {
    if (value.length > short_max) return null;
    for (let i = 0; i < value.length; ++i) {
      const code = value.charCodeAt(i);
      if (code > 127) return null;
      this.#bytes[at + i] = code;
    }
    return value.length;
  }
  #utf8(value: string, at: number): number {
    return encoder.encodeInto(value, this.#bytes.subarray(at)).written;
  }
  list<T>(values: readonly T[], write: (value: T) => void): this {
    this.u32(values.length);
    for (const value of values) write(value);
    return this;
  }
  // A view of what was written so far.
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }
}

export const utf8 = (text: string): Uint8Array => encoder.encode(text);
export const text_of = (bytes: Uint8Array): string => decoder.decode(bytes);
export const hex_of = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
