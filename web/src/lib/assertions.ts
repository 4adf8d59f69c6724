/** What texts assert, with the answer of the twins that test it. */

import { placed } from "./figures";
import type { Interval } from "./types";

export type Assertion = Interval & {
  id: string;
  essay: string;
  text: string;
  claims: string[];
  experiment: string;
  outcome: string;
  expects: "rises" | "falls" | "stays";
  margin: number;
  answer: string;
  holds: "yes" | "no" | "open";
  throughout: boolean;
  note: string | null;
};

export type EssaysAnswer = { command: string; answer: string; assertions: Assertion[]; histories: number; seed: number };

/** How an assertion fared, in words. */
export const HOLDS: Record<Assertion["holds"], string> = { yes: "borne out", no: "not borne out", open: "left open" };

const EXPECTS: Record<Assertion["expects"], string> = { rises: "rise", falls: "fall", stays: "stay" };

/** What is expected of an outcome, in words. */
export function expected(one: Assertion, outcome: string): string {
  const margin = Math.round(100 * one.margin);
  return `How often “${outcome}” holds is expected to ${EXPECTS[one.expects]}${one.expects === "stays" ? ` within ${margin} points` : ` by more than ${margin} points`}.`;
}

export type Span = { x: number; width: number };
export type Drawn = { zero: number; met: Span; spans: (Span & { kind: "sampling" | "parameters" | "readings" })[]; value: number | null };

/** An assertion on a scale from -1 to 1: where it is met, each range, the widest kind first, and the value. */
export function drawn(one: Assertion, width: number): Drawn {
  const x = (value: number): number => placed(Math.max(-1, Math.min(1, value)), -1, 1, 6, width - 6);
  const span = (low: number, high: number): Span => ({ x: x(low), width: Math.max(1, x(high) - x(low)) });
  const met = { rises: span(one.margin, 1), falls: span(-1, -one.margin), stays: span(-one.margin, one.margin) }[one.expects];
  const kinds = ["readings", "parameters", "sampling"] as const;
  return {
    zero: x(0),
    met,
    spans: kinds.flatMap((kind) => {
      const ends = one[kind];
      return ends ? [{ kind, ...span(...ends) }] : [];
    }),
    value: one.value === null ? null : x(one.value),
  };
}

/** Assertions with an answer, of one essay, or all. */
export function chosen(all: Assertion[], holds: string | null, essay: string | null): Assertion[] {
  return all.filter((one) => (!holds || one.holds === holds) && (!essay || one.essay === essay));
}
