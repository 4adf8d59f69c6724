/** One history as it is asked for: the last one stays while another is lived. */

import { history, said } from "./api";
import type { History } from "./types";

/** Histories among which the studio finds one. */
export const LOOKED_THROUGH = 2000;

export class Told {
  found = $state.raw<History | null>(null);
  /** The query that it answers. */
  query = $state<string | null>(null);
  wrong = $state<string | null>(null);
  waiting = $state(false);

  /** Ask for the history of a query; the way to care no more comes back. */
  ask(scenario: string, query: string): () => void {
    const stopping = new AbortController();
    this.wrong = null;
    this.waiting = true;
    history(scenario, query, stopping.signal)
      .then((told) => {
        this.found = told;
        this.query = query;
      })
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) this.wrong = said(error);
      })
      .finally(() => {
        if (!stopping.signal.aborted) this.waiting = false;
      });
    return () => stopping.abort();
  }

  /** Show none. */
  forget(): void {
    this.found = null;
    this.query = null;
    this.wrong = null;
    this.waiting = false;
  }
}
