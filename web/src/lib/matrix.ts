/** The office or the man: endings by who was given the office, as columns under their titles. */

import type { Matrix } from "./answers";
import type { Statement, View } from "./types";

/** An ending that comes less often, whoever has the office, stands among the others. */
const LEAST = 0.005;

export type Column = { id: string; subject: string | null; name: string };
export type Columns = { title: string; columns: Column[] }[];

/** Endings that come often enough in any row, those of one title together. */
export function columns(view: View, matrices: Matrix[]): Columns {
  const rows = matrices.flatMap((one) => Object.values(one));
  const found: Columns = [];
  for (const one of view.endings.filter((ending) => rows.some((row) => (row[ending.id] ?? 0) >= LEAST))) {
    const title = one.title.split(":")[0] ?? one.title;
    const column = { id: one.id, subject: one.subject, name: subject(view, one) };
    const last = found[found.length - 1];
    if (last && one.subject && last.title === title) last.columns.push(column);
    else found.push({ title, columns: [column] });
  }
  return found;
}

function subject(view: View, one: Statement): string {
  return one.subject ? (view.contenders[one.subject]?.name ?? one.subject) : "";
}

/** What is left of a row for endings that have no column. */
export function others(row: Record<string, number>, shown: Columns): number {
  const known = new Set(shown.flatMap((one) => one.columns.map((column) => column.id)));
  return Object.entries(row).reduce((sum, [id, share]) => (known.has(id) ? sum : sum + share), 0);
}

/** The rows in the order of the contenders. */
export function givenTo(view: View, matrix: Matrix): [string, Record<string, number>][] {
  return Object.keys(view.contenders).flatMap((who) => (matrix[who] ? [[who, matrix[who]] as [string, Record<string, number>]] : []));
}
