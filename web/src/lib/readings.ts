/** Accounts of historians beside one another, as `readings --json` prints them. */

import type { Signature } from "./evidence";
import { placed } from "./figures";
import type { Where } from "./where";

export type Estimate = { log_evidence: number; error: number };
export type Implied = { median: number | null; low: number | null; high: number | null; agrees: number | null };
export type Reading = Estimate & {
  id: string;
  title: string;
  control: boolean;
  /** So many histories of equal weight would count as much as those that were lived. */
  effective: number;
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

const ofHundred = (share: number): string => `${Math.round(100 * share)} of 100`;
const number = (value: number | null): string => (value === null ? "never" : String(Number(value.toPrecision(3))));
const isShare = (found: Implied): boolean => found.median !== null && found.median === found.low && found.median === found.high && found.median <= 1;

/** In how many of a hundred of a reading's histories a signature is as it says, null where nothing is said. */
export function agreeing(found: Implied | undefined): string | null {
  if (!found || found.agrees === null) return null;
  return ofHundred(isShare(found) && found.median !== null ? found.median : found.agrees);
}

/** A signature and what is found of it, as a drawer defines it. */
export function signatureSaid(one: Signature, found: Implied): string {
  const read = `(${one.statistic.fn})`;
  if (isShare(found)) return `The share of this account's histories, weighed by the record, in which this holds ${read}.`;
  const ends = [one.low !== undefined ? `at least ${one.low}` : "", one.high !== undefined ? `at most ${one.high}` : ""].filter(Boolean).join(" and ");
  return `The share of this account's histories, weighed by the record, in which this statistic ${read} is ${ends || one.value || "as it is said"}. Its median is ${number(found.median)}; nine of ten histories lie between ${number(found.low)} and ${number(found.high)}.`;
}

/** A title as it stands within a sentence: as far as its colon. */
export function within(title: string): string {
  const head = title.split(":")[0] ?? title;
  return head.slice(0, 1).toLowerCase() + head.slice(1);
}

/** The answer in words, with readings by their titles. */
export function inTitles(answer: ReadingsAnswer): string {
  const titles = new Map(answer.readings.map((one) => [one.id, within(one.title)]));
  const ids = [...titles.keys()].sort((a, b) => b.length - a.length).join("|");
  if (!ids) return answer.answer;
  return answer.answer.replace(new RegExp(`\\b(?:${ids})\\b(?:, \\b(?:${ids})\\b)*`, "g"), (found) => found.split(", ").map((id) => titles.get(id) ?? id).join("; "));
}

/** Of each reading, those less probable that the record tells apart from it; controls are left out. */
export function toldApart(rows: Reading[]): { one: Reading; from: Reading[] }[] {
  const told = rows.filter((one) => !one.control);
  return told
    .map((one, at) => ({ one, from: told.slice(at + 1).filter((other) => !one.not_apart.includes(other.id)) }))
    .filter(({ from }) => from.length > 0);
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
  const counts = what === "error" ? ` Those that were lived count as much as ${Math.round(one.effective).toLocaleString("en")} would that all had the same weight.` : "";
  return { title: `${one.title}: ${what}`, value, definition: MEANS[what] + counts, command, histories, seed, rests };
}
