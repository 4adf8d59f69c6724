/** What a question does to offices, people and happenings: words as a prompt takes them, and what they mean. */

import type { View } from "./types";

export type Given = { office: string; contender: string; swap: boolean };
export type Moved = { happening: string; month: string };
export type Manner = "ordinary" | "careful" | "alone";
export type Treated = { contender: string; manner: Manner };

/** What can be made of a contender, in words. */
export const MANNERS: Record<Manner, string> = {
  ordinary: "with ordinary qualities: the median of all contenders",
  careful: "joins only coalitions that would not turn on him next",
  alone: "with nobody bound to him",
};

function primitive(word: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(word);
    return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The office that a word gives to somebody, null where it does something else. */
export function given(word: string): Given | null {
  const plain = /^([^.={}]+)\.holder=([^={}]+)$/.exec(word);
  if (plain) return { office: plain[1] ?? "", contender: plain[2] ?? "", swap: false };
  const holder = primitive(word)?.["holder"] as Partial<Given> | undefined;
  return holder?.office && holder.contender ? { office: holder.office, contender: holder.contender, swap: holder.swap === true } : null;
}

/** The word that gives an office. */
export function giving(one: Given): string {
  return one.swap ? JSON.stringify({ holder: { office: one.office, contender: one.contender, swap: true } }) : `${one.office}.holder=${one.contender}`;
}

/** The happening that a word moves, null where it does something else. */
export function moved(word: string): Moved | null {
  const found = /^happening\.([^.={}]+)=([^={}]+)$/.exec(word);
  return found ? { happening: found[1] ?? "", month: found[2] ?? "" } : null;
}

/** What a word makes of a contender, null where it does something else. */
export function treated(word: string): Treated | null {
  const found = primitive(word);
  const many = (found?.["traits"] ?? found?.["strategy"]) as { contenders?: string[] } | undefined;
  const ties = found?.["ties"] as { contender?: string; times?: number } | undefined;
  const contender = many?.contenders?.[0] ?? ties?.contender;
  if (!contender) return null;
  return { contender, manner: ties ? "alone" : found?.["traits"] ? "ordinary" : "careful" };
}

/** The word that makes something of a contender. */
export function treating({ contender, manner }: Treated): string {
  if (manner === "alone") return JSON.stringify({ ties: { contender, times: 0 } });
  if (manner === "ordinary") return JSON.stringify({ traits: { contenders: [contender], to: "median" } });
  return JSON.stringify({ strategy: { contenders: [contender], strategy: "self_enforcing" } });
}

/** The manners in which the scenario's contenders can differ: who weighs partners has qualities that count. */
export function manners(view: View): Manner[] {
  return (view.header.mechanisms ?? []).includes("alignment") ? ["ordinary", "careful", "alone"] : ["alone"];
}

/** The words with those of one subject replaced by another, or by none. */
export function instead(words: string[], same: (word: string) => boolean, word: string | null): string[] {
  const others = words.filter((one) => !same(one));
  return word === null ? others : [...others, word];
}
