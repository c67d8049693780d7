// The `wait` effect: the task rests. Its isolate answers others meanwhile.

import { Failure, wait_max_ms } from "../frame";
import type { Wait } from "../types";
import { empty, failed, type Answer } from "../world";

export function wait_effect({ ms }: Wait): Answer | Promise<Answer> {
  if (ms > wait_max_ms) return failed(Failure.invalid, "too long a wait");
  return new Promise((resolve) => setTimeout(() => resolve(empty()), ms));
}
