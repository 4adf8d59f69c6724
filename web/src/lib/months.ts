/** Months in words and in numbers. */

const NAMES = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
];

/** `1925-12` as `December 1925`. */
export function spelled(month: string): string {
  return `${NAMES[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** `1925-12` as `Dec 1925`. */
export function short(month: string): string {
  return `${(NAMES[Number(month.slice(5, 7)) - 1] ?? "").slice(0, 3)} ${month.slice(0, 4)}`;
}

/** The months at which years begin, with their places. */
export function januaries(months: string[]): { place: number; year: string }[] {
  return months
    .map((month, place) => ({ place, month }))
    .filter(({ month }) => month.endsWith("-01"))
    .map(({ place, month }) => ({ place, year: month.slice(0, 4) }));
}

/** A place within so many months. */
export function within(place: number, count: number): number {
  return Math.min(Math.max(0, Math.round(place)), count - 1);
}
