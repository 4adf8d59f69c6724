/** The question that the state of the page asks, as the studio takes it. */

import type { State } from "./url";

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
  }
  return asked;
}

/** A list with a word in it or without it. */
export function switched(words: string[], word: string): string[] {
  return words.includes(word) ? words.filter((one) => one !== word) : [...words, word];
}
