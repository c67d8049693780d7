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

// What could not be sent, or was not answered.
export class Unreached extends Error {
  constructor(cause: unknown) {
    super("The server can't be reached.", { cause });
  }
}

export function words_of(error: unknown): string {
  return error instanceof Error ? error.message : "Something went wrong.";
}

export const code_of = (error: unknown) => (error instanceof Refusal ? error.problem.code : null);

const passing = ["unavailable", "timeout", "too_many_requests"];

// What ends by itself, and leaves a mailed link as good as it was.
export const passes = (error: unknown) =>
  error instanceof Unreached || passing.includes(code_of(error) ?? "");

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

// The faults within one part of a form, by field; those of an item of a list say which.
export function faults_within(part: string, error: unknown): Record<string, string> {
  if (!(error instanceof Refusal)) return {};
  const found = (error.problem.errors ?? []).flatMap(({ pointer, detail }) => {
    const [, name, field = "", place] = pointer.split("/");
    if (name !== part) return [];
    const which =
      place === undefined || Number.isNaN(Number(place)) ? "" : `${Number(place) + 1}: `;
    return [[field, which + sentence(detail)] as const];
  });
  return Object.fromEntries(found.reverse());
}

// Of a form with one field; what is wrong with it, else with the whole.
export const fault_at = (field: string, error: unknown) =>
  error ? (faults_of(error)[field] ?? words_of(error)) : null;

// The faults of a list by the places of what is wrong in it.
export const faults_in = (list: string, error: unknown): [place: number, detail: string][] =>
  error instanceof Refusal
    ? (error.problem.errors ?? []).flatMap(({ pointer, detail }) => {
        const [, name, place] = pointer.split("/");
        return name === list && place ? [[Number(place), detail]] : [];
      })
    : [];

const abbreviation = /^(ai|api|dsn)\b/;

export const sentence = (text: string) =>
  abbreviation.test(text)
    ? text.replace(abbreviation, (word) => word.toUpperCase())
    : text.charAt(0).toUpperCase() + text.slice(1);
