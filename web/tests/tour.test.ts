import { afterEach, describe, expect, it, vi } from "vitest";
import { missing } from "../src/lib/links";
import { isPlain, keepSeen, middle, ringSaid, stepped, steps, wasSeen } from "../src/lib/tour";
import { fresh, lost, read, STEPS, unread, write } from "../src/lib/url";
import { view } from "./asking";
import { VIEW } from "./society";

afterEach(() => vi.unstubAllGlobals());

describe("the tour", () => {
  it.each([VIEW, view])("has five steps in the scenario's own names, each a view with an address", (shown) => {
    const all = steps(shown);
    expect(all.map((step) => step.leads.page)).toEqual(["replay", "replay", "what-if", "how-far", "evidence"]);
    expect(all).toHaveLength(STEPS);
    all.forEach((step, at) => {
      expect(`${step.title} ${step.says} ${step.notice} ${step.attempt}`).not.toMatch(/undefined|null|NaN/);
      expect(read(...(write(step.leads).split("?") as [string, string]))).toEqual({ ...step.leads, tour: at + 1 });
      expect(missing(step.leads, shown)).toEqual([]);
    });
    expect(all[0]?.says).toContain("At the start");
    expect(all[2]?.leads.without).toEqual([shown.header.factor]);
  });
  it("speaks of an election where nobody is put to a vote", () => {
    expect(steps(view)[1]?.title).toBe("One election, and why");
    expect(steps(VIEW)[1]?.title).toBe("One vote, and why");
  });
  it("goes to the session in the middle, or to the middle", () => {
    expect([middle(VIEW), middle({ ...VIEW, sessions: [] })]).toEqual(["2001-02", "2001-03"]);
  });
  it("says where the ring runs, or that none closes", () => {
    const loops = [{ links: ["base->congress", "congress->base"], kinds: ["sends", "elects"], holders: {} }];
    expect(ringSaid({ ...VIEW, loops })).toMatch(/^It runs from the .* to the .*, and back\.$/);
    expect(ringSaid(VIEW)).toContain("does not close");
  });
  it("has neither a step before the first nor one after the last", () => {
    expect([stepped(1, -1), stepped(1, 1), stepped(STEPS, 1)]).toEqual([null, 2, null]);
  });
  it("begins by itself once, and only for whoever follows no link", () => {
    expect([isPlain("/", ""), isPlain("/replay", "?"), isPlain("/replay", "?month=2001-01"), isPlain("/evidence", "")]).toEqual([true, true, false, false]);
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => kept.set(name, value) });
    expect(wasSeen()).toBe(false);
    keepSeen();
    expect(wasSeen()).toBe(true);
  });
  it("does not begin where nothing can be kept", () => {
    vi.stubGlobal("localStorage", { getItem: () => { throw new Error("denied"); }, setItem: () => { throw new Error("denied"); } });
    keepSeen();
    expect(wasSeen()).toBe(true);
  });
});

describe("a damaged link", () => {
  it("says what it names that there is not", () => {
    expect([lost("/"), lost("/replay/"), lost("/nowhere")]).toEqual([null, null, "nowhere"]);
    expect(unread("/limits", "month=1925-13&seed=x&histories=50&tour=9&without=a&seed=1")).toEqual(["month=1925-13", "seed=x", "histories=50", "tour=9"]);
    expect(unread("/replay", "scenario=a&month=1925-12&histories=2000")).toEqual([]);
  });
  it("says what its scenario does not have", () => {
    const state = { ...fresh("replay", "small"), month: "1999-01", follow: "nobody", without: ["power", "gone:x"], claims: ["debt=false"], outcome: "sole:s", factor: "x", reading: "y" };
    expect(missing(state, VIEW)).toEqual([
      "the month 1999-01", "a contender “nobody”", "a factor “gone:x”", "a claim “debt=false” that can be doubted", "an account “y”", "a factor “x”",
    ]);
    expect(missing({ ...fresh("replay", "small"), month: "2001-02", follow: "s", without: ["power:none"] }, VIEW)).toEqual([]);
  });
  it("keeps what Evidence lists in the address of Evidence alone", () => {
    const state = { ...fresh("evidence", "small"), claim: "parameter:slate", kind: "parameter", search: "two words", standing: "held", sort: "guessed", source: "book" };
    expect(read(...(write(state).split("?") as [string, string]))).toEqual(state);
    expect(write({ ...state, page: "limits" })).toBe("/limits?scenario=small");
  });
});
