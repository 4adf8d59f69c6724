import { describe, expect, it } from "vitest";
import { chosen, drawn, expected, type Assertion } from "../src/lib/assertions";
import { limits } from "../src/lib/limits";
import { agreeing, atWidth, behind, hundredth, inTitles, isRanked, marks, ranked, readingWhere, shade, signatureSaid, signed, toldApart, weighed, within } from "../src/lib/readings";
import { weighing } from "./evidenced";

const rows = ranked(weighing);
const [carr, conquest, luck] = rows as [(typeof rows)[number], (typeof rows)[number], (typeof rows)[number]];

describe("accounts beside one another", () => {
  it("are ranked by their evidence, a control among them without weight", () => {
    expect(rows.map((one) => one.id)).toEqual(["carr", "conquest", "luck"]);
    expect([signed(behind(rows, carr)), signed(behind(rows, conquest))]).toEqual(["0.00", "-2.25"]);
    expect([weighed(carr), weighed(luck), weighed({ ...carr, weight: null })]).toEqual(["0.500", "control", "not ranked"]);
    expect([isRanked(weighing), isRanked({ ...weighing, readings: [luck] })]).toEqual([true, false]);
  });
  it("have their evidence at other widths, where there are any", () => {
    expect(atWidth(rows, conquest, "kernels", "0.5")).toBeCloseTo(-2.25);
    expect(atWidth(rows, carr, "priors", "2")).toBeNull();
    expect(atWidth(rows, conquest, "priors", "2")).toBeCloseTo(-3.25);
    expect(signed(null)).toBe("-");
  });
  it("are drawn on one scale, errors and all", () => {
    const { of, ticks } = marks(rows, 200);
    for (const one of Object.values(of)) {
      expect(one.from).toBeGreaterThanOrEqual(8);
      expect(one.to).toBeLessThanOrEqual(192);
      expect(one.from).toBeLessThan(one.x);
    }
    expect(ticks.map((tick) => tick.value)).toEqual([-4, -2, 0]);
  });
  it("say how often a signature is as they say", () => {
    const found = conquest.signatures["conquest.sign"];
    expect([agreeing(found), agreeing(conquest.signatures["other.sign"]), agreeing(undefined)]).toEqual(["72 of 100", null, null]);
    if (found) expect(signatureSaid({ title: "", low: 33, statistic: { fn: "month_of" } }, found)).toBe("The share of this account's histories, weighed by the record, in which this statistic (month_of) is at least 33. Its median is 41; nine of ten histories lie between 33 and never.");
  });
  it("say of what holds or does not how often it holds", () => {
    const found = { median: 0.089, low: 0.089, high: 0.089, agrees: 0 };
    expect([agreeing(found), signatureSaid({ title: "", low: 0.5, statistic: { fn: "first_is" } }, found)]).toEqual(["9 of 100", "The share of this account's histories, weighed by the record, in which this holds (first_is)."]);
  });
  it("are called by their titles within sentences", () => {
    expect(within("After E. H. Carr: the weakness of two")).toBe("after E. H. Carr");
    expect(inTitles(weighing)).toBe("The record is most probable under X. What cannot be told apart from it: after conquest; after luck. So it is.");
  });
  it("say which of two the record tells apart, controls left out", () => {
    expect(toldApart(rows)).toEqual([]);
    expect(toldApart([{ ...carr, not_apart: [] }, conquest, luck]).map(({ one, from }) => [one.id, from.map((other) => other.id)])).toEqual([["carr", ["conquest"]]]);
  });
  it("have shades and numbers for how often the right one is named", () => {
    expect([shade(0), shade(0.001), shade(0.2), shade(0.21), shade(1)]).toEqual([0, 1, 1, 2, 5]);
    expect([hundredth(0), hundredth(0.004), hundredth(0.796)]).toEqual(["0", "<1", "80"]);
  });
  it("tell where a number of theirs comes from", () => {
    expect(readingWhere(weighing, carr, "weight", "0.5")).toMatchObject({ title: "After carr: weight", histories: 4000, rests: [{ kind: "reading", id: "carr" }, { kind: "target", id: "winner" }] });
  });
});

describe("what essays assert", () => {
  const one: Assertion = {
    id: "agenda", essay: "e", text: "", claims: [], experiment: "", outcome: "sole:ada", expects: "falls", margin: 0.1, answer: "", holds: "yes", throughout: false,
    note: null, value: -0.5, low: -1, high: 0, sampling: [-0.6, -0.4], parameters: [-1, 0],
  };
  it("is drawn with where it is borne out, and every range within the figure", () => {
    const figure = drawn(one, 212);
    expect([figure.zero, figure.value, figure.met]).toEqual([106, 56, { x: 6, width: 90 }]);
    expect(figure.spans).toEqual([{ kind: "parameters", x: 6, width: 100 }, { kind: "sampling", x: 46, width: 20 }]);
    const kept = drawn({ ...one, expects: "stays", value: null }, 212);
    expect([kept.met.x, kept.value]).toEqual([96, null]);
    expect(kept.met.width).toBeCloseTo(20);
  });
  it("says what is expected, and is chosen by answer and essay", () => {
    expect(expected(one, "Ada leads")).toBe("How often “Ada leads” holds is expected to fall by more than 10 points.");
    expect(expected({ ...one, expects: "stays" }, "x")).toBe("How often “x” holds is expected to stay within 10 points.");
    expect([chosen([one], null, null), chosen([one], "no", null), chosen([one], "yes", "f")].map((some) => some.length)).toEqual([1, 0, 0]);
  });
});

describe("limits", () => {
  it("are those of the mechanisms that a scenario has", () => {
    const titles = limits(["patronage", "sessions"]).map((one) => one.title);
    expect(titles).not.toContain("The economy is given from outside.");
    expect(limits(["economy"]).map((one) => one.title)).toContain("The economy is given from outside.");
    expect(limits(undefined).length).toBeGreaterThan(titles.length);
  });
});
