/** How far a job is, in numbers that a reader can use. */

import type { JobState } from "./api";

export type Far = { done: number; total: number; rate: number | null; left: number | null };

/** Histories done of all, how many a second, and seconds left at that rate. */
export function far(progress: JobState["progress"]): Far {
  const done = progress.done ?? 0;
  const total = Math.max(progress.total ?? 0, done);
  const seconds = progress.seconds ?? 0;
  const rate = seconds > 0 && done > 0 ? done / seconds : null;
  return { done, total, rate, left: rate === null ? null : (total - done) / rate };
}

/** Seconds as somebody who waits would say them. */
export function spent(seconds: number): string {
  if (seconds < 1) return "less than a second";
  if (seconds < 90) return `about ${Math.ceil(seconds)} s`;
  return `about ${Math.round(seconds / 60)} min`;
}

/** Words as a sentence: a capital in front, and a full stop. */
export function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}

/** The same in one line; `stepwise` where one step after another is counted by itself. */
export function told(one: Far, stepwise = false): string {
  const many = `${one.done.toLocaleString("en")} of ${one.total.toLocaleString("en")} histories${stepwise ? " of this step" : ""}`;
  const rate = one.rate === null ? "" : `, ${Math.round(one.rate).toLocaleString("en")} a second`;
  return `${many}${rate}${one.left === null ? "" : `, ${spent(one.left)} left`}`;
}
