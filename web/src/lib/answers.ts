/** Answers as the command line prints them, as far as the page shows them. */

import type { Interval } from "./types";

export type Ends = [number, number];

export type RunAnswer = {
  command: string;
  histories: number;
  seed: number;
  doubt: string[];
  endings: Record<string, number>;
  endings_interval: Record<string, Ends>;
  endings_parameters: Record<string, Ends> | null;
  endings_readings: Record<string, Ends> | null;
  outcomes: Record<string, number>;
  outcomes_interval: Record<string, Ends>;
};

export type CompareAnswer = {
  command: string;
  contrast: string[];
  histories: number;
  seed: number;
  doubt: string[];
  baseline: RunAnswer;
  changed: RunAnswer;
  difference: Record<string, Interval>;
  flipped: Interval;
  pairs: Record<string, number>;
};

export type ExplainAnswer = {
  command: string;
  question: string;
  answer: string;
  outcome: string;
  factor: string;
  contrast: string;
  doubt: string[];
  probability: Interval;
  probability_without: Interval;
  necessity: Interval & { bound_low: number; bound_high: number };
  sufficiency: Interval & { bound_low: number; bound_high: number };
  shapley: Record<string, Interval>;
  interactions: (Interval & { factors: [string, string] })[];
  matrix: Record<string, Record<string, number>>;
  histories: number;
  seed: number;
  worlds: number;
};

export type ReadingRow = {
  id: string;
  title: string;
  control: boolean;
  log_evidence: number;
  error: number;
  weight: number | null;
  not_apart: string[];
};

export type ReadingsAnswer = {
  command: string;
  answer: string;
  readings: ReadingRow[];
  groups: string[][];
  confusion: { names: string[]; named: number[][] };
  histories: number;
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
