/** Accounts of historians beside one another, as `readings --json` prints them. */

import { placed } from "./figures";
import type { Where } from "./where";

export type Estimate = { log_evidence: number; error: number };
export type Implied = { median: number | null; low: number | null; high: number | null; agrees: number | null };
export type Reading = Estimate & {
  id: string;
  title: string;
  control: boolean;
  group: string;
  kernels: Record<string, Estimate>;
  priors: Record<string, Estimate>;
  signatures: Record<string, Implied>;
  weight: number | null;
  not_apart: string[];
};
export type ReadingsAnswer = {
  command: string;
  answer: string;
  readings: Reading[];
  groups: string[][];
  confusion: { names: string[]; named: number[][] };
  facts: string[];
  histories: number;
  seed: number;
};

/** Standard errors to either side of a log evidence. */
const ERRORS = 2;

/** Readings, the one under which the record is most probable first. */
export function ranked(answer: ReadingsAnswer): Reading[] {
  return [...answer.readings].sort((a, b) => b.log_evidence - a.log_evidence);
}

/** Whether errors are small enough to rank readings at all. */
export const isRanked = (answer: ReadingsAnswer): boolean => answer.readings.some((one) => one.weight !== null);

/** Log evidence less the highest. */
export function behind(rows: Reading[], one: Reading): number {
  return one.log_evidence - Math.max(...rows.map((row) => row.log_evidence));
}

/** A weight as it is read; a control has none. */
export function weighed(one: Reading): string {
  if (one.control) return "control";
  return one.weight === null ? "not ranked" : one.weight.toFixed(3);
}

export type Mark = { x: number; from: number; to: number };

/** Where rows lie on one scale of so many pixels, with two errors to either side, and the ticks of that scale. */
export function marks(rows: Reading[], width: number): { of: Record<string, Mark>; ticks: { x: number; value: number }[] } {
  const least = Math.min(-2, ...rows.map((one) => behind(rows, one) - ERRORS * one.error));
  const most = Math.max(1, ...rows.map((one) => behind(rows, one) + ERRORS * one.error));
  const step = most - least > 24 ? 10 : most - least > 12 ? 5 : 2;
  const x = (value: number): number => placed(value, least, most, 8, width - 8);
  const ticks = [];
  for (let value = Math.ceil(least / step) * step; value <= most; value += step) ticks.push({ x: x(value), value: value === 0 ? 0 : value });
  const of = Object.fromEntries(
    rows.map((one) => {
      const here = behind(rows, one);
      return [one.id, { x: x(here), from: x(here - ERRORS * one.error), to: x(here + ERRORS * one.error) }];
    }),
  );
  return { of, ticks };
}

/** Evidence with kernels or priors so wide, less the highest of its kind; null where a reading shifts no prior. */
export function atWidth(rows: Reading[], one: Reading, kind: "kernels" | "priors", width: string): number | null {
  const found = one[kind][width];
  return found ? found.log_evidence - Math.max(...rows.map((row) => (row[kind][width] ?? row).log_evidence)) : null;
}

/** How strong a shade stands for a share, from 0 to 5. */
export const shade = (share: number): number => Math.min(5, Math.max(0, Math.ceil(5 * share - 1e-9)));

/** A share of a hundred as a short number. */
export const hundredth = (share: number): string => (share > 0 && share < 0.005 ? "<1" : String(Math.round(100 * share)));

/** With sign, as differences of evidence are read. */
export const signed = (value: number | null): string => (value === null ? "-" : `${value > 0 ? "+" : ""}${value.toFixed(2).replace("-0.00", "0.00")}`);

/** In how many of a hundred of a reading's histories a signature is as it says, null where nothing is said. */
export function agreeing(found: Implied | undefined): string | null {
  return found?.agrees == null ? null : `${Math.round(100 * found.agrees)} of 100`;
}

const number = (value: number | null): string => (value === null ? "never" : String(Number(value.toPrecision(3))));

/** A signature and what is found of it, as a drawer defines it. */
export function signatureSaid(one: { title: string; low?: number; high?: number; value?: number | string; statistic: { fn: string } }, found: Implied): string {
  const ends = [one.low !== undefined ? `at least ${one.low}` : "", one.high !== undefined ? `at most ${one.high}` : ""].filter(Boolean).join(" and ");
  const wanted = ends || `${one.value ?? "what is said"}`;
  return `The share of this account's histories, weighed by the record, in which the statistic ${one.statistic.fn} is ${wanted}. Its median is ${number(found.median)}; nine of ten histories lie between ${number(found.low)} and ${number(found.high)}.`;
}

const MEANS = {
  evidence: "The natural logarithm of how probable the record is under this account, averaged over histories with parameters from its own priors, less that of the account under which it is most probable. A difference of 1.1 stands for odds of three to one.",
  error: "The standard error of the logarithm of how probable the record is under this account, from independent parts of its histories.",
  weight: "The probability of this account by the record, had all groups of accounts been equally probable before. It supposes that one of these accounts holds.",
};

/** Where a number of a reading comes from. */
export function readingWhere(answer: ReadingsAnswer, one: Reading, what: keyof typeof MEANS, value: string): Where {
  const { command, histories, seed, facts } = answer;
  const rests = [{ kind: "reading", id: one.id }, ...facts.map((id) => ({ kind: "target", id }))];
  return { title: `${one.title}: ${what}`, value, definition: MEANS[what], command, histories, seed, rests };
}
