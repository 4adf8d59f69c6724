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
