/** Answers as the command line prints them, as far as the page shows them. */

import type { Interval, Statement, View } from "./types";

export type Ends = [number, number];

/** What every answer says of how it was made. */
export type Made = {
  command: string;
  histories: number;
  seed: number;
  doubt: string[];
  parameters?: string;
};

export type Session = { id: string; month: string; seats: number };

export type RunAnswer = Made & {
  endings: Record<string, number>;
  endings_interval: Record<string, Ends>;
  endings_parameters: Record<string, Ends> | null;
  endings_readings: Record<string, Ends> | null;
  outcomes: Record<string, number>;
  outcomes_interval: Record<string, Ends>;
  outcomes_parameters?: Record<string, Ends> | null;
  outcomes_readings?: Record<string, Ends> | null;
  sessions?: Session[];
  /** By contender the mean share of the committee's full seats after each session. */
  committee_share?: Record<string, number[]>;
  /** By contender and session that share at 5, 25, 50, 75 and 95 per cent of the histories. */
  committee_range?: Record<string, number[][]>;
};

export type CompareAnswer = Made & {
  contrast: string[];
  baseline: RunAnswer;
  changed: RunAnswer;
  difference: Record<string, Interval>;
  flipped: Interval;
  pairs: Record<string, number>;
  first_divergence?: { median: string | null; p05: string | null; p95: string | null; never: number };
};

export type Cause = Interval & { bound_low: number; bound_high: number; placebo?: { reseeded: number | null } };
export type Pair = Interval & { factors: [string, string] };
export type Matrix = Record<string, Record<string, number>>;

export type ExplainAnswer = Made & {
  question: string;
  answer: string;
  outcome: string;
  factor: string;
  contrast: string;
  contrasts?: Record<string, string>;
  probability: Interval;
  probability_without: Interval;
  necessity: Cause;
  sufficiency: Cause;
  shapley: Record<string, Interval>;
  interactions: Pair[];
  powers?: Record<string, Interval>;
  office?: string | null;
  matrix: Matrix;
  matrix_swapped?: Matrix;
  cheapest_flip?: { factors: string[]; contrasts: string[]; from: string; probability: number } | null;
  worlds: number;
};

export type CoursePoint = { month: string; value: number; low: number; high: number };
export type TurningPoint = {
  month: string;
  by: number;
  facts: string[];
  events: string[];
  change: { factors: string[]; before: number; after: number; histories: number } | null;
};

export type WhenAnswer = {
  command: string;
  answer: string;
  outcome: string;
  curve: CoursePoint[];
  hindsight: CoursePoint[];
  point_of_no_return: { month: string; low: string | null; high: string | null } | null;
  turning_points: TurningPoint[];
  histories: number;
  seed: number;
};

/** One end of a range, over all kinds of doubt that are known. */
export function widest(one: Interval): Ends | null {
  return one.low === null || one.high === null ? null : [one.low, one.high];
}

/** Points of probability with a sign. */
export function points(value: number): string {
  const rounded = (100 * value).toFixed(1);
  return value > 0 ? `+${rounded}` : rounded === "-0.0" ? "0.0" : rounded;
}

/** Of so many per hundred, in words: what a guess is held against. */
export function guessed(guess: number, value: number): string {
  const off = Math.round(guess - 100 * value);
  if (Math.abs(off) <= 5) return "Your guess was close.";
  return off > 0 ? `You guessed ${off} of 100 more.` : `You guessed ${-off} of 100 fewer.`;
}

/** A share of histories as so many of a hundred; halves and less than one are said as they are. */
export function ofHundred(share: number): string {
  const many = 100 * share;
  return many > 0 && many < 1 ? "fewer than 1 of 100" : many > 99 && many < 100 ? "more than 99 of 100" : `${Math.round(many)} of 100`;
}

/** A statement in a few words: its title as far as the first colon, and of whom it is said. */
export function named(view: View, one: Statement): string {
  const title = one.title.split(":")[0] ?? one.title;
  return one.subject ? `${title}: ${view.contenders[one.subject]?.name ?? view.offices[one.subject]?.name ?? one.subject}` : title;
}

/** The statement of an ending's or outcome's name, null where there is none. */
export function statement(view: View, id: string): (Statement & { kind: "ending" | "outcome" }) | null {
  const ending = view.endings.find((one) => one.id === id);
  if (ending) return { ...ending, kind: "ending" };
  const outcome = view.outcomes.find((one) => one.id === id);
  return outcome ? { ...outcome, kind: "outcome" } : null;
}

/** How often an ending or outcome holds in a world, null where nothing is said of it. */
export function shareOf(world: RunAnswer, id: string): number | null {
  return world.endings[id] ?? world.outcomes[id] ?? null;
}

/** That share with each kind of doubt, as an interval. */
export function intervalOf(world: RunAnswer, id: string): Interval {
  const sampling = world.endings_interval[id] ?? world.outcomes_interval[id] ?? null;
  const parameters = world.endings_parameters?.[id] ?? world.outcomes_parameters?.[id];
  const readings = world.endings_readings?.[id] ?? world.outcomes_readings?.[id];
  const known = [sampling, parameters, readings].filter((one): one is Ends => one !== null && one !== undefined);
  return {
    value: shareOf(world, id),
    low: known.length ? Math.min(...known.map(([low]) => low)) : null,
    high: known.length ? Math.max(...known.map(([, high]) => high)) : null,
    sampling,
    ...(parameters ? { parameters } : {}),
    ...(readings ? { readings } : {}),
  };
}

function often(answer: CompareAnswer, id: string): number {
  return Math.max(shareOf(answer.baseline, id) ?? 0, shareOf(answer.changed, id) ?? 0);
}

export type WorldRow = { one: Statement & { kind: "ending" | "outcome" }; was: Interval; now: Interval; difference: Interval | null };

/** What comes less often in either world stands in the table alone. */
const LEAST = 0.005;

/** Rows of both worlds, the most frequent first, below what is asked about; with `every` all that ever comes, as it is written. */
export function worldRows(view: View, answer: CompareAnswer, every = false): WorldRow[] {
  const ids = [...view.endings, ...view.outcomes].map((one) => one.id);
  const shown = ids.filter((id) => {
    const most = often(answer, id);
    return id === view.header.outcome || (every ? most > 0 : id in answer.baseline.endings && most >= LEAST);
  });
  const rows = shown.flatMap((id) => {
    const one = statement(view, id);
    if (!one) return [];
    return [{ one, was: intervalOf(answer.baseline, id), now: intervalOf(answer.changed, id), difference: answer.difference[id] ?? null }];
  });
  if (every) return rows;
  const first = (row: WorldRow): number => (row.one.id === view.header.outcome ? 2 : often(answer, row.one.id));
  return rows.sort((a, b) => first(b) - first(a));
}

/** An answer in words, sentence by sentence. */
export function sentences(answer: string): string[] {
  return answer.split(/(?<=[.?]) (?=[A-Z'“])/u).filter(Boolean);
}

/** By how many points of a hundred the outcome falls without the factor. */
export function fall(answer: ExplainAnswer): number | null {
  const [was, now] = [answer.probability.value, answer.probability_without.value];
  return was === null || now === null ? null : was - now;
}

/** Interactions, the largest first, so many at most. */
export function largest(pairs: Pair[], most: number): Pair[] {
  return [...pairs].sort((a, b) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0)).slice(0, most);
}

/** Entries by their values, the largest first. */
export function byValue(entries: Record<string, Interval>): [string, Interval][] {
  return Object.entries(entries).sort((a, b) => (b[1].value ?? 0) - (a[1].value ?? 0));
}
