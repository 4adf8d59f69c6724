/** Time as it plays: months go by at so many a second, and end with the last. */

/** At most so much of a second goes by between two frames: a page that slept does not leap. */
const LONGEST = 0.25;

/** Where time stands after some seconds, and whether that is the end. */
export function advanced(at: number, seconds: number, speed: number, last: number): { at: number; ended: boolean } {
  const next = at + Math.min(LONGEST, Math.max(0, seconds)) * speed;
  return next >= last ? { at: last, ended: true } : { at: next, ended: false };
}

/** The month at which time stands, and what part of the way to the next has gone by. */
export function stands(at: number, last: number): { place: number; way: number } {
  const place = Math.min(Math.max(0, Math.floor(at + 1e-6)), Math.max(0, last));
  return { place, way: Math.min(1, Math.max(0, at - place)) };
}
