/** How often something may be done: browsers refuse an address that changes too often. */

/** At most so many times in so many milliseconds. */
export class Pace {
  #times: number[] = [];

  constructor(
    readonly most: number,
    readonly within: number,
  ) {}

  /** Whether it may be done now; if so, it counts as done. */
  may(now: number): boolean {
    this.#times = this.#times.filter((time) => now - time < this.within);
    if (this.#times.length >= this.most) return false;
    this.#times.push(now);
    return true;
  }
}
