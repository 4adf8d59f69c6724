/** What a month means, in one sentence made from its own numbers. */

import type { Happened, History, MonthOf, View } from "./types";

const WEIGHT: Record<string, number> = {
  reached: 6,
  voted: 5,
  opened: 4,
  letter: 4,
  left_office: 3,
  took_office: 3,
  closed: 3,
  recanted: 3,
  divided: 2,
  happened: 2,
  turned: 1,
};

/** Who holds the office that the scenario asks about, at the end of a month. */
export function leader(view: View, month: MonthOf): string | null {
  return month.holders[view.header.office] ?? null;
}

/** What part of a committee follows somebody. */
export function committeeShare(month: MonthOf, who: string): number {
  const total = Object.values(month.committee).reduce((sum, count) => sum + count, 0);
  return total ? (month.committee[who] ?? 0) / total : 0;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The weightiest thing that happened in a month, if anything that stands for it did. */
export function weightiest(events: Happened[]): Happened | null {
  const known = events.filter((event) => event.kind in WEIGHT);
  const order = [...known].sort((a, b) => (WEIGHT[b.kind] ?? 0) - (WEIGHT[a.kind] ?? 0));
  return order[0] ?? null;
}

/** A headline for the month at a place. */
export function headline(view: View, history: History, place: number): string {
  const month = history.months[place];
  if (!month) return "";
  const who = leader(view, month);
  const name = who ? (view.contenders[who]?.name ?? null) : null;
  const roles = view.header.roles;
  const base = view.bodies[roles.base]?.name ?? roles.base;
  const committee = view.bodies[roles.committee]?.name ?? roles.committee;
  const session = view.sessions.find((one) => one.month === month.month);
  if (session && who && name) {
    const before = history.months[Math.max(0, place - 1)] ?? month;
    const from = percent(before.base[who] ?? 0);
    const to = percent(committeeShare(month, who));
    return `With ${from} of “${base}” behind him, ${name} comes out of this election with ${to} of “${committee}”.`;
  }
  const told = weightiest(history.events.filter((event) => event.month === month.month));
  if (told) return `${told.text.replace(/ \([^()]*\)$/, "")}.`;
  if (who && name) {
    return `${percent(month.base[who] ?? 0)} of “${base}” and ${percent(committeeShare(month, who))} of “${committee}” follow ${name}.`;
  }
  return "Nothing is decided this month.";
}

/** The first month in which two histories differ in what they keep, or null. */
export function parted(one: History, other: History): number | null {
  for (let t = 0; t < Math.min(one.months.length, other.months.length); t += 1) {
    const [a, b] = [one.months[t], other.months[t]];
    if (!a || !b) return null;
    if (JSON.stringify([a.committee, a.presidium, a.holders, a.seated]) !== JSON.stringify([b.committee, b.presidium, b.holders, b.seated])) {
      return t;
    }
  }
  return null;
}
