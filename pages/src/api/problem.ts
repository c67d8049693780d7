// What the API refuses, as an Error with the words that people read.
import type { components } from "./generated";

export type Problem = components["schemas"]["Problem"];

export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

export function words_of(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof TypeError) return "The server can't be reached.";
  return error instanceof Error ? error.message : "Something went wrong.";
}

export const code_of = (error: unknown) => (error instanceof Refusal ? error.problem.code : null);

// The faults of a form by field, the first of each.
export function faults_of(error: unknown): Record<string, string> {
  if (!(error instanceof Refusal)) return {};
  const faults = error.problem.errors ?? [];
  return Object.fromEntries(
    faults
      .map(({ pointer, detail }) => [pointer.split("/")[1] ?? "", sentence(detail)] as const)
      .reverse(),
  );
}

export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
