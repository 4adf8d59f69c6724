import { describe, expect, it } from "vitest";
import { colours, ink, ordered } from "../src/lib/colours";
import { path, percent, placed, stacked } from "../src/lib/figures";
import { weightiest } from "../src/lib/headline";
import { januaries, short, spelled, within } from "../src/lib/months";

const event = (kind: string) => ({ month: "1925-12", kind, who: null, whom: null, where: null, votes_for: 0, votes_against: 0, carried: false, text: kind, terms: {} });

describe("words and numbers", () => {
  it("spells months", () => {
    expect([spelled("1925-12"), short("1923-01")]).toEqual(["December 1925", "Jan 1923"]);
    expect(januaries(["1922-12", "1923-01", "1923-02"])).toEqual([{ place: 1, year: "1923" }]);
    expect([within(-3, 10), within(99, 10), within(4.4, 10)]).toEqual([0, 9, 4]);
  });
  it("tells the weightiest of a month", () => {
    expect(weightiest([event("turned"), event("voted"), event("elected")])?.kind).toBe("voted");
    expect(weightiest([event("elected")])).toBeNull();
  });
  it("draws", () => {
    expect(placed(5, 0, 10, 0, 100)).toBe(50);
    expect(placed(5, 3, 3, 7, 100)).toBe(7);
    expect(path([[0, 1], [2, 3]])).toBe("M0.0,1.0L2.0,3.0");
    expect(stacked([[{ who: "a", share: 0.5 }, { who: "", share: 0.5 }], [{ who: "a", share: 1 }, { who: "", share: 0 }]], 10, 20).map((band) => band.who)).toEqual(["a", ""]);
    expect([percent(0), percent(1), percent(0.536)]).toEqual(["0 %", "100 %", "53.6 %"]);
  });
  it("gives contenders colours by their order, and letters that can be read on them", () => {
    const order = ordered(["b", "s", "t"], "s");
    expect(order).toEqual(["s", "b", "t"]);
    expect(colours(order)).toEqual({ s: "#a10f00", b: "#0e3cb0", t: "#6c475a", "": "#d6ccb8" });
    expect([ink("#a10f00"), ink("#1b9f74"), ink("#d6ccb8")]).toEqual(["#ffffff", "#1f1b16", "#1f1b16"]);
  });
});
