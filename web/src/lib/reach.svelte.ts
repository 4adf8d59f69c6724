/** Whether the studio can be reached, as the last question to it found. */

class Reach {
  gone = $state(false);
  /** How often the page was begun again after it was gone. */
  round = $state(0);

  found(): void {
    this.gone = false;
  }

  lost(): void {
    this.gone = true;
  }

  again(): void {
    this.round += 1;
  }
}

export const reach = new Reach();
