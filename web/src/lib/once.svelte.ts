/** What is asked of the studio once and shown when it comes; what is wrong where it does not. */

import { get, said } from "./api";

export class Once<T> {
  found = $state.raw<T | null>(null);
  wrong = $state<string | null>(null);

  /** Ask at an address; the way to care no more comes back. */
  ask(path: string): () => void {
    const stopping = new AbortController();
    this.found = null;
    this.wrong = null;
    get<T>(path, stopping.signal)
      .then((told) => (this.found = told))
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) this.wrong = said(error);
      });
    return () => stopping.abort();
  }
}
