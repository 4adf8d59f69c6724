/** Who sits in the presidium: contenders by name, all other seats by whom they follow; the run beside the record. */

import { listed, personName } from "./naming";
import type { History, MonthOf, View } from "./types";

/** A seat: a contender's own, or another's, of which is known whom it follows or who sat in it. */
export type Seat = { key: string; who: string | null; follows: string | null; name: string };

/** Full seats of a run at the end of a month, contenders first. */
export function inRun(view: View, month: MonthOf, order: string[]): Seat[] {
  const own = order.filter((who) => month.seated.includes(who));
  const others = [...order, ""].flatMap((who) => {
    const many = Math.max(0, (month.presidium[who] ?? 0) - (own.includes(who) ? 1 : 0));
    const name = who ? `a follower of ${personName(view, who)}` : "somebody who follows no contender";
    return Array.from({ length: many }, (_, k): Seat => ({ key: `${who}/${k}`, who: null, follows: who, name }));
  });
  return [...own.map((who): Seat => ({ key: who, who, follows: who, name: personName(view, who) })), ...others];
}

/** Full seats on record at the end of a month; null where the record says nothing. */
export function onRecord(view: View, history: History, place: number, order: string[]): Seat[] | null {
  const known = history.record_seated?.[place];
  if (!known) return null;
  const own = order.filter((who) => known.includes(who));
  const others = history.record_others?.[place] ?? [];
  return [
    ...own.map((who): Seat => ({ key: who, who, follows: who, name: personName(view, who) })),
    ...others.map((name): Seat => ({ key: `other ${name}`, who: null, follows: null, name })),
  ];
}

const contenders = (seats: Seat[]): string[] => seats.flatMap((seat) => (seat.who ? [seat.who] : []));

/** Where the contenders of two rows differ, in a sentence; `one` and `other` say what the rows are. */
export function compared(view: View, run: Seat[], record: Seat[]): string {
  const [here, there] = [contenders(run), contenders(record)];
  const only = (some: string[], others: string[]): string => listed(some.filter((who) => !others.includes(who)).map((who) => personName(view, who)));
  const [more, fewer] = [only(here, there), only(there, here)];
  if (!more && !fewer) return "The same contenders sit in the run and on record.";
  return [more && `In the run only: ${more}.`, fewer && `On record only: ${fewer}.`].filter(Boolean).join(" ");
}

/** The first month in which other contenders sit in the run than on record, null where there is none. */
export function firstApart(history: History): number | null {
  const at = history.months.findIndex((month, place) => {
    const known = history.record_seated?.[place];
    return known != null && [...known].sort().join() !== [...month.seated].sort().join();
  });
  return at < 0 ? null : at;
}

/** A row in words. */
export function rowSaid(title: string, seats: Seat[] | null): string {
  return seats === null ? `${title}: nothing is known of this month` : `${title}: ${seats.map((seat) => seat.name).join(", ") || "nobody"}`;
}
