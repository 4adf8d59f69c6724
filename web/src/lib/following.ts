/** One contender in a month: what he holds, who is with him and against him, and what he has come to. */

import { all } from "./bodies";
import { bodyName, listed, personName, shortName, within } from "./naming";
import { eventSaid, TOLD, WEIGHT } from "./telling";
import type { Happened, History, View } from "./types";

export type Followed = {
  who: string;
  name: string;
  offices: string[];
  seated: boolean;
  base: number;
  committee: number;
  of: number;
  /** Full seats of the presidium that follow him, null where there is none. */
  presidium: number | null;
  standing: number;
  leansOn: string | null;
  leaners: string[];
  attackedBy: string | null;
  attacks: string[];
  /** Rungs he has reached, and what he came back by. */
  fallen: Happened[];
};

/** A contender at the end of a month; null where there is no such contender or month. */
export function followed(view: View, history: History, place: number, who: string): Followed | null {
  const month = history.months[place];
  const contender = view.contenders[who];
  if (!month || !contender) return null;
  const others = Object.keys(view.contenders).filter((one) => one !== who);
  return {
    who,
    name: contender.name,
    offices: Object.keys(month.holders).filter((office) => month.holders[office] === who).map((office) => view.offices[office]?.name ?? office),
    seated: month.seated.includes(who),
    base: month.base[who] ?? 0,
    committee: month.committee[who] ?? 0,
    of: all(month.committee),
    presidium: view.header.roles.presidium ? (month.presidium[who] ?? 0) : null,
    standing: month.standing[who] ?? 0,
    leansOn: month.partner[who] ?? null,
    leaners: others.filter((one) => month.partner[one] === who),
    attackedBy: month.campaigns[who] ?? null,
    attacks: others.filter((one) => month.campaigns[one] === who),
    fallen: history.events.filter((one) => one.month <= month.month && one.who === who && (one.kind === "reached" || one.kind === "recanted")),
  };
}

/** The weightiest thing of a month that concerns somebody. */
export function ofHim(events: Happened[], month: string, who: string): Happened | null {
  const mine = events.filter((one) => one.month === month && (one.who === who || one.whom === who) && (WEIGHT[one.kind] ?? 0) >= TOLD);
  return mine.sort((a, b) => (WEIGHT[b.kind] ?? 0) - (WEIGHT[a.kind] ?? 0))[0] ?? null;
}

/** A headline about one contender. */
export function aboutHim(view: View, history: History, place: number, who: string): string {
  const one = followed(view, history, place, who);
  const month = history.months[place];
  if (!one || !month) return "";
  const told = ofHim(history.events, month.month, who);
  if (told) return `${eventSaid(view, told)}.`;
  const roles = view.header.roles;
  const share = `${Math.round(100 * one.base)} % of ${within(bodyName(view, roles.base))}`;
  const seats = `${one.committee} of ${one.of} seats of ${within(bodyName(view, roles.committee))}`;
  if (one.attackedBy) return `${shortName(view, one.attackedBy)} leads the campaign against ${shortName(view, who)}, whom ${seats} follow.`;
  return `${share} and ${seats} follow ${shortName(view, who)}.`;
}

/** Whom he leans on, who leans on him, and who fights whom, in sentences. */
export function ties(view: View, one: Followed): string[] {
  const name = (id: string): string => personName(view, id);
  return [
    one.leansOn ? `Leans on ${name(one.leansOn)}.` : "Leans on nobody.",
    ...(one.leaners.length ? [`${listed(one.leaners.map(name))} ${one.leaners.length > 1 ? "lean" : "leans"} on ${name(one.who)}.`] : []),
    one.attackedBy ? `${name(one.attackedBy)} leads a campaign against ${name(one.who)}.` : "No campaign stands against this contender.",
    ...(one.attacks.length ? [`Leads the campaign against ${listed(one.attacks.map(name))}.`] : []),
  ];
}
