/** A job of the studio as the page sees it: begun, watched, found again after a reload, stopped. */

import { ask, get, Refused, stop, watch, type JobState } from "./api";

export class Job<T> {
  state = $state<JobState | null>(null);
  answer = $state.raw<T | null>(null);
  wrong = $state<string | null>(null);
  #leave: (() => void) | null = null;

  /** Ask a question; its id comes back, None where it was refused. */
  async ask(question: Record<string, unknown>): Promise<string | null> {
    this.leave();
    this.wrong = null;
    this.answer = null;
    try {
      this.state = await ask(question);
    } catch (error: unknown) {
      this.wrong = error instanceof Refused ? error.message : "The studio does not answer.";
      return null;
    }
    this.follow(this.state.id);
    return this.state.id;
  }

  /** Follow a job that was begun before. */
  async find(id: string): Promise<void> {
    this.leave();
    this.wrong = null;
    try {
      this.state = await get<JobState>(`/api/jobs/${encodeURIComponent(id)}`);
    } catch (error: unknown) {
      this.wrong = error instanceof Refused ? error.message : "The studio does not answer.";
      return;
    }
    this.follow(id);
  }

  follow(id: string): void {
    this.#leave = watch<T>(id, {
      answer: (told) => (this.answer = told),
      state: (told) => {
        this.state = told;
        if (told.state === "failed") this.wrong = told.error;
      },
    });
  }

  async stop(): Promise<void> {
    if (this.state) this.state = await stop(this.state.id);
  }

  leave(): void {
    this.#leave?.();
    this.#leave = null;
  }

  get running(): boolean {
    return this.state?.state === "waiting" || this.state?.state === "running";
  }
}
