/** The state of the page, kept in its address. */

import { lost, read, unread, write, type State } from "./url";

class Page {
  state = $state<State>(read("", ""));
  /** A page that was asked for and is none. */
  lost = $state<string | null>(null);
  /** Words of the address that could not be read. */
  unread = $state.raw<string[]>([]);

  /** Whether the browser's own history led here. */
  back = false;

  constructor() {
    this.#read();
    addEventListener("popstate", () => {
      this.back = true;
      this.#read();
    });
  }

  #read(): void {
    this.state = read(location.pathname, location.search);
    this.lost = lost(location.pathname);
    this.unread = unread(location.pathname, location.search);
  }

  /** Go where a link leads. */
  open(address: string): void {
    this.back = false;
    history.pushState(null, "", address);
    this.#read();
  }

  /** Change something; with `quietly` going back does not stop there. */
  go(change: Partial<State>, quietly = false): void {
    this.back = false;
    this.state = { ...this.state, ...change };
    this.lost = null;
    if (!quietly) this.unread = [];
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
