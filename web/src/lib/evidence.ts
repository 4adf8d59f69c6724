/** What a scenario rests on: its entries, what each says in its own words, and how they are found. */

import type { Name, Resting } from "./where";

export type Cited = { source: string; locator?: string };
export type Claim = {
  statement: string;
  kind: string;
  status: string;
  date?: string;
  people: string[];
  sources: Cited[];
  correction?: string;
  note?: string;
  conflicts: string[];
};
export type Source = {
  author: string;
  title: string;
  year: string;
  kind: string;
  consulted: boolean;
  found?: string;
  used_for?: string;
  reliability?: string;
};
export type Parameter = { unit: string; value: number; prior: Record<string, [number, number]>; free: boolean; because: string; support: string };
export type Votes = { votes_for?: number; votes_against?: number; abstained?: number; total?: number; note?: string };
export type Event = { title: string; kind: string; date: string; until?: string; outcome?: string; people: string[]; votes?: Votes; confidence: string };
export type Target = {
  title: string;
  kind: string;
  statistic: { fn: string };
  value: unknown;
  low?: number | string;
  high?: number | string;
  confidence: string;
  note?: string;
};
export type Signature = { title: string; statistic: { fn: string }; low?: number; high?: number; value?: number | string };
export type Account = {
  title: string;
  after: string[];
  mechanism: string;
  implications: string[];
  signatures: Record<string, Signature>;
  control?: boolean;
  claims_for: string[];
  claims_against: string[];
  sources: string[];
  priors: Record<string, { prior: Record<string, [number, number]>; because?: string }>;
};
export type Replaced = { title: string; was: string; because?: string; support: string; contrast: string; contrasts: Record<string, { title: string }> };

/** The evidence document of a scenario. */
export type Evidence = {
  claims: Record<string, Claim>;
  sources: Record<string, Source>;
  parameters: Record<string, Parameter>;
  factors: Record<string, Replaced>;
  events: Record<string, Event>;
  targets: Record<string, Target>;
  readings: Record<string, Account>;
  /** What parameters mean. */
  meanings: Record<string, string>;
  /** Of what was learnt of parameters: the 5 % quantile, the median, and the 95 % quantile. */
  posterior: Record<string, [number, number, number]>;
  /** By kind and id, what an entry is in its own words. */
  says: Record<string, Record<string, string>>;
  rests: Resting[];
};

const STATUS: Record<string, string> = { mistaken_in_essay: "mistaken in the essay" };
const SUPPORT: Record<string, string> = { looked_up: "looked up", recalled: "recalled, not consulted", essay: "from an essay", guess: "guessed" };
const CONSULTED = { yes: "consulted", no: "recalled, not consulted" };

/** How an entry is known, in words. */
export const status = (word: string): string => STATUS[word] ?? word;
export const support = (word: string): string => SUPPORT[word] ?? word;
export const consulted = (source: Source | undefined): string => (source?.consulted ? CONSULTED.yes : CONSULTED.no);

/** An id as words. */
export const spelt = (id: string): string => id.replaceAll("_", " ");

/** A source as it is cited. */
export function cited(source: Source): string {
  const author = source.author.startsWith("unknown") ? "" : `${source.author}, `;
  return `${author}${source.title}, ${source.year}`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What an entry is in its own words; of a judged statement of one subject, what it says of any. */
export function says(told: Evidence, one: Name): string {
  const source = one.kind === "source" ? told.sources[one.id] : undefined;
  if (source) return capital(cited(source));
  if (one.kind === "parameter") return capital((told.meanings[one.id] ?? spelt(one.id)).replaceAll("`", ""));
  return told.says[one.kind]?.[one.id] ?? told.says[one.kind]?.[one.id.split(":")[0] ?? ""] ?? spelt(one.id);
}

/** Where in a source a claim stands, null where that is not written. */
export function locator(told: Evidence, claim: Name, source: Name): string | null {
  if (claim.kind !== "claim" || source.kind !== "source") return null;
  return told.claims[claim.id]?.sources.find((one) => one.source === source.id)?.locator ?? null;
}

/** Whether anything of a name is written at all. */
export function isWritten(told: Evidence, one: Name): boolean {
  const known = told.says[one.kind] ?? {};
  return one.id in known || (one.id.split(":")[0] ?? "") in known;
}

/** A prior in words: between what, or around what. */
export function believed(prior: Record<string, [number, number]>): string {
  const [form, pair] = Object.entries(prior)[0] ?? [];
  if (!form || !pair) return "";
  const [a, b] = pair;
  if (form === "uniform") return `anything from ${a} to ${b} alike`;
  if (form === "normal") return `normal around ${a}, standard deviation ${b}`;
  if (form === "lognormal") return `lognormal around ${a}, standard deviation ${b} of the log`;
  return `${form} with ${a} and ${b}`;
}

/** A number as it is read: four figures at most. */
export const figures = (value: number): string => String(Number(value.toPrecision(3)));

/** A number with its unit; what has none is a mere number. */
export const quantity = (value: number, unit: string): string => (unit === "1" ? figures(value) : `${figures(value)} (${unit})`);

/** A parameter in words: its value, what was believed of it, and what was learnt. */
export function measured(told: Evidence, id: string): { value: string; prior: string; learnt: string | null } | null {
  const one = told.parameters[id];
  if (!one) return null;
  const ends = told.posterior[id];
  return {
    value: quantity(one.value, one.unit),
    prior: believed(one.prior),
    learnt: ends ? `${figures(ends[0])} to ${figures(ends[2])}, half of it below ${figures(ends[1])}` : null,
  };
}

/** What an entry is marked with: its standing, as far as it has one. */
export function mark(told: Evidence, one: Name): string | null {
  if (one.kind === "claim") return status(told.claims[one.id]?.status ?? "") || null;
  if (one.kind === "source") return told.sources[one.id] ? consulted(told.sources[one.id]) : null;
  if (one.kind === "parameter") return support(told.parameters[one.id]?.support ?? "") || null;
  return null;
}

/** What is said of an entry beside what it is. */
export function aside(told: Evidence, one: Name): string | null {
  if (one.kind === "event") return told.events[one.id]?.date ?? null;
  if (one.kind === "claim") return told.claims[one.id]?.correction ?? null;
  if (one.kind !== "parameter") return null;
  const said = measured(told, one.id);
  if (!said) return null;
  return `${spelt(one.id)}: ${said.value}. Believed before: ${said.prior}.${said.learnt ? ` Learnt from the record: ${said.learnt}.` : ""}`;
}

/** The name that an address shows: `kind:id`, or the bare id of a claim. */
export function shownName(asked: string): Name {
  const kind = asked.split(":")[0] ?? "";
  return asked.includes(":") ? { kind, id: asked.slice(kind.length + 1) } : { kind: "claim", id: asked };
}

/** Claims that cannot hold together with one, whichever of the two says so. */
export function against(told: Evidence, id: string): string[] {
  const others = Object.entries(told.claims).filter(([, one]) => one.conflicts.includes(id)).map(([name]) => name);
  return [...new Set([...(told.claims[id]?.conflicts ?? []), ...others])];
}

const LAST = ["claim", "source"];

/** Names by their kinds, in the order in which kinds first come, claims and sources last. */
export function byKind(names: Name[]): [string, Name[]][] {
  const found = new Map<string, Name[]>();
  for (const one of names) {
    const known = found.get(one.kind);
    if (known) known.push(one);
    else found.set(one.kind, [one]);
  }
  return [...found].sort(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));
}

const PLURALS: Record<string, string> = { series: "series", body: "bodies", person: "people" };

/** So many of a kind, in words. */
export function counted(kind: string, many: number): string {
  return `${many} ${many === 1 ? kind : (PLURALS[kind] ?? `${kind}s`)}`;
}

/** Claims and events that are of after a month: what came then, and lies outside of what is lived. */
export function after(told: Evidence, month: string): Name[] {
  const last = (date: string): string => date.split("/").at(-1) ?? "";
  const later = (date: string | undefined): boolean => date !== undefined && last(date).slice(0, 7) > month;
  return [
    ...Object.entries(told.events).filter(([, one]) => later(one.until ?? one.date)).map(([id]) => ({ kind: "event", id })),
    ...Object.entries(told.claims).filter(([, one]) => later(one.date)).map(([id]) => ({ kind: "claim", id })),
  ];
}
