import { describe, expect, it } from "vitest";
import { read, write } from "../src/lib/url";

describe("the address", () => {
  it("gives back what was written", () => {
    const state = { ...read("/what-if", ""), scenario: "ussr-1922", month: "1925-12", without: ["economy", "cult"], claims: ["a=false"], seed: 7, number: 12 };
    expect(read(...(write(state).split("?") as [string, string]))).toEqual(state);
  });
  it("reads a damaged one as far as it can", () => {
    const state = read("/nowhere/", "month=1925-13&history=-4&seed=x&histories=9999999999&without=");
    expect(state.page).toBe("replay");
    expect([state.month, state.number, state.seed, state.histories, state.without]).toEqual([null, -1, 1, 2000, []]);
  });
  it("says nothing of what is as always", () => {
    expect(write(read("/", ""))).toBe("/replay");
  });
});
