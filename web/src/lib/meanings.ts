/** What each number of an answer is, and what it rests on: what its drawer says. */

import { named, type CompareAnswer, type ExplainAnswer, type Made, type WhenAnswer } from "./answers";
import { spelled } from "./months";
import type { Interval, Statement, View } from "./types";
import type { Name, Where } from "./where";

/** How an answer was made, as a drawer tells it. */
export function made(answer: Made): Pick<Where, "command" | "histories" | "seed" | "doubt" | "parameters"> {
  const { command, histories, seed, doubt, parameters } = answer;
  return { command, histories, seed, doubt, ...(parameters ? { parameters } : {}) };
}

type Judged = Statement & { kind: "ending" | "outcome" };

const name = (one: Judged): Name => ({ kind: one.kind, id: one.id });

function holds(view: View, one: Judged): string {
  return one.definition ?? `at the end of ${spelled(view.header.read)}, ${one.title}.`;
}

/** A share of the histories of one of two worlds. */
export function shareWhere(view: View, answer: CompareAnswer, one: Judged, changed: boolean, value: string, rests: Name[]): Where {
  const world = changed ? answer.changed : answer.baseline;
  return {
    title: `${named(view, one)}, ${changed ? "this world" : "as it was"}`,
    value,
    definition: `The share of the histories of ${changed ? "the changed world" : "the world as it was"} in which this holds: ${holds(view, one)}`,
    ...made(answer),
    command: world.command,
    rests: [name(one), ...(changed ? rests : [])],
  };
}

/** A paired difference of both worlds. */
export function differenceWhere(view: View, answer: CompareAnswer, one: Judged, value: string, rests: Name[]): Where {
  return {
    title: `${named(view, one)}: the difference`,
    value,
    definition: "The share in the changed world less the share in the world as it was, over the same histories with the same luck, in points of a hundred.",
    ...made(answer),
    rests: [name(one), ...rests],
  };
}

/** The share of histories that end otherwise than their twins. */
export function flippedWhere(answer: CompareAnswer, value: string, rests: Name[]): Where {
  return {
    title: "Histories that end otherwise",
    value,
    definition: "The share of histories whose ending is another one than their twin's, who has the same luck in the world as it was. It can be large where the differences are small: as many may turn one way as the other.",
    ...made(answer),
    rests,
  };
}

/** A quantile of a following in the committee after a session. */
export function followingWhere(view: View, answer: CompareAnswer, changed: boolean, contender: string, session: string, value: string, rests: Name[]): Where {
  const who = view.contenders[contender]?.name ?? contender;
  const body = view.bodies[view.header.roles.committee]?.name ?? view.header.roles.committee;
  return {
    title: `${who} in “${body}”`,
    value,
    definition: `The share of full seats held by ${who} and those who owe him theirs after the session “${session}”, over the histories of ${changed ? "the changed world" : "the world as it was"}: the median, and where nine of ten histories lie. How they would vote is another question.`,
    ...made(answer),
    rests: [{ kind: "contender", id: contender }, ...(changed ? rests : [])],
  };
}

/** What the record has of a following. */
export function recordWhere(view: View, contender: string, value: string, target: string | undefined): Where {
  const who = view.contenders[contender]?.name ?? contender;
  return {
    title: `${who}: the record`,
    value,
    definition: "What the record lets us say of his following after this session, with the range that its confidence gives.",
    rests: target ? [{ kind: "target", id: target }] : [],
  };
}

const EXPLAINED = {
  probability: "The share of histories in which the outcome holds, as things were.",
  without: "The share of histories in which the outcome holds with the factor replaced, all other luck the same.",
  necessity: "Among histories in which the outcome holds, the share of those whose twin without the factor lacks it.",
  sufficiency: "Among histories whose twin without the factor lacks the outcome, the share of those in which it holds with the factor.",
  luck: "Of the histories in which the outcome holds, the share that lose it when nothing is replaced and all luck is drawn anew. What luck alone would have undone is not the factor's doing.",
  shapley: "All factors are replaced and then put back one at a time; each is credited with what it adds at its turn, and its share is the mean over all orders. Below zero the factor made the outcome less likely.",
  interaction: "What two factors do together beyond what each does alone, in points. Above zero they need each other; below zero each can stand in for the other.",
  power: "Each power of the office is held jointly and no longer by its holder, in a game of the powers by themselves; the share is the mean, over all orders, of what the power adds.",
  matrix: "The share of each ending where the office is given to this contender at the start, all other luck the same.",
} as const;

/** Which number of an explanation. */
export type Explained = keyof typeof EXPLAINED;

/** A number of an explanation. */
export function explainWhere(answer: ExplainAnswer, which: Explained, title: string, value: string, factors: string[] = [answer.factor], also: Name[] = []): Where {
  return {
    title,
    value,
    definition: EXPLAINED[which],
    ...made(answer),
    rests: [...factors.map((id) => ({ kind: "factor", id })), ...also],
  };
}

/** What the cheapest change leaves of the outcome. */
export function flipWhere(answer: ExplainAnswer, flip: { factors: string[]; from: string }, value: string): Where {
  return {
    title: "The cheapest change",
    value,
    definition: `The share of histories in which the outcome holds with this replaced from ${spelled(flip.from)} on. Single factors are tried before pairs, and of those that make it less likely than not the latest January or July is taken.`,
    ...made(answer),
    rests: flip.factors.map((id) => ({ kind: "factor", id })),
  };
}

/** What a number of an explanation means, in one sentence. */
export function meaning(which: Explained): string {
  return EXPLAINED[which];
}

/** A sentence on necessity or sufficiency with its own number. */
export function said(which: "necessity" | "sufficiency", one: Interval, factor: string): string {
  if (one.value === null) return `Undefined: ${one.why ?? "there is no such history"}.`;
  const many = `${Math.round(100 * one.value)} of 100`;
  return which === "necessity"
    ? `Of the histories in which the outcome holds, ${many} lose it where only “${factor}” is replaced.`
    : `Of the histories that lack the outcome with “${factor}” replaced, ${many} have it as things were.`;
}

/** A probability of the curve at a month. */
export function courseWhere(when: WhenAnswer, month: string, value: string, hindsight: boolean, kind: "ending" | "outcome", facts: string[] = []): Where {
  return {
    title: `${spelled(month)}${hindsight ? ", in hindsight" : ""}`,
    value,
    definition: hindsight
      ? "The probability of the outcome with parameters weighed by the whole record, and the course of the history by the record up to this month. No contemporary could have known it, and it is no forecast."
      : "The probability of the outcome given the record up to this month and nothing after it: histories lived with parameters from the prior, weighed by what is known by then.",
    command: when.command,
    histories: when.histories,
    seed: when.seed,
    doubt: ["sampling"],
    rests: [{ kind, id: when.outcome }, ...facts.map((id) => ({ kind: "target", id }))],
  };
}

/** What a change from a month on would have done. */
export function changeWhere(when: WhenAnswer, month: string, value: string, change: { factors: string[]; histories: number }): Where {
  return {
    title: `The cheapest change in ${spelled(month)}`,
    value,
    definition: "The fewest factors, two at most, that would have made the outcome less likely than not when replaced from this month on: the share of histories in which it holds before and after, with parameters learnt from the record.",
    command: when.command,
    histories: change.histories,
    seed: when.seed,
    rests: change.factors.map((id) => ({ kind: "factor", id })),
  };
}
