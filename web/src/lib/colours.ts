/** Colours of contenders by their order: told apart with every kind of colour vision, and never alone. */

export const PALETTE = ["#a10f00", "#0e3cb0", "#6c475a", "#8a7f98", "#1b9f74", "#db5b08", "#826efb"];
export const NOBODYS = "#d6ccb8";

/** Which order the page shows contenders in: he who holds the office asked about first, then as written. */
export function ordered(contenders: string[], first: string | null): string[] {
  return first && contenders.includes(first) ? [first, ...contenders.filter((who) => who !== first)] : contenders;
}

/** A colour for each contender. */
export function colours(order: string[]): Record<string, string> {
  return Object.fromEntries([...order.map((who, at) => [who, PALETTE[at % PALETTE.length] ?? NOBODYS]), ["", NOBODYS]]);
}

/** Black or white, whichever is read better on a colour. */
export function ink(colour: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const light = (c: number): number => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const luminance = 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  return luminance > 0.26 ? "#1f1b16" : "#ffffff";
}
