/** What a history tells of each body in a month: whom its members follow, its seats, who heads it. */

import { dotted, owned, shares, type Part } from "./bands";
import { spelled } from "./months";
import { personName } from "./naming";
import type { Counts, MonthOf, View } from "./types";

/** Who heads a body, by the office that does. */
export function headOf(view: View, month: MonthOf, id: string): string | null {
  const office = Object.entries(view.offices).find(([, one]) => one.heads === id)?.[0];
  return office ? (month.holders[office] ?? null) : null;
}

/** Full seats of a body by following, of those bodies whose seats are counted. */
export function seatsOf(view: View, month: MonthOf, id: string): Counts | null {
  const roles = view.header.roles;
  if (id === roles.committee) return month.committee;
  return id === roles.presidium ? month.presidium : null;
}

/** All seats of a count. */
export function all(counts: Counts): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}

/** The place of the last session up to a month, null before the first. */
export function lastSat(view: View, place: number): number | null {
  const found = view.sessions.map((one) => view.months.indexOf(one.month)).filter((at) => at >= 0 && at <= place);
  return found.length ? Math.max(...found) : null;
}

/** Shares of a body in a month: owned parts of the base, delegates as the base was when they last sat, seats, or who heads it. */
export function partsOf(view: View, months: MonthOf[], place: number, id: string, order: string[]): Part[] {
  const month = months[place];
  if (!month) return shares({}, order);
  const roles = view.header.roles;
  if (id === roles.base) return owned(month.base, order);
  if (id === roles.congress) {
    const sat = lastSat(view, place);
    return sat === null ? shares({}, order) : owned(months[sat]?.base ?? {}, order);
  }
  const counts = seatsOf(view, month, id);
  if (counts) return shares(counts, order);
  const head = headOf(view, month, id);
  return shares(head ? { [head]: 1 } : {}, order);
}

/** Dots that stand for the parts of a body whose members have no names. */
const SHOWN = 60;

/** What is drawn within a body as dots: its seats, or so many for all of a body of many; none of what nobody heads or has not sat. */
export function dotsOf(view: View, months: MonthOf[], place: number, id: string, order: string[]): Counts {
  const month = months[place];
  const roles = view.header.roles;
  const counts = month ? seatsOf(view, month, id) : null;
  if (counts) return counts;
  const many = id === roles.base || (id === roles.congress && lastSat(view, place) !== null);
  return many ? dotted(partsOf(view, months, place, id, order), SHOWN) : {};
}

/** Shares of some bodies in every month. */
export function partsByMonth(view: View, months: MonthOf[], ids: string[], order: string[]): Record<string, Part[][]> {
  return Object.fromEntries(ids.map((id) => [id, months.map((_, place) => partsOf(view, months, place, id, order))]));
}

/** What stands under a body's name. */
export function underneath(view: View, months: MonthOf[], place: number, id: string): string {
  const month = months[place];
  if (!month) return "";
  const counts = seatsOf(view, month, id);
  if (counts) return `${all(counts)} full seats`;
  if (id === view.header.roles.congress) {
    const sat = lastSat(view, place);
    return sat === null ? "has not sat yet" : sat === place ? "sits now" : `last sat ${spelled(months[sat]?.month ?? "")}`;
  }
  const head = headOf(view, month, id);
  if (head) return personName(view, head);
  return id === view.header.roles.base ? "by whom they follow" : "";
}

/** The ring in words, for whoever does not see it. */
export function ringSaid(view: View, months: MonthOf[], place: number, ids: string[], order: string[]): string {
  return ids
    .map((id) => {
      const many = partsOf(view, months, place, id, order)
        .filter((part) => part.share >= 0.005)
        .map((part) => `${part.who === "" ? "nobody" : personName(view, part.who)} ${Math.round(100 * part.share)} %`);
      return `${view.bodies[id]?.name ?? id}: ${many.join(", ")}`;
    })
    .join(". ");
}
