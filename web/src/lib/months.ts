/** Months in words and in numbers, and what is marked on a line of them. */

import type { History } from "./types";

const NAMES = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
];

/** `1925-12` as `December 1925`. */
export function spelled(month: string): string {
  return `${NAMES[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** `1925-12` as `Dec 1925`. */
export function short(month: string): string {
  return `${(NAMES[Number(month.slice(5, 7)) - 1] ?? "").slice(0, 3)} ${month.slice(0, 4)}`;
}

/** The months at which years begin, with their places. */
export function januaries(months: string[]): { place: number; year: string }[] {
  return months
    .map((month, place) => ({ place, month }))
    .filter(({ month }) => month.endsWith("-01"))
    .map(({ place, month }) => ({ place, year: month.slice(0, 4) }));
}

/** A place within so many months. */
export function within(place: number, count: number): number {
  return Math.min(Math.max(0, Math.round(place)), count - 1);
}

export type Mark = { place: number; run: boolean; record: boolean };

/** The months in which a contender falls a step, in a run or on record. */
export function marks(months: string[], history: History): Mark[] {
  const run = new Set(history.events.filter((one) => one.kind === "reached").map((one) => one.month));
  const record = new Set(Object.entries(history.record).flatMap(([month, one]) => ((one.removals ?? []).length ? [month] : [])));
  return months
    .map((month, place) => ({ place, run: run.has(month), record: record.has(month) }))
    .filter((one) => one.run || one.record);
}

/** Sessions on a line with so many pixels a month: the first word of each title, where it does not run into the one before. */
export function titled(sessions: { month: string; title?: string }[], months: string[], step: number): { place: number; title: string }[] {
  let free = -Infinity;
  return sessions
    .map((one) => ({ place: months.indexOf(one.month), title: (one.title ?? "").split(" ")[0] ?? "" }))
    .filter((one) => one.place >= 0)
    .map(({ place, title }) => {
      const half = title.length * 4;
      const fits = place * step - half > free;
      if (fits) free = place * step + half + 4;
      return { place, title: fits ? title : "" };
    });
}
