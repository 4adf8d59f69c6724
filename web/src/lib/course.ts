/** How probable an outcome was, month by month, as a curve with its band. */

import type { CoursePoint, TurningPoint, WhenAnswer } from "./answers";
import { monthsBetween, path, placed, type Box } from "./figures";

export type Drawn = { line: string; band: string; hindsight: string };

/** The place of a month in the box of a curve. */
export function at(month: string, curve: CoursePoint[], box: Box): number {
  const first = curve[0]?.month ?? month;
  return placed(monthsBetween(first, month), 0, Math.max(1, curve.length - 1), box.left, box.right);
}

/** The height of a probability. */
export function height(value: number, box: Box): number {
  return placed(value, 0, 1, box.lower, box.upper);
}

/** A curve of steps: what was known in a month holds until the next. */
function steps(curve: CoursePoint[], box: Box, of: (one: CoursePoint) => number): [number, number][] {
  return curve.flatMap((one, k) => {
    const y = height(of(one), box);
    const next = curve[k + 1];
    return next ? [[at(one.month, curve, box), y], [at(next.month, curve, box), y]] : [[at(one.month, curve, box), y]];
  });
}

/** Curve, band and hindsight as paths. */
export function drawn(when: WhenAnswer, box: Box): Drawn {
  const upper = steps(when.curve, box, (one) => one.high);
  const lower = steps(when.curve, box, (one) => one.low);
  return {
    line: path(steps(when.curve, box, (one) => one.value)),
    band: `${path(upper)}${path(lower.reverse()).replace("M", "L")}Z`,
    hindsight: path(steps(when.hindsight, box, (one) => one.value)),
  };
}

/** What was known at a month. */
export function known(curve: CoursePoint[], month: string): CoursePoint | null {
  return curve.find((one) => one.month === month) ?? null;
}

/** Rows of the table: one in so many, and every month in which it moves by more than a point. */
export function rows(when: WhenAnswer, every = 6): { month: string; one: CoursePoint; hindsight: CoursePoint | null }[] {
  const last = when.curve.length - 1;
  return when.curve
    .map((one, k) => ({ month: one.month, one, hindsight: when.hindsight[k] ?? null, k }))
    .filter(({ one, k }) => k % every === 0 || k === last || Math.abs(one.value - (when.curve[k - 1]?.value ?? one.value)) > 0.01)
    .map(({ month, one, hindsight }) => ({ month, one, hindsight }));
}

/** Letters for turning points, in their order. */
export function lettered(turns: TurningPoint[]): (TurningPoint & { letter: string })[] {
  return turns.map((one, k) => ({ ...one, letter: String.fromCharCode(65 + (k % 26)) }));
}
