/** The drawer that says where a number comes from; at most one is open. */

import type { Where } from "./where";

class Drawer {
  shown = $state.raw<Where | null>(null);

  open(where: Where): void {
    this.shown = where;
  }

  close(): void {
    this.shown = null;
  }
}

export const drawer = new Drawer();
