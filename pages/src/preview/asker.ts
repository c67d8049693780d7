// Asks an instance of preview.wasm: a Question as JSON in and out through its memory, which the next question reuses.
import type { Answer } from "./shapes";

export type Ask = (question: string) => Answer;

type Exports = {
  memory: WebAssembly.Memory;
  _initialize: () => void;
  preview_alloc: (length_bytes: number) => number;
  preview_answer: (pointer: number, length_bytes: number) => bigint;
};

export async function asker_of(module: WebAssembly.Module): Promise<Ask> {
  const { exports } = await WebAssembly.instantiate(module);
  const { memory, _initialize, preview_alloc, preview_answer } = exports as Exports;
  _initialize();
  return (question) => {
    const asked = new TextEncoder().encode(question);
    const pointer = preview_alloc(asked.length);
    new Uint8Array(memory.buffer, pointer, asked.length).set(asked);
    const place = BigInt.asUintN(64, preview_answer(pointer, asked.length));
    const [start, length] = [Number(place >> 32n), Number(place & 0xffffffffn)];
    const answered = new TextDecoder().decode(new Uint8Array(memory.buffer, start, length));
    return JSON.parse(answered) as Answer;
  };
}
