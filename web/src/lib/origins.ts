/** Where the numbers of Replay come from. */

import { bodyName, personName, within } from "./naming";
import { spelled } from "./months";
import { counted, marginSaid } from "./terms";
import type { Happened, History, View } from "./types";
import type { Name, Where } from "./where";

const parameters = (...ids: string[]): Name[] => ids.map((id) => ({ kind: "parameter", id }));

/** What decides whom a member of the base follows, a seat of the committee, and one of the presidium. */
const BASE = parameters("turnover", "partisan", "purge", "newcomer_tie", "protection", "careerism");
const COMMITTEE = parameters("retention", "slate", "defection");

/** Which history, in words. */
export function which(history: History): string {
  return `history ${history.history} of seed ${history.seed}`;
}

function of(history: History, rest: Pick<Where, "title" | "value" | "definition" | "rests">): Where {
  return { ...rest, command: history.command, seed: history.seed, ...(history.parameters ? { parameters: history.parameters } : {}) };
}

/** Seats of a body that follow somebody. */
export function seatsFrom(view: View, history: History, month: string, body: string, who: string, value: string): Where {
  return of(history, {
    title: `Seats of ${within(bodyName(view, body))} that follow ${who ? personName(view, who) : "nobody"}`,
    value,
    definition:
      `Full seats of ${within(bodyName(view, body))} whose holder ${who ? `owes most to ${personName(view, who)}` : "owes nothing to any contender"} ` +
      `at the end of ${spelled(month)}, in ${which(history)}: they are counted, not estimated.`,
    rests: [{ kind: "body", id: body }, ...(who ? [{ kind: "contender", id: who }] : []), ...COMMITTEE],
  });
}

/** A share of a body. */
export function shareFrom(view: View, history: History, month: string, body: string, who: string, value: string): Where {
  const roles = view.header.roles;
  if (body === roles.committee || body === roles.presidium) return seatsFrom(view, history, month, body, who, value);
  const whose = who ? `bound to ${personName(view, who)}` : "bound to nobody";
  const when = body === roles.congress ? `when it last sat before the end of ${spelled(month)}` : `at the end of ${spelled(month)}`;
  return of(history, {
    title: `Share of ${within(bodyName(view, body))} ${whose}`,
    value,
    definition:
      `The part of ${within(bodyName(view, body))} that is ${whose} ${when}, in ${which(history)}: ` +
      "each unit of the base counts by its weight, and as far as its tie to a patron is whole.",
    rests: [{ kind: "body", id: body }, ...(who ? [{ kind: "contender", id: who }] : []), ...BASE],
  });
}

/** How high somebody stands. */
export function standingFrom(view: View, history: History, month: string, who: string, value: string): Where {
  return of(history, {
    title: `Standing of ${personName(view, who)}`,
    value,
    definition:
      `Fame and respect of ${personName(view, who)} at the end of ${spelled(month)}, in ${which(history)}. It begins with what is ` +
      "written of the person, rises and falls with divisions won and lost and with honours, and is no measure of power in committee.",
    rests: [{ kind: "contender", id: who }],
  });
}

/** What decided a vote, or what a hostility is made of. */
export function termsFrom(history: History, event: Happened): Where {
  const votes = counted(event);
  const rests: Name[] = [
    ...(event.kind === "voted" && event.where ? [{ kind: "rung", id: event.where }] : []),
    ...[event.who, event.whom].flatMap((id) => (id ? [{ kind: "contender", id }] : [])),
  ];
  return of(history, {
    title: votes ? "What decided this vote" : "What this hostility is made of",
    value: marginSaid(event),
    definition: votes
      ? `What each consideration did to votes for less votes against, in this one vote of ${which(history)}, and what luck did; together they are the margin of ${event.votes_for} to ${event.votes_against}.`
      : `The terms of the hostility of one to the other in this month of ${which(history)}; positive ones speak for it, negative ones against it.`,
    rests,
  });
}

/** How far a history lies from the record. */
export function distanceFrom(view: View, history: History, value: string): Where {
  const reached = new Set(Object.values(history.record).flatMap((one) => (one.removals ?? []).map((row) => row.rung)));
  return of(history, {
    title: "Months from the record",
    value,
    definition:
      "Between the month in which a contender was censured, removed or expelled in this history and that on record, on average over all such steps on record; " +
      `a step that never came counts as coming after the last month. ${which(history)[0]?.toUpperCase()}${which(history).slice(1)}.`,
    rests: [...reached].map((id) => ({ kind: "rung", id })).concat(Object.keys(view.contenders).map((id) => ({ kind: "contender", id }))),
  });
}

/** How a history ends. */
export function endingFrom(view: View, history: History, value: string): Where {
  return of(history, {
    title: "How this history ends",
    value,
    definition: `The first of the scenario's endings that holds at the end of ${spelled(view.header.read)}, in ${which(history)}.`,
    rests: [{ kind: "ending", id: history.ending.split(":")[0] ?? history.ending }],
  });
}

/** A measure of the economy. */
export function economyFrom(view: View, history: History, month: string, measure: string, value: string): Where {
  return of(history, {
    title: view.economy?.[measure]?.title ?? measure,
    value,
    definition:
      `An index from −1 (as bad as the scenario says it gets) to 1 (good), at the end of ${spelled(month)}, in ${which(history)}: ` +
      "the course on record, moved by luck and by what the line in force does. Below 0 there is a crisis.",
    rests: [{ kind: "measure", id: measure }, ...parameters("persistence", "shock", "feedback")],
  });
}

/** Who is on record with a seat. */
export function recordFrom(view: View, history: History, month: string, body: string): Where {
  return {
    title: `Who is on record in ${within(bodyName(view, body))}`,
    definition:
      `Full members by the compositions that the scenario's record lists, as ${spelled(month)} ends; what begins on the first day of a month counts in the month before. ` +
      "It is there to compare with: no history reads it.",
    command: history.command,
    rests: [{ kind: "body", id: body }],
  };
}
