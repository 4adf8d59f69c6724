/** What happened up to a month, in lines: of the run, of its twin, and on record. */

import { all } from "./bodies";
import { bodyName, shortName, surname, within } from "./naming";
import { same } from "./parting";
import type { Happened, History, MonthOf, View } from "./types";

/** How much an event weighs; what is not here happens too often to be told. */
export const WEIGHT: Record<string, number> = {
  reached: 6, voted: 5, forced: 5, opened: 4, letter: 4, left_office: 3, took_office: 3, closed: 3, recanted: 3, dismissed: 3,
  divided: 2, happened: 2, honoured: 2, turned: 1, allied: 1, parted: 1, fought: 1,
};

/** Events lighter than this are told only where somebody asks for them. */
export const TOLD = 2;

export type Side = "run" | "twin" | "both" | "record";
export type Line = { key: string; month: string; text: string; side: Side; weight: number; event: Happened | null; note: string | null };

/** A text with the surnames of people where it has their whole names, where nobody shares one. */
export function shortened(view: View, text: string): string {
  const names = [...Object.values(view.contenders).map((one) => one.name), ...Object.values(view.people ?? {})];
  const last = names.map(surname);
  return names.reduce(
    (said, name, k) => (last.indexOf(last[k] ?? "") === last.lastIndexOf(last[k] ?? "") ? said.replaceAll(name, surname(name)) : said),
    text,
  );
}

/** What an event says, without the reasons behind it. */
export function eventSaid(view: View, event: Happened): string {
  const bare = Object.keys(event.terms).length ? event.text.replace(/ \([^()]*\)$/, "") : event.text;
  return shortened(view, bare);
}

/** A rung that a vote has just brought is told by the vote. */
function toldByVote(event: Happened, events: Happened[]): boolean {
  return (
    event.kind === "reached" &&
    events.some((one) => one.kind === "voted" && one.carried && one.month === event.month && one.whom === event.who && one.where === event.where)
  );
}

function concerns(event: Happened, who: string): boolean {
  return event.who === who || event.whom === who;
}

function ofHistory(view: View, history: History, side: Side, follow: string | null, small: boolean): Line[] {
  return history.events
    .map((event, k) => ({ event, k, weight: WEIGHT[event.kind] ?? 0 }))
    .filter(({ event, weight }) => weight >= (small || follow ? 1 : TOLD))
    .filter(({ event }) => (follow === null || concerns(event, follow)) && !toldByVote(event, history.events))
    .map(({ event, k, weight }) => ({
      key: `${side}${k}`, month: event.month, text: eventSaid(view, event), side, weight, event, note: null,
    }));
}

/** What a session made of the committee. */
function elected(view: View, month: MonthOf, title: string): string {
  const committee = view.header.roles.committee;
  const leading = Object.keys(view.contenders)
    .filter((who) => (month.committee[who] ?? 0) > 0)
    .sort((a, b) => (month.committee[b] ?? 0) - (month.committee[a] ?? 0))
    .slice(0, 2)
    .map((who) => `${month.committee[who]} follow ${shortName(view, who)}`);
  const rest = leading.length ? leading.join(", ") : "none of them follows a contender";
  return `${title}: of ${all(month.committee)} full seats of ${within(bodyName(view, committee))} ${rest}`;
}

function ofSessions(view: View, history: History, side: Side): Line[] {
  return view.sessions.flatMap((session) => {
    const there = history.months[view.months.indexOf(session.month)];
    if (!there) return [];
    return [{
      key: `${side}${session.id}`, month: session.month, text: elected(view, there, session.title ?? session.id), side, weight: 4, event: null, note: null,
    }];
  });
}

function ofRecord(view: View, history: History, follow: string | null): Line[] {
  const name = follow ? surname(view.contenders[follow]?.name ?? follow) : null;
  return Object.entries(history.record).flatMap(([when, found]) =>
    found.events
      .filter((one) => name === null || (one.people ?? []).includes(name))
      .map((one): Line => ({ key: `record${one.id}`, month: when, text: one.title, side: "record", weight: 4.5, event: null, note: one.outcome })),
  );
}

/** Lines of two histories, those that say the same once. */
function together(run: Line[], twin: Line[]): Line[] {
  const left = [...twin];
  const found = run.map((line): Line => {
    const at = left.findIndex((other) => (line.event && other.event ? same(line.event, other.event) : !line.event && !other.event && line.text === other.text));
    if (at < 0) return line;
    left.splice(at, 1);
    return { ...line, side: "both" };
  });
  return [...found, ...left];
}

/** All that is to be told of two histories or one, and of the record, the last month first and within it what weighs most. */
export function lines(
  view: View,
  run: History,
  twin: History | null,
  { follow = null, small = false }: { follow?: string | null; small?: boolean } = {},
): Line[] {
  const of = (history: History, side: Side): Line[] => [
    ...ofHistory(view, history, side, follow, small),
    ...(follow ? [] : ofSessions(view, history, side)),
  ];
  const lived = twin ? together(of(run, "run"), of(twin, "twin")) : of(run, "run");
  return [...lived, ...ofRecord(view, run, follow)].sort((a, b) => (a.month === b.month ? b.weight - a.weight : a.month < b.month ? 1 : -1));
}

/** The lines up to a month, so many at most. */
export function upTo(told: Line[], month: string, most = 30): Line[] {
  const first = told.findIndex((line) => line.month <= month);
  return first < 0 ? [] : told.slice(first, first + most);
}
