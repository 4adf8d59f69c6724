/** What an address names that its scenario does not have. */

import type { View } from "./types";
import type { State } from "./url";

/** What is asked for and is not there, in words. */
export function missing(state: State, view: View): string[] {
  const found: string[] = [];
  const check = (there: boolean, says: string): void => {
    if (!there) found.push(says);
  };
  const judged = new Set([...view.endings, ...view.outcomes].map((one) => one.id));
  if (state.month) check(view.months.includes(state.month), `the month ${state.month}`);
  if (state.follow) check(state.follow in view.contenders, `a contender “${state.follow}”`);
  if (state.page === "what-if" || state.page === "how-far") return found; // they say it of a world themselves, and offer to drop it
  if (state.from) check(view.months.includes(state.from), `the month ${state.from} to begin from`);
  for (const word of state.without) check((word.split(/[:=]/)[0] ?? "") in view.factors, `a factor “${word}”`);
  for (const word of state.claims) check((word.split("=")[0] ?? "") in view.doubts, `a claim “${word}” that can be doubted`);
  if (state.reading) check(state.reading === "all" || state.reading in view.readings, `an account “${state.reading}”`);
  if (state.outcome) check(judged.has(state.outcome), `an outcome “${state.outcome}”`);
  if (state.factor) check((state.factor.split(":")[0] ?? "") in view.factors, `a factor “${state.factor}”`);
  return found;
}
