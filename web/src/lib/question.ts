/** The question that the state of the page asks, as the studio takes it. */

import type { State } from "./url";

/** Numbers of histories in both worlds that a comparison offers. */
export const COMPARED = [1000, 2000, 5000, 10_000];
/** Numbers of histories in every world that an explanation offers. */
export const EXPLAINED = [100, 200, 500, 1000];

/** The question of a page. */
export function question(state: State, verb: "compare" | "explain", scenario: string): Record<string, unknown> {
  const asked: Record<string, unknown> = {
    verb,
    scenario,
    histories: state.histories,
    seed: state.seed,
    do: state.does,
    without: state.without,
    claims: state.claims,
    readings: state.reading,
    start: state.from,
  };
  if (verb === "explain") {
    asked["outcome"] = state.outcome;
    asked["factor"] = state.factor;
    asked["histories"] = offered(state.histories, EXPLAINED);
  }
  return asked;
}

const SAME = ["verb", "scenario", "seed", "readings", "start", "outcome", "factor"];
const SETS = ["do", "without", "claims"];

/** Whether a job was asked what a page asks, from however many histories. */
export function fitting(job: Record<string, unknown>, page: Record<string, unknown>): boolean {
  const set = (value: unknown): string => [...((value as string[] | undefined) ?? [])].sort().join("\n");
  return SAME.every((key) => (job[key] ?? null) === (page[key] ?? null)) && SETS.every((key) => set(job[key]) === set(page[key]));
}

/** A number of histories if it is one of those offered, else the first. */
export function offered(histories: number, among: number[]): number {
  return among.includes(histories) ? histories : (among[0] ?? histories);
}

/** A list with a word in it or without it. */
export function switched(words: string[], word: string): string[] {
  return words.includes(word) ? words.filter((one) => one !== word) : [...words, word];
}
