/** Where views stand on a line, and which questions of policy there are. */

import type { View } from "./types";

/** Places on a line moved apart so that none lies on another, within its ends; the order stays. */
export function spaced(some: { who: string; x: number }[], apart: number, low: number, high: number): Record<string, number> {
  const made = some.map((one) => ({ ...one, x: Math.min(high, Math.max(low, one.x)) })).sort((a, b) => a.x - b.x);
  for (let k = 1; k < made.length; k += 1) {
    const [before, one] = [made[k - 1], made[k]];
    if (before && one) one.x = Math.max(one.x, before.x + apart);
  }
  for (let k = made.length - 1; k >= 0; k -= 1) {
    const [one, after] = [made[k], made[k + 1]];
    if (one) one.x = Math.min(one.x, after ? after.x - apart : high);
  }
  return Object.fromEntries(made.map((one) => [one.who, one.x]));
}

/** The question of policy that is shown: the one asked for, else the one the economy turns on, else the first. */
export function axisOf(view: View, asked: string | null): string | null {
  if (asked && asked in view.axes) return asked;
  const turned = Object.values(view.economy ?? {}).map((one) => one.axis).find((axis) => axis in view.axes);
  return turned ?? Object.keys(view.axes)[0] ?? null;
}

/** A question of policy in a few words. */
export function axisSaid(view: View, axis: string): string {
  const one = view.axes[axis];
  const words = (one?.title ?? one?.name ?? axis).replaceAll("_", " ").replace(" vs ", " or ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
