/** Where a number comes from: what it is, how it was made, and what that rests on. */

export type Name = { kind: string; id: string };

export type Where = {
  /** What the number is, in a few words. */
  title: string;
  /** As it is shown. */
  value?: string;
  /** What it means: which histories are counted, or which record is read. */
  definition: string;
  /** The command that gives it again. */
  command?: string;
  histories?: number;
  seed?: number;
  /** Which doubts its range carries. */
  doubt?: string[];
  /** `posterior`, `hand-set` or a file. */
  parameters?: string;
  /** What it rests on first: factors, events, targets, parameters, claims, ... */
  rests: Name[];
};

/** A line of the evidence: above rests on below. */
export type Resting = [above: string, name: string, below: string, other: string];

/** Steps of a kind, from each name to those next to it. */
export type Steps = Map<string, Name[]>;

/** A name as one word. */
export const key = (one: Name): string => `${one.kind}:${one.id}`;

function steps(rests: Resting[], down: boolean): Steps {
  const found: Steps = new Map();
  for (const [kind, id, kindBelow, idBelow] of rests) {
    const [from, to] = [{ kind, id }, { kind: kindBelow, id: idBelow }];
    const [here, there] = down ? [from, to] : [to, from];
    const known = found.get(key(here));
    if (known) known.push(there);
    else found.set(key(here), [there]);
  }
  return found;
}

/** From each name to what it rests on. */
export const downwards = (rests: Resting[]): Steps => steps(rests, true);

/** From each name to what rests on it. */
export const upwards = (rests: Resting[]): Steps => steps(rests, false);

/** What is one step from a name. */
export const next = (way: Steps, one: Name): Name[] => way.get(key(one)) ?? [];

/** All that can be reached from some names, one step after another, each once, those themselves first. */
export function reached(way: Steps, first: Name[]): Name[] {
  const found = new Map(first.map((one) => [key(one), one]));
  const queue = [...found.values()];
  for (const one of queue) {
    for (const other of next(way, one)) {
      if (found.has(key(other))) continue;
      found.set(key(other), other);
      queue.push(other);
    }
  }
  return queue;
}

/** All that some names rest on, one step after another, each once, those themselves first. */
export const below = (rests: Resting[], first: Name[]): Name[] => reached(downwards(rests), first);

/** Its own sources; where it has none, those of what it rests on, as far down as there are any. */
export function nearestSources(way: Steps, one: Name): string[] {
  const seen = new Set([key(one)]);
  let level = [one];
  while (level.length) {
    const lower = level.flatMap((other) => next(way, other));
    const found = [...new Set(lower.filter((other) => other.kind === "source").map((other) => other.id))];
    if (found.length) return found;
    level = lower.filter((other) => !seen.has(key(other)));
    for (const other of level) seen.add(key(other));
  }
  return [];
}

const DOUBTS: Record<string, string> = {
  sampling: "Other luck: how far the same model, lived again with other draws, would give another number.",
  parameters: "Parameters: how far other parameters that the record leaves possible would give another number.",
  readings: "Readings: how far other accounts of historians that the record leaves possible would give another number.",
};

/** A kind of doubt in words. */
export const doubted = (kind: string): string => DOUBTS[kind] ?? kind;

/** What parameters are called, in words. */
export function parametersSaid(called: string): string {
  if (called === "posterior") return "Drawn from those that the record leaves possible, a set for each history.";
  if (called === "hand-set") return "As they were written down by hand: nothing was learnt from the record.";
  if (called === "readings") return "In each account of historians those that the record leaves possible there, as many histories as its weight asks for.";
  return `Drawn from the file ${called}.`;
}

/** What sort of knowledge stands at the bottom of it; `consulted` says so of each source, `unsure` is how many parameters nobody looked up. */
export function footing(names: number, consulted: boolean[], unsure = 0): string {
  if (!names) return "Nothing is written that it rests on.";
  const guesses = unsure ? ` ${unsure === 1 ? "One parameter" : `${unsure} parameters`} behind it nobody looked up: recalled, guessed, or taken from an essay.` : "";
  if (!consulted.length) return `No source stands behind it.${guesses}`;
  const many = consulted.filter(Boolean).length;
  if (!many) return `Every source behind it was recalled, and none consulted.${guesses}`;
  if (many === consulted.length) return `${many === 1 ? "The source behind it was" : "Every source behind it was"} consulted.${guesses}`;
  return `Of ${consulted.length} sources behind it ${many} ${many === 1 ? "was" : "were"} consulted; the others were recalled.${guesses}`;
}
