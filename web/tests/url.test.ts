import { describe, expect, it } from "vitest";
import { read, write } from "../src/lib/url";

describe("the address", () => {
  it("gives back what was written", () => {
    const state = { ...read("/what-if", ""), scenario: "ussr-1922", month: "1925-12", without: ["economy", "cult"], claims: ["a=false"], seed: 7, number: 12, twin: true, guess: 40 };
    expect(read(...(write(state).split("?") as [string, string]))).toEqual(state);
  });
  it("reads a damaged one as far as it can", () => {
    const state = read("/nowhere/", "month=1925-13&history=-4&seed=x&histories=9999999999&without=");
    expect(state.page).toBe("replay");
    expect([state.month, state.number, state.seed, state.histories, state.without]).toEqual([null, -1, 1, null, []]);
  });
  it("asks an explanation of fewer histories than a comparison", () => {
    const state = { ...read("/what-if", "histories=700"), histories: 5000 };
    expect([read("/what-if", "histories=700").histories, read("/how-far", "histories=5000").histories]).toEqual([700, 1000]);
    expect([write(state), write({ ...state, page: "how-far" })]).toEqual(["/what-if?histories=5000", "/how-far?histories=1000"]);
  });
  it("knows a guess, and that somebody made none", () => {
    expect([read("/how-far", "guess=none").fall, read("/what-if", "guess=101").guess, read("/what-if", "guess=0").guess]).toEqual(["none", null, 0]);
  });
  it("keeps job and guess of one page from the other", () => {
    const state = { ...read("/what-if", "job=a&guess=7"), explain: "b", fall: "none" as const };
    expect([write(state), write({ ...state, page: "how-far" })]).toEqual([
      "/what-if?job=a&other-job=b&guess=7&other-guess=none", "/how-far?job=b&other-job=a&guess=none&other-guess=7",
    ]);
    expect(read("/how-far", "job=b&other-job=a&guess=none&other-guess=7")).toEqual({ ...state, page: "how-far" });
  });
  it("says nothing of what is as always", () => {
    expect(write(read("/", ""))).toBe("/replay");
  });
});
