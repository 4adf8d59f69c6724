/** Where a history and its twin part, and what differs between them in a month. */

import { spelled } from "./months";
import type { Counts, Happened, History, MonthOf, View } from "./types";

/** What an event says happened, its reasons left aside: by this twins are told apart. */
const SAID = ["month", "kind", "who", "whom", "where", "votes_for", "votes_against", "carried"] as const;

export type Parting = {
  place: number;
  month: string;
  was: Happened | null;
  changed: Happened | null;
  /** Where seats or offices first differ, null where they never do. */
  counted: number | null;
};

/** Whether two events say the same. */
export function same(one: Happened, other: Happened): boolean {
  return SAID.every((name) => one[name] === other[name]);
}

/** The first two events that differ, one of either; null where none does. */
function events(was: History, changed: History): [Happened | null, Happened | null] | null {
  const [one, other] = [was.events, changed.events];
  for (let k = 0; k < Math.max(one.length, other.length); k += 1) {
    const [a, b] = [one[k] ?? null, other[k] ?? null];
    if (!a || !b || !same(a, b)) return [a, b];
  }
  return null;
}

const kept = (counts: Counts): string => JSON.stringify(Object.entries(counts).sort());
const differ = (one: MonthOf, other: MonthOf): boolean =>
  kept(one.committee) !== kept(other.committee) ||
  kept(one.presidium) !== kept(other.presidium) ||
  Object.entries(one.holders).some(([office, who]) => who !== other.holders[office]);

/** The month in which two histories part: by an event, or by followings and offices, whichever comes first. */
export function parted(was: History, changed: History): Parting | null {
  const pair = events(was, changed);
  const seats = was.months.findIndex((month, place) => {
    const other = changed.months[place];
    return other !== undefined && differ(month, other);
  });
  const told = (pair ?? []).flatMap((one) => (one ? [one.month] : []));
  const found = [...told, ...(seats >= 0 ? [was.months[seats]?.month ?? ""] : [])].sort()[0];
  if (found === undefined) return null;
  const of = (one: Happened | null | undefined): Happened | null => (one && one.month === found ? one : null);
  return { place: was.months.findIndex((month) => month.month === found), month: found, was: of(pair?.[0]), changed: of(pair?.[1]), counted: seats >= 0 ? seats : null };
}

export type Difference = { what: string; was: string; changed: string };

function counted(view: View, body: string, one: Counts, other: Counts): Difference[] {
  return Object.keys(view.contenders)
    .filter((who) => (one[who] ?? 0) !== (other[who] ?? 0))
    .map((who) => ({
      what: `${view.bodies[body]?.name ?? body}: seats that follow ${view.contenders[who]?.name ?? who}`,
      was: String(one[who] ?? 0),
      changed: String(other[who] ?? 0),
    }));
}

/** What differs at the end of a month: who holds which office, and how many seats follow whom. */
export function differing(view: View, one: MonthOf, other: MonthOf): Difference[] {
  const person = (id: string | null | undefined): string => (id ? (view.contenders[id]?.name ?? view.people?.[id] ?? id) : "nobody");
  const roles = view.header.roles;
  return [
    ...Object.keys(one.holders)
      .filter((office) => one.holders[office] !== other.holders[office])
      .map((office) => ({
        what: view.offices[office]?.name ?? office,
        was: person(one.holders[office]),
        changed: person(other.holders[office]),
      })),
    ...(roles.presidium ? counted(view, roles.presidium, one.presidium, other.presidium) : []),
    ...counted(view, roles.committee, one.committee, other.committee),
  ];
}

/** How far two histories are apart in a month, in a sentence. */
export function apartSaid(view: View, was: History, changed: History, parting: Parting | null, place: number): string {
  if (!parting) return "The change makes nothing of this history different.";
  const when = spelled(parting.month);
  if (place < parting.place) return `Until ${when} both worlds run the same.`;
  if (place === parting.place) return "In this month they part.";
  const [one, other] = [was.months[place], changed.months[place]];
  const many = one && other ? differing(view, one, other).length : 0;
  if (!many) return `They parted in ${when}, but no office and no seat differs this month.`;
  return `They parted in ${when}: ${many === 1 ? "one office or following now differs" : `${many} offices and followings now differ`}.`;
}
