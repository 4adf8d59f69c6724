/** Kinds of doubt, drawn apart: what other luck, other parameters and other readings leave open. */

import { placed } from "./figures";
import type { Interval } from "./types";

export type Kind = "sampling" | "parameters" | "readings";

/** Each kind, the widest bar first, so that those within lie on top. */
export const KINDS: { kind: Kind; title: string; says: string; height: number; fill: string; stroke: string }[] = [
  { kind: "readings", title: "other readings", says: "where it lies in accounts of historians with nine tenths of the weight", height: 18, fill: "#ebe4d5", stroke: "#766c5e" },
  { kind: "parameters", title: "other parameters", says: "where it lies in nine of ten draws of the parameters that the record allows", height: 11, fill: "#b3a487", stroke: "#766c5e" },
  { kind: "sampling", title: "other luck", says: "where it would lie 95 times in 100 had other luck been drawn", height: 5, fill: "#2b2620", stroke: "#2b2620" },
];

/** The kinds that some of these intervals have. */
export function known(intervals: Interval[]): typeof KINDS {
  return KINDS.filter(({ kind }) => intervals.some((one) => one[kind] != null));
}

/** Which kinds of doubt an answer says nothing of, in words; nothing where it speaks of all. */
export function unasked(doubt: string[]): string {
  const missing = KINDS.filter(({ kind }) => !doubt.includes(kind)).map((one) => one.title).reverse();
  return missing.length ? ` Not reckoned so far: ${missing.join(", ")}.` : "";
}

export type Bar = { kind: Kind; x: number; width: number; height: number; fill: string; stroke: string };

/** Bars of one interval, nested, on a scale in pixels. */
export function bars(one: Interval, low: number, high: number, from: number, to: number): Bar[] {
  return KINDS.flatMap(({ kind, height, fill, stroke }) => {
    const ends = one[kind];
    if (!ends) return [];
    const x = placed(Math.max(low, ends[0]), low, high, from, to);
    const width = Math.max(1, placed(Math.min(high, ends[1]), low, high, from, to) - x);
    return [{ kind, x, width, height, fill, stroke }];
  });
}

/** A scale about zero on which all of these can be drawn, in tenths. */
export function about(intervals: Interval[], least = 0.1): [number, number] {
  const ends = intervals.flatMap((one) => [one.low ?? 0, one.high ?? 0, one.value ?? 0]);
  const low = Math.min(0, ...ends);
  const high = Math.max(least, ...ends);
  return [Math.max(-1, Math.floor(10 * low + 1e-9) / 10), Math.min(1, Math.ceil(10 * high - 1e-9) / 10)];
}

/** Round places of a scale, at most about `most`. */
export function ticks(low: number, high: number, most = 5): number[] {
  const step = [0.05, 0.1, 0.2, 0.25, 0.5, 1].find((one) => (high - low) / one <= most) ?? 1;
  const found: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9; k += 1) found.push(Math.round(k * step * 1e6) / 1e6 + 0);
  return found;
}

/** A share or difference in whole hundredths, as a scale has it. */
export function hundredths(value: number): string {
  return String(Math.round(100 * value) + 0);
}

/** What is said of a range of a kind; `signed` for points with a sign. */
export function range(ends: [number, number] | null | undefined, signed = false): string {
  if (!ends) return "not asked";
  const say = (value: number): string => {
    const rounded = Math.round(100 * value) + 0;
    return signed && rounded > 0 ? `+${rounded}` : String(rounded);
  };
  return `${say(ends[0])} to ${say(ends[1])}`;
}
