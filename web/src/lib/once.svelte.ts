/** An answer that ships, shown when it comes; what is wrong where it does not. */

import { said, shipped } from "./api";
import type { Ships, View } from "./types";

export class Once<T> {
  found = $state.raw<T | null>(null);
  wrong = $state<string | null>(null);

  /** Ask for it; the way to care no more comes back. */
  ask(view: View, what: Ships): () => void {
    const stopping = new AbortController();
    this.found = null;
    this.wrong = null;
    shipped<T>(view, what, stopping.signal)
      .then((told) => (this.found = told))
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) this.wrong = said(error);
      });
    return () => stopping.abort();
  }
}
