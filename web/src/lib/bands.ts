/** Shares of contenders and of nobody, and how they are drawn: bands of a collar or a ribbon, and seats as dots. */

import { arc } from "d3-shape";
import type { Counts } from "./types";

export const NOBODY = "";

/** Less than this of a whole is not drawn. */
const LEAST = 0.0005;

export type Part = { who: string; share: number };
export type Band = { who: string; path: string };

/** Shares of each contender and of nobody, in a fixed order, summing to one. */
export function shares(counts: Counts, order: string[]): Part[] {
  const known = order.map((who) => ({ who, share: Math.max(0, counts[who] ?? 0) }));
  const others = Object.entries(counts).filter(([who]) => !order.includes(who));
  const rest = others.reduce((sum, [, value]) => sum + Math.max(0, value), 0);
  const total = known.reduce((sum, one) => sum + one.share, rest);
  if (total === 0) return [...known.map((one) => ({ ...one, share: 0 })), { who: NOBODY, share: 1 }];
  return [...known.map((one) => ({ who: one.who, share: one.share / total })), { who: NOBODY, share: rest / total }];
}

/** Shares of a base that is owned in part: what nobody owns is nobody's. */
export function owned(base: Counts, order: string[]): Part[] {
  const known = order.map((who) => ({ who, share: Math.max(0, base[who] ?? 0) }));
  const sum = known.reduce((all, one) => all + one.share, 0);
  return [...known, { who: NOBODY, share: Math.max(0, 1 - sum) }];
}

/** Shares on the way from one month to the next; where none changes, those of the one month. */
export function between(from: Part[], to: Part[] | undefined, way: number): Part[] {
  if (!to || way <= 0 || from.every((one, k) => one.share === to[k]?.share)) return from;
  return from.map((one, k) => ({ who: one.who, share: one.share + ((to[k]?.share ?? one.share) - one.share) * way }));
}

/** Shares as arcs of a circle about a body. */
export function collar(parts: Part[], inner: number, outer: number): Band[] {
  const made = arc<{ from: number; to: number }>()
    .innerRadius(inner)
    .outerRadius(outer)
    .startAngle((one) => one.from)
    .endAngle((one) => one.to)
    .digits(1);
  let from = 0;
  return parts
    .filter((one) => one.share > LEAST)
    .map((one) => {
      const to = from + 2 * Math.PI * one.share;
      const path = made({ from, to }) ?? "";
      from = to;
      return { who: one.who, path };
    });
}

/** The middle line of a ribbon about a centre: from an angle and a distance to others, with a bow between. */
export type Course = { from: number; to: number; start: number; end: number };

/** A point of a course, so much outside its middle line, and moved on by a part of its angle. */
export function along(course: Course, way: number, out: number, on = 0): [number, number] {
  const angle = course.from + (course.to - course.from) * (way + on);
  const smooth = way * way * (3 - 2 * way);
  const away = course.start + (course.end - course.start) * smooth + out;
  return [away * Math.sin(angle), -away * Math.cos(angle)];
}

const STEPS = 18;

/** How far the point of a ribbon reaches beyond its course. */
export const POINT = 11;

/** Shares as bands of a ribbon along a course, notched where it begins and pointed where it leads; `wide` is its width, the first is outermost. */
export function ribbon(parts: Part[], course: Course, wide: number): Band[] {
  const shift = POINT / (Math.abs(course.to - course.from) * course.end || 1);
  const point = (way: number, out: number): string => {
    const [x, y] = along(course, way, out, shift * (1 - Math.abs((2 * out) / wide)));
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  };
  let outer = wide / 2;
  return parts
    .filter((one) => one.share > LEAST)
    .map((one) => {
      const inner = outer - wide * one.share;
      const middle = outer > 0 && inner < 0;
      let there = "";
      let back = "";
      for (let k = 0; k <= STEPS; k += 1) {
        there += `${k ? "L" : "M"}${point(k / STEPS, outer)}`;
        back += `L${point(1 - k / STEPS, inner)}`;
      }
      outer = inner;
      return { who: one.who, path: `${there}${middle ? `L${point(1, 0)}` : ""}${back}${middle ? `L${point(0, 0)}` : ""}Z` };
    });
}

export type Dot = { x: number; y: number; who: string };

/** Seats as dots within a circle, those of one contender together: a sunflower, filled from the first. */
export function seats(counts: Counts, order: string[], radius: number, most = 90): Dot[] {
  const people: string[] = [];
  for (const who of [...order, NOBODY]) for (let k = 0; k < Math.round(counts[who] ?? 0); k += 1) people.push(who);
  const shown = people.length > most ? people.filter((_, k) => k % Math.ceil(people.length / most) === 0) : people;
  const golden = Math.PI * (3 - Math.sqrt(5));
  const places = shown
    .map((_, k) => {
      const r = radius * Math.sqrt((k + 0.5) / shown.length);
      return { x: r * Math.cos(k * golden), y: r * Math.sin(k * golden) };
    })
    .sort((a, b) => a.x - b.x || a.y - b.y);
  return shown.map((who, k) => ({ ...(places[k] ?? { x: 0, y: 0 }), who }));
}

/** Shares as so many dots, the largest remainders rounded up. */
export function dotted(parts: Part[], many: number): Counts {
  const exact = parts.map((one) => ({ who: one.who, whole: Math.floor(one.share * many), rest: (one.share * many) % 1 }));
  let left = many - exact.reduce((sum, one) => sum + one.whole, 0);
  for (const one of [...exact].sort((a, b) => b.rest - a.rest)) {
    if (left <= 0) break;
    one.whole += 1;
    left -= 1;
  }
  return Object.fromEntries(exact.map((one) => [one.who, one.whole]));
}

/** How large a dot among so many in a circle may be. */
export function dotSize(many: number, radius: number): number {
  return Math.max(2, Math.min(radius * 0.15, (radius * 0.52) / Math.sqrt(Math.max(1, many))));
}
