/** Points of curves and bands, as paths. */

/** A value's place between two ends of a scale, in pixels. */
export function placed(value: number, low: number, high: number, from: number, to: number): number {
  return high === low ? from : from + ((value - low) / (high - low)) * (to - from);
}

/** A line through points. */
export function path(points: [number, number][]): string {
  return points.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");
}

/** Stacked shares over months as closed bands, the first on top. */
export function stacked(
  rows: { who: string; share: number }[][],
  width: number,
  height: number,
): { who: string; path: string }[] {
  const first = rows[0];
  if (!first) return [];
  const step = width / Math.max(1, rows.length - 1);
  return first.map((one, index) => {
    const upper: [number, number][] = [];
    const lower: [number, number][] = [];
    rows.forEach((row, at) => {
      const above = row.slice(0, index).reduce((sum, part) => sum + part.share, 0);
      const here = row[index]?.share ?? 0;
      upper.push([at * step, above * height]);
      lower.push([at * step, (above + here) * height]);
    });
    return { who: one.who, path: `${path(upper)}${path(lower.reverse()).replace("M", "L")}Z` };
  });
}

/** A share in per cent as it is read. */
export function percent(share: number): string {
  return share === 0 || share === 1 ? `${100 * share} %` : `${(100 * share).toFixed(1)} %`;
}

/** A box of pixels that something is drawn in. */
export type Box = { left: number; right: number; upper: number; lower: number };

/** Months from one to another. */
export function monthsBetween(from: string, to: string): number {
  const count = (month: string): number => 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7));
  return count(to) - count(from);
}

/** A place on a scale of shares, in whole per cent. */
export function mark(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** Which of ten shades stands for a share: none for nothing. */
export function shade(share: number): number {
  return share <= 0 ? 0 : Math.min(10, Math.max(1, Math.round(10 * share)));
}
