/** What can be taken away: an answer as JSON, its numbers as comma-separated values, and files for the browser to keep. */

import type { CompareAnswer, ExplainAnswer, RunAnswer } from "./answers";
import type { Interval } from "./types";

const HEAD = [
  "part", "world", "of", "at", "value", "low", "high", "sampling_low", "sampling_high", "parameters_low", "parameters_high",
  "readings_low", "readings_high",
];
type Cell = string | number | null | undefined;

function cell(value: Cell): string {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function text(rows: Cell[][]): string {
  return [HEAD, ...rows].map((row) => `${HEAD.map((_, at) => cell(row[at])).join(",")}\n`).join("");
}

function row(part: string, world: string, of: string, one: Interval, at = ""): Cell[] {
  const ends = [one.sampling, one.parameters, one.readings].flatMap((kind) => kind ?? [null, null]);
  return [part, world, of, at, one.value, one.low, one.high, ...ends];
}

function shares(world: RunAnswer, name: string): Cell[][] {
  const rows = (part: "endings" | "outcomes"): Cell[][] =>
    Object.entries(world[part]).map(([id, value]) => {
      const apart = [world[`${part}_interval`][id], world[`${part}_parameters`]?.[id], world[`${part}_readings`]?.[id]];
      const known = apart.filter((one) => one !== undefined);
      const low = known.length ? Math.min(...known.map(([end]) => end)) : null;
      const high = known.length ? Math.max(...known.map(([, end]) => end)) : null;
      return [part, name, id, "", value, low, high, ...apart.flatMap((one) => one ?? [null, null])];
    });
  return [...rows("endings"), ...rows("outcomes")];
}

function committee(world: RunAnswer, name: string): Cell[][] {
  return (world.sessions ?? []).flatMap((session, at) =>
    Object.entries(world.committee_share ?? {}).flatMap(([who, means]) => {
      const five = world.committee_range?.[who]?.[at];
      const mean: Cell[] = ["committee mean", name, who, session.id, means[at], five?.[0], five?.[4]];
      return five ? [mean, ["committee median", name, who, session.id, five[2], five[1], five[3]]] : [mean];
    }),
  );
}

/** The numbers of a comparison, one a line; of the committee `low` and `high` hold nine tenths, of its median half. */
export function compareCsv(answer: CompareAnswer): string {
  return text([
    ...Object.entries(answer.difference).map(([id, one]) => row("difference", "", id, one)),
    row("ends otherwise", "", "", answer.flipped),
    ...shares(answer.baseline, "baseline"),
    ...shares(answer.changed, "changed"),
    ...committee(answer.baseline, "baseline"),
    ...committee(answer.changed, "changed"),
  ]);
}

/** The numbers of an explanation, one a line. */
export function explainCsv(answer: ExplainAnswer): string {
  const matrix = (part: string, rows: ExplainAnswer["matrix"]): Cell[][] =>
    Object.entries(rows).flatMap(([who, ends]) => Object.entries(ends).map(([id, value]) => [part, "", who, id, value]));
  return text([
    row("probability", "as it was", answer.outcome, answer.probability),
    row("probability", `without ${answer.factor}:${answer.contrast}`, answer.outcome, answer.probability_without),
    row("necessity", "", answer.factor, answer.necessity),
    row("sufficiency", "", answer.factor, answer.sufficiency),
    ...Object.entries(answer.shapley).map(([id, one]) => row("shapley", "", id, one)),
    ...answer.interactions.map((one) => row("interaction", "", one.factors[0], one, one.factors[1])),
    ...Object.entries(answer.powers ?? {}).map(([id, one]) => row("power", "", id, one)),
    ...matrix("matrix", answer.matrix),
    ...matrix("matrix swapped", answer.matrix_swapped ?? {}),
  ]);
}

/** A document as a file of JSON. */
export function json(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The name of a file: words and numbers joined by hyphens. */
export function fileName(words: string[], ending: string): string {
  const joined = words.join(" ").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 80);
  return `${joined || "answer"}.${ending}`;
}

/** Let the browser keep what lies at an address as a file. */
export function fetched(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

/** Let the browser keep a text as a file. */
export function keep(name: string, content: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  fetched(address, name);
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
