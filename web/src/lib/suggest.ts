/** Worlds that are worth a try, found in what a scenario has to switch. */

import { giving } from "./doing";
import type { View } from "./types";
import type { State } from "./url";
import { chips, groupOf } from "./world";

export type Suggestion = { text: string; change: Partial<State> };

/** One world of each kind: the factor asked about, the office in other hands, a death that does not come, and so on. */
export function suggestions(view: View, state: State): Suggestion[] {
  const none = { without: [], does: [], claims: [], reading: null, from: null };
  const office = view.header.office;
  const holder = view.offices[office]?.holder ?? null;
  const other = Object.keys(view.contenders).find((who) => who !== holder);
  const holders = Object.values(view.offices).map((one) => one.holder);
  const died = (name: string): string | undefined => (view.happenings[name]?.effects ?? []).map((effect) => effect["dies"] as string | undefined).find(Boolean);
  const deaths = Object.keys(view.happenings).filter(died);
  const death = deaths.find((name) => holders.includes(died(name) ?? "")) ?? deaths[0];
  const person = Object.keys(view.factors).find((name) => name !== view.header.factor && groupOf(view.factors[name] as (typeof view.factors)[string]) === "people");
  const luck = Object.keys(view.factors).find((name) => groupOf(view.factors[name] as (typeof view.factors)[string]) === "luck");
  const doubt = Object.keys(view.doubts)[0];
  const changes: Partial<State>[] = [
    ...(view.header.factor ? [{ without: [view.header.factor] }] : []),
    ...(office in view.offices && other ? [{ does: [giving({ office, contender: other, swap: holder !== null && holder in view.contenders })] }] : []),
    ...(death ? [{ does: [`happening.${death}=never`] }] : []),
    ...(person ? [{ without: [person] }] : []),
    ...(luck ? [{ without: [luck] }] : []),
    ...(doubt ? [{ claims: [`${doubt}=false`] }] : []),
  ];
  return changes.map((change) => ({
    text: chips(view, { ...state, ...none, ...change })[0]?.text ?? "",
    change: { ...none, ...change, job: null },
  }));
}
