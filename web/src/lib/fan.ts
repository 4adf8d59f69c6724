/** The following of one contender in the committee, session by session: what half and nine tenths of histories have. */

import type { RunAnswer } from "./answers";
import { monthsBetween, path, placed, type Box } from "./figures";
import type { RecordedFollowing, View } from "./types";

/** Of a session the shares at 5, 25, 50, 75 and 95 per cent of the histories; the mean alone where no more is known. */
export type Spread = { session: string; month: string; mean: number; quantiles: [number, number, number, number, number] | null };

/** A contender's shares by session in a world. */
export function spreads(world: RunAnswer, contender: string): Spread[] {
  return (world.sessions ?? []).map((session, at) => {
    const five = world.committee_range?.[contender]?.[at];
    const quantiles = five?.length === 5 ? (five as [number, number, number, number, number]) : null;
    return { session: session.id, month: session.month, mean: world.committee_share?.[contender]?.[at] ?? 0, quantiles };
  });
}

/** The line of a session: its median, or its mean where no median is known. */
export function middle(one: Spread): number {
  return one.quantiles ? one.quantiles[2] : one.mean;
}

/** What the record has of a contender, in the order of sessions. */
export function recorded(view: View, contender: string): (RecordedFollowing & { month: string })[] {
  return (view.recorded_following ?? [])
    .filter((one) => one.contender === contender)
    .flatMap((one) => {
      const month = view.sessions.find((session) => session.id === one.session)?.month;
      return month ? [{ ...one, month }] : [];
    })
    .sort((a, b) => a.month.localeCompare(b.month));
}

/** The end of the scale: above all shares, in quarters. */
export function top(worlds: Spread[][], record: RecordedFollowing[]): number {
  const shares = [
    ...worlds.flat().map((one) => (one.quantiles ? one.quantiles[4] : one.mean)),
    ...record.map((one) => one.high ?? one.value),
  ];
  return Math.min(1, Math.max(0.25, Math.ceil(4 * Math.max(0, ...shares) - 1e-9) / 4));
}

export type Fan = { outer: string | null; inner: string | null; line: string; places: { x: number; y: number; month: string }[] };

/** Where a month stands from left to right, between the first and the last session. */
export function across(month: string, all: Spread[], box: Box): number {
  const first = all[0]?.month ?? month;
  const last = all[all.length - 1]?.month ?? month;
  return placed(monthsBetween(first, month), 0, monthsBetween(first, last), box.left, box.right);
}

/** Which of some places in order have room for a label so many pixels wide: the last always has. */
export function labelled(places: number[], wide: number): boolean[] {
  const last = places[places.length - 1] ?? 0;
  let free = -Infinity;
  return places.map((x, k) => {
    const fits = k === places.length - 1 || (x >= free && last - x >= wide);
    if (fits) free = x + wide;
    return fits;
  });
}

/** Bands and line in a box of pixels. */
export function fan(all: Spread[], most: number, box: Box): Fan {
  const y = (share: number): number => placed(share, 0, most, box.lower, box.upper);
  const x = (one: Spread): number => across(one.month, all, box);
  const band = (low: number, high: number): string | null => {
    if (!all.length || all.some((one) => one.quantiles === null)) return null;
    const edge = (at: number): [number, number][] => all.map((one) => [x(one), y(one.quantiles?.[at] ?? 0)]);
    return `${path(edge(high))}${path(edge(low).reverse()).replace("M", "L")}Z`;
  };
  const places = all.map((one) => ({ x: x(one), y: y(middle(one)), month: one.month }));
  return { outer: band(0, 4), inner: band(1, 3), line: path(places.map((one) => [one.x, one.y])), places };
}
