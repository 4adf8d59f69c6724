/** Why a vote fell as it did, or what a hostility is made of: terms in words, the largest first. */

import type { Happened } from "./types";

const VOTE: Record<string, string> = {
  tie: "ties to patrons", view: "nearness in policy", standing: "standing", fear: "fear of those who appoint",
  discipline: "discipline", offence: "his open opposition", letter: "the founder's letter", reluctance: "reluctance", luck: "luck",
};

const HOSTILITY: Record<string, string> = {
  threat: "his power", collective: "his power beside all others'", policy: "policy", affinity: "liking or dislike",
  common_enemy: "a common enemy", bonaparte: "fear of a Bonaparte", offence: "his open opposition",
};

export type Term = { name: string; words: string; value: number; said: string };

/** Whether votes were counted. */
export function counted(event: Happened): boolean {
  return event.votes_for + event.votes_against > 0;
}

/** Votes for less votes against, or the sum of what a hostility is made of. */
export function margin(event: Happened): number {
  return Object.values(event.terms).reduce((sum, value) => sum + value, 0);
}

function spelled(value: number, votes: number): string {
  const digits = votes >= 100 ? 0 : votes > 0 ? 1 : 2;
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value > 0 ? "+" : "−"}${text}`;
}

/** The terms of an event that did anything. */
export function terms(event: Happened): Term[] {
  const votes = event.votes_for + event.votes_against;
  return Object.entries(event.terms)
    .filter(([, value]) => Math.abs(value) > 1e-9)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .map(([name, value]) => {
      const known = votes > 0 ? VOTE[name] : HOSTILITY[name];
      const words = name === "reluctance" && value > 0 ? "a seat that is up anyway" : (known ?? name.replaceAll("_", " "));
      return { name, words, value, said: spelled(value, votes) };
    })
    .filter((one) => Number(one.said.replace("−", "-")) !== 0);
}

/** The sum of an event's terms as it is read. */
export function marginSaid(event: Happened): string {
  return spelled(margin(event), event.votes_for + event.votes_against);
}
