/** The question that the state of the page asks, as the studio takes it. */

import { most, type State } from "./url";

/** Numbers of histories in both worlds that a comparison offers. */
export const COMPARED = [1000, 2000, 5000, 10_000];
/** Numbers of histories in every world that an explanation offers. */
export const EXPLAINED = [100, 200, 500, 1000];

/** Histories in every world where nobody says. */
const DEFAULT = { compare: 2000, explain: 100 };

/** Histories in every world that a page asks for. */
export function many(state: State, verb: "compare" | "explain"): number {
  return Math.min(state.histories ?? DEFAULT[verb], most(verb === "explain"));
}

/** The question of a page. */
export function question(state: State, verb: "compare" | "explain", scenario: string): Record<string, unknown> {
  const asked: Record<string, unknown> = {
    verb,
    scenario,
    histories: many(state, verb),
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

/** Numbers of histories to choose from: those offered, and the one that is asked for. */
export function offers(histories: number, among: number[]): number[] {
  return [...new Set([...among, histories])].sort((one, other) => one - other);
}

/** A list with a word in it or without it. */
export function switched(words: string[], word: string): string[] {
  return words.includes(word) ? words.filter((one) => one !== word) : [...words, word];
}
