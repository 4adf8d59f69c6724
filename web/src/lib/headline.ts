/** What a month means, in one sentence made from its own numbers. */

import { all } from "./bodies";
import { aboutHim } from "./following";
import { bodyName, shortName, within } from "./naming";
import { eventSaid, TOLD, WEIGHT } from "./telling";
import type { Happened, History, MonthOf, View } from "./types";

/** Who holds the office that the scenario asks about, at the end of a month. */
export function leader(view: View, month: MonthOf): string | null {
  return month.holders[view.header.office] ?? null;
}

/** What part of a committee follows somebody. */
export function committeeShare(month: MonthOf, who: string): number {
  const total = all(month.committee);
  return total ? (month.committee[who] ?? 0) / total : 0;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The weightiest thing that happened in a month, if anything that stands for it did. */
export function weightiest(events: Happened[]): Happened | null {
  const known = events.filter((event) => (WEIGHT[event.kind] ?? 0) >= TOLD);
  return known.sort((a, b) => (WEIGHT[b.kind] ?? 0) - (WEIGHT[a.kind] ?? 0))[0] ?? null;
}

function elected(view: View, history: History, place: number, title: string, who: string): string {
  const [month, before] = [history.months[place], history.months[Math.max(0, place - 1)]];
  if (!month || !before) return "";
  const roles = view.header.roles;
  const from = `${percent(before.base[who] ?? 0)} of ${within(bodyName(view, roles.base))}`;
  const to = `${percent(committeeShare(month, who))} of ${within(bodyName(view, roles.committee))}`;
  return `${within(title).replace(/^the /, "The ")} turns ${shortName(view, who)}’s ${from} into ${to}.`;
}

/** A headline for the month at a place; about one contender where one is followed. */
export function headline(view: View, history: History, place: number, follow: string | null = null): string {
  const month = history.months[place];
  if (!month) return "";
  if (follow && follow in view.contenders) return aboutHim(view, history, place, follow);
  const who = leader(view, month);
  const session = view.sessions.find((one) => one.month === month.month);
  if (session && who && who in view.contenders) return elected(view, history, place, session.title ?? "this election", who);
  const told = weightiest(history.events.filter((event) => event.month === month.month));
  if (told) return `${eventSaid(view, told)}.`;
  if (who && who in view.contenders) {
    const roles = view.header.roles;
    const base = `${percent(month.base[who] ?? 0)} of ${within(bodyName(view, roles.base))}`;
    return `${base} and ${percent(committeeShare(month, who))} of ${within(bodyName(view, roles.committee))} follow ${shortName(view, who)}.`;
  }
  return "Nothing is decided this month.";
}
