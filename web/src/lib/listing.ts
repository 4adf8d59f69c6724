/** Entries of the evidence as lists: what each line says, and which are wanted. */

import { consulted, quantity, says, spelt, status, support, type Evidence } from "./evidence";
import { key, nearestSources, type Name, type Steps } from "./where";

/** Kinds of entries that the page lists. */
export const KINDS: { kind: string; title: string; standing: string; sort: string }[] = [
  { kind: "claim", title: "Claims", standing: "Standing", sort: "Kind of claim" },
  { kind: "assertion", title: "What the essays assert", standing: "", sort: "" },
  { kind: "parameter", title: "Parameters", standing: "Learnt or held", sort: "Support" },
  { kind: "factor", title: "Factors", standing: "", sort: "Support" },
  { kind: "event", title: "Events", standing: "Confidence", sort: "Kind of event" },
  { kind: "target", title: "Targets", standing: "Confidence", sort: "Kind of target" },
  { kind: "source", title: "Sources", standing: "How known", sort: "Kind of source" },
];

/** One line of a list. */
export type Line = Name & { says: string; standing: string; sort: string; note: string; sources: string[]; text: string };

type Said = { standing?: string; sort?: string; note?: string };

const LINE: Record<string, (told: Evidence, id: string) => Said> = {
  claim: (told, id) => {
    const one = told.claims[id];
    return one ? { standing: status(one.status), sort: one.kind, note: [one.date ?? "", one.people.join(", ")].filter(Boolean).join("; ") } : {};
  },
  parameter: (told, id) => {
    const one = told.parameters[id];
    return one ? { standing: one.free ? "learnt from the record" : "held", sort: support(one.support), note: quantity(one.value, one.unit) } : {};
  },
  factor: (told, id) => ({ sort: support(told.factors[id]?.support ?? ""), note: told.factors[id]?.was ?? "" }),
  event: (told, id) => {
    const one = told.events[id];
    return one ? { standing: one.confidence, sort: spelt(one.kind), note: one.date } : {};
  },
  target: (told, id) => ({ standing: told.targets[id]?.confidence ?? "", sort: told.targets[id]?.kind ?? "" }),
  source: (told, id) => ({ standing: consulted(told.sources[id]), sort: told.sources[id]?.kind ?? "", note: told.sources[id]?.used_for ?? "" }),
};

/** All entries of a kind, as lines. */
export function lines(told: Evidence, kind: string, way: Steps): Line[] {
  return Object.keys(told.says[kind] ?? {}).map((id) => {
    const said = LINE[kind]?.(told, id) ?? {};
    const one = { kind, id };
    const [words, note] = [says(told, one), said.note ?? ""];
    return {
      ...one,
      says: words,
      standing: said.standing ?? "",
      sort: said.sort ?? "",
      note,
      sources: nearestSources(way, one),
      text: `${key(one)} ${words} ${note}`.toLowerCase(),
    };
  });
}

export type Wanted = { search: string | null; standing: string | null; sort: string | null; source: string | null };

/** The lines that have every word sought and fit what is chosen. */
export function wanted(all: Line[], asked: Wanted): Line[] {
  const words = (asked.search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(
    (line) =>
      words.every((word) => line.text.includes(word)) &&
      (!asked.standing || line.standing === asked.standing) &&
      (!asked.sort || line.sort === asked.sort) &&
      (!asked.source || line.sources.includes(asked.source)),
  );
}

/** What can be chosen of some lines, with how many there are of each, the most first. */
export function choices(all: Line[], of: (line: Line) => string[]): { word: string; many: number }[] {
  const counted = new Map<string, number>();
  for (const word of all.flatMap(of)) if (word) counted.set(word, (counted.get(word) ?? 0) + 1);
  return [...counted].map(([word, many]) => ({ word, many })).sort((a, b) => b.many - a.many || a.word.localeCompare(b.word));
}
