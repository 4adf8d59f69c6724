/** A job of the studio as the page sees it: begun, watched, found again after a reload, stopped. */

import { untrack } from "svelte";
import { ask, get, said, stop, watch, type JobState } from "./api";
import { fitting } from "./question";

export class Job<T> {
  state = $state<JobState | null>(null);
  answer = $state.raw<T | null>(null);
  wrong = $state<string | null>(null);
  /** Whether the studio is not heard of at present, while the page goes on trying. */
  waiting = $state(false);
  /** Whether the address names a job that answers something else. */
  foreign = $state(false);
  #leave: (() => void) | null = null;
  #asked = 0;

  /** Ask a question; its id comes back, null where it was refused. */
  async ask(question: Record<string, unknown>): Promise<string | null> {
    const mine = this.#begin();
    try {
      const state = await ask(question);
      if (mine !== this.#asked) return null;
      this.state = state;
    } catch (error: unknown) {
      if (mine === this.#asked) this.wrong = said(error);
      return null;
    }
    this.#follow(this.state.id);
    return this.state.id;
  }

  /** Follow a job that was begun before, where it answers what is asked. */
  async find(id: string, question: Record<string, unknown>): Promise<void> {
    const mine = this.#begin();
    try {
      const state = await get<JobState>(`/api/jobs/${encodeURIComponent(id)}`);
      if (mine !== this.#asked) return;
      this.foreign = state.question !== undefined && !fitting(state.question, question);
      if (this.foreign) return;
      this.state = state;
    } catch (error: unknown) {
      if (mine === this.#asked) this.wrong = said(error);
      return;
    }
    this.#follow(id);
  }

  /** The job of an address: the one it names where that answers what is asked, or none. */
  attend(id: string | null, question: Record<string, unknown>): void {
    untrack(() => {
      if (id === null) this.forget();
      else if (this.state?.id !== id || (this.state.question && !fitting(this.state.question, question))) void this.find(id, question);
    });
  }

  /** Stop it; what it has found so far stays. */
  async stop(): Promise<void> {
    if (!this.state) return;
    try {
      const state = await stop(this.state.id);
      if (this.state?.id === state.id) this.state = state;
    } catch (error: unknown) {
      this.wrong = said(error);
    }
  }

  /** Know of no job. */
  forget(): void {
    this.#begin();
  }

  /** Hear no more of it. */
  leave(): void {
    this.#leave?.();
    this.#leave = null;
  }

  get running(): boolean {
    return this.state?.state === "waiting" || this.state?.state === "running";
  }

  #begin(): number {
    this.leave();
    this.state = null;
    this.answer = null;
    this.wrong = null;
    this.waiting = false;
    this.foreign = false;
    return ++this.#asked;
  }

  #follow(id: string): void {
    this.#leave = watch<T>(id, {
      answer: (told) => {
        this.waiting = false;
        this.answer = told;
      },
      state: (told) => {
        this.waiting = false;
        this.state = told;
        if (told.state === "failed") this.wrong = told.error;
      },
      lost: (forGood) => {
        if (!this.running) this.leave();
        else if (!forGood) this.waiting = true;
        else {
          this.leave();
          this.waiting = false;
          this.state = null;
          this.wrong = "There is no such job any more: the studio was closed in between.";
        }
      },
    });
  }
}
