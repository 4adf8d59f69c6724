/** The state of the page, kept in its address. */

import { read, write, type State } from "./url";

class Page {
  state = $state<State>(read(location.pathname, location.search));

  constructor() {
    addEventListener("popstate", () => {
      this.state = read(location.pathname, location.search);
    });
  }

  /** Change something; with `quietly` going back does not stop there. */
  go(change: Partial<State>, quietly = false): void {
    this.state = { ...this.state, ...change };
    const address = write(this.state);
    if (quietly) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }

  /** The address of a change, for a link. */
  at(change: Partial<State>): string {
    return write({ ...this.state, ...change });
  }
}

export const page = new Page();
