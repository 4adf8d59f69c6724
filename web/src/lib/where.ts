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

/** All that some names rest on, one step after another, each once, those themselves first. */
export function below(rests: Resting[], first: Name[]): Name[] {
  const found = new Map(first.map((one) => [`${one.kind} ${one.id}`, one]));
  const queue = [...first];
  for (let one = queue.shift(); one; one = queue.shift()) {
    for (const [kind, id, kindBelow, idBelow] of rests) {
      if (kind !== one.kind || id !== one.id || found.has(`${kindBelow} ${idBelow}`)) continue;
      const next = { kind: kindBelow, id: idBelow };
      found.set(`${kindBelow} ${idBelow}`, next);
      queue.push(next);
    }
  }
  return [...found.values()];
}
