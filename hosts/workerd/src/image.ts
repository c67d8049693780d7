// The memory that every instance of a module has right after `_initialize`, and how the memory of one differs from it.
// Between two calls that is all there is to an instance: its stack is empty, and nothing else of it changes.

const page_bytes = 4096;
const growth_max_bytes = 1 << 20; // more is cheaper to make anew than to wipe

// Pages, each with its place in memory.
export type Difference = {
  readonly memory_bytes: number;
  readonly pages: { at: number; bytes: Uint8Array }[];
};

export const bytes_of = ({ pages }: Difference): number =>
  pages.reduce((sum, { bytes }) => sum + bytes.length, 0);

const words = (bytes: Uint8Array): Int32Array =>
  new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);

export class Image {
  readonly #bytes: Uint8Array; // of the pages that are not zero, and of those between
  readonly #at: number;
  readonly #memory_bytes: number;

  constructor(memory: Uint8Array) {
    const page_at = (at: number): number => Math.floor(at / page_bytes) * page_bytes;
    this.#at = page_at(
      Math.max(
        memory.findIndex((byte) => byte !== 0),
        0,
      ),
    );
    const last = page_at(memory.findLastIndex((byte) => byte !== 0));
    this.#bytes = memory.slice(this.#at, last + page_bytes);
    this.#memory_bytes = memory.length;
  }

  // False for a memory that had better be made anew.
  wipe(memory: Uint8Array): boolean {
    if (memory.length > this.#memory_bytes + growth_max_bytes) return false;
    memory.fill(0, 0, this.#at);
    memory.set(this.#bytes, this.#at);
    memory.fill(0, this.#at + this.#bytes.length);
    return true;
  }

  difference(memory: Uint8Array): Difference {
    const pages: Difference["pages"] = [];
    const now = words(memory);
    for (let at = 0; at < memory.length; at += page_bytes)
      if (this.#differs(now, at)) pages.push({ at, bytes: memory.slice(at, at + page_bytes) });
    return { memory_bytes: memory.length, pages };
  }

  #differs(now: Int32Array, at: number): boolean {
    const before = words(this.#bytes);
    const from = at / 4,
      end = from + page_bytes / 4,
      back = this.#at / 4;
    let i = from;
    if (from >= back && from < back + before.length)
      while (i < end && now[i] === before[i - back]) ++i;
    else while (i < end && now[i] === 0) ++i;
    return i < end;
  }
}
