/** The month that is shown, and time that plays. */

import { untrack } from "svelte";
import { advanced, stands } from "./playing";

export class Player {
  /** Months from the first, with a part of a month while it plays. */
  at = $state(0);
  playing = $state(false);
  speed = $state(3);
  #count: () => number;
  #stands = $derived.by(() => stands(this.at, this.last));
  place = $derived(this.#stands.place);
  way = $derived(this.#stands.way);

  constructor(count: () => number) {
    this.#count = count;
  }

  get last(): number {
    return this.#count() - 1;
  }

  /** Show the month at a place. */
  go(place: number): void {
    this.at = Math.min(Math.max(0, Math.round(place)), this.last);
  }

  /** Play from here, or from the first month where this is the last; or stand still on a whole month. */
  toggle(): void {
    if (this.playing) {
      this.playing = false;
      this.go(this.at);
      return;
    }
    if (this.place >= this.last) this.at = 0;
    this.playing = true;
  }

  /** Let time go by while it plays: by whole months where less motion is asked for. */
  run(): (() => void) | undefined {
    if (!this.playing) return undefined;
    const speed = this.speed;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const timer = setInterval(() => {
        const at = Math.min(Math.floor(this.at) + 1, this.last);
        this.#on(at, at >= this.last);
      }, 1000 / speed);
      return () => clearInterval(timer);
    }
    let before = performance.now();
    const tick = (now: number): void => {
      const next = advanced(untrack(() => this.at), (now - before) / 1000, speed, this.last);
      before = now;
      this.#on(next.at, next.ended);
      if (!next.ended) frame = requestAnimationFrame(tick);
    };
    let frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }

  #on(at: number, ended: boolean): void {
    this.at = at;
    if (ended) this.playing = false;
  }
}
