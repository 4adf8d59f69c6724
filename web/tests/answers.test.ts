import { describe, expect, it } from "vitest";
import { byValue, fall, guessed, intervalOf, largest, named, ofHundred, points, sentences, shareOf, statement, widest, worldRows } from "../src/lib/answers";
import { at, drawn, height, lettered, rows } from "../src/lib/course";
import { about, bars, hundredths, known, range, ticks, unasked } from "../src/lib/doubts";
import { across, fan, labelled, middle, recorded, spreads, top } from "../src/lib/fan";
import { mark, monthsBetween, shade } from "../src/lib/figures";
import { columns, givenTo, others } from "../src/lib/matrix";
import { changeWhere, courseWhere, differenceWhere, explainWhere, flippedWhere, followingWhere, said, shareWhere } from "../src/lib/meanings";
import { compared, explained, interval, run, view, when } from "./asking";

const box = { left: 0, right: 100, upper: 0, lower: 200 };

describe("answers in words", () => {
  it("names statements and shares", () => {
    expect(named(view, view.endings[0] as (typeof view.endings)[number])).toBe("Leads alone: Ada Moreau");
    expect([statement(view, "open")?.kind, statement(view, "majority:ada")?.kind, statement(view, "x")]).toEqual(["ending", "outcome", null]);
    expect([ofHundred(0), ofHundred(0.004), ofHundred(0.57), ofHundred(0.996), ofHundred(1)]).toEqual(["0 of 100", "fewer than 1 of 100", "57 of 100", "more than 99 of 100", "100 of 100"]);
    expect([points(0.0004), points(-0.0004), points(-0.58), points(0.006)]).toEqual(["+0.0", "0.0", "-58.0", "+0.6"]);
    expect([guessed(50, 0.48), guessed(80, 0.5), guessed(10, 0.5)]).toEqual(["Your guess was close.", "You guessed 30 of 100 more.", "You guessed 40 of 100 fewer."]);
  });
  it("parts an answer into sentences, and never a title", () => {
    expect(sentences(explained.answer)).toEqual(["In this model, 'Leads alone: Ada Moreau' holds in 57 of 100.", "With 'The chair' replaced it holds in 0 of 100."]);
  });
  it("keeps every kind of doubt of a share", () => {
    expect(intervalOf(run(0.6, 0), "sole:ada")).toEqual({ value: 0.6, low: 0, high: 0.6, sampling: [0.3, 0.6], parameters: [0, 0.6] });
    expect(widest(interval(null, null))).toBeNull();
    expect([shareOf(compared.changed, "majority:ada"), shareOf(compared.changed, "x")]).toEqual([0.02, null]);
  });
  it("shows what is asked first, then what comes most; the rare stands in the table", () => {
    expect(worldRows(view, compared).map((row) => row.one.id)).toEqual(["sole:ada", "open"]);
    expect(worldRows(view, compared, true).map((row) => row.one.id)).toEqual(["sole:ada", "sole:ben", "open", "majority:ada"]);
  });
  it("orders what an explanation holds", () => {
    expect(byValue(explained.shapley).map(([id]) => id)).toEqual(["chair", "ban", "skill"]);
    expect(largest(explained.interactions, 1).map((one) => one.factors[1])).toEqual(["ban"]);
    expect(fall(explained)).toBeCloseTo(0.57);
    expect(fall({ ...explained, probability: interval(null, null) })).toBeNull();
  });
});

describe("doubts", () => {
  it("are drawn apart, the widest below", () => {
    const one = interval(0.5, [0.4, 0.6], [0.2, 0.9], [0.1, 1]);
    expect(bars(one, 0, 1, 0, 100).map((bar) => [bar.kind, bar.x, Math.round(bar.width)])).toEqual([["readings", 10, 90], ["parameters", 20, 70], ["sampling", 40, 20]]);
    expect(bars(interval(null, null), 0, 1, 0, 100)).toEqual([]);
    expect([unasked(["sampling", "parameters"]), unasked(["sampling", "parameters", "readings"])]).toEqual([" Not reckoned so far: other readings.", ""]);
    expect(known([interval(0, [0, 0])]).map((kind) => kind.kind)).toEqual(["sampling"]);
  });
  it("have a scale in tenths with round places", () => {
    expect(about([interval(0.5, [0.43, 0.56]), interval(-0.06, [-0.08, -0.04])])).toEqual([-0.1, 0.6]);
    expect(about([])).toEqual([0, 0.1]);
    expect([ticks(0, 1), ticks(-0.2, 0.6), ticks(0, 0.1)]).toEqual([[0, 0.2, 0.4, 0.6, 0.8, 1], [-0.2, 0, 0.2, 0.4, 0.6], [0, 0.05, 0.1]]);
    expect([hundredths(-0.2), hundredths(-0.001), range([-0.003, 0.2], true), range(null)]).toEqual(["-20", "0", "0 to +20", "not asked"]);
  });
});

describe("the fan of a following", () => {
  const all = spreads(compared.baseline, "ada");
  it("has quantiles where they are known, and means where not", () => {
    expect(all.map(middle)).toEqual([0.4, 0.6]);
    const bare = spreads(compared.baseline, "ben");
    expect([bare.map(middle), fan(bare, 1, box).outer]).toEqual([[0.1, 0.1], null]);
    expect(fan(all, 1, box)).toMatchObject({ line: "M0.0,120.0L100.0,80.0", outer: "M0.0,80.0L100.0,40.0L100.0,160.0L0.0,180.0Z" });
  });
  it("has the record in the order of sessions, and a scale above both", () => {
    const record = recorded(view, "ada");
    expect(record.map((one) => one.month)).toEqual(["1922-10", "1923-10"]);
    expect([top([all], record), top([all], []), top([], [])]).toEqual([1, 1, 0.25]);
    expect([across("1923-04", all, box), monthsBetween("1922-04", "1923-12")]).toEqual([50, 20]);
  });
  it("writes only labels that have room", () => {
    expect(labelled([0, 20, 70, 100], 40)).toEqual([true, false, false, true]);
    expect(labelled([0, 50, 100], 40)).toEqual([true, true, true]);
  });
});

describe("the course of a probability", () => {
  it("is drawn in steps", () => {
    expect([at("1922-05", when.curve, box), height(0.5, box)]).toEqual([50, 100]);
    expect(drawn(when, box).line).toBe("M0.0,160.0L50.0,160.0L50.0,160.0L100.0,160.0L100.0,10.0");
    expect(rows(when).map((one) => one.month)).toEqual(["1922-04", "1922-06"]);
    expect(lettered(when.turning_points).map((one) => one.letter)).toEqual(["A"]);
  });
});

describe("the office or the man", () => {
  it("has a column for each ending that comes often enough, and one for all others", () => {
    const shown = columns(view, [explained.matrix]);
    expect(shown.map((one) => [one.title, one.columns.map((column) => column.id)])).toEqual([["Leads alone", ["sole:ada", "sole:ben"]], ["Nobody leads", ["open"]]]);
    expect(givenTo(view, explained.matrix).map(([who]) => who)).toEqual(["ada", "ben"]);
    expect(others({ "sole:ada": 0.5, rare: 0.25 }, shown)).toBe(0.25);
    expect([shade(0), shade(0.001), shade(0.57), shade(1), mark(0.25)]).toEqual([0, 1, 6, 10, "25 %"]);
  });
});

describe("where numbers come from", () => {
  const rests = [{ kind: "factor", id: "chair" }];
  const one = statement(view, "sole:ada");
  it("tells definition, histories, seed and what they rest on", () => {
    if (!one) throw new Error("no ending");
    const was = shareWhere(view, compared, one, false, "60 %", rests);
    expect(was).toMatchObject({ value: "60 %", histories: 500, seed: 1, parameters: "posterior", rests: [{ kind: "ending", id: "sole:ada" }] });
    expect(shareWhere(view, compared, one, true, "2 %", rests).rests).toContainEqual(rests[0]);
    expect(differenceWhere(view, compared, one, "-58", rests).definition).toContain("same luck");
    expect(flippedWhere(compared, "60 %", rests).rests).toEqual(rests);
    expect(followingWhere(view, compared, true, "ada", "first", "40 %", rests).title).toBe("Ada Moreau in “Board”");
    expect(explainWhere(explained, "shapley", "Skill", "-6.0", ["skill"]).rests).toEqual([{ kind: "factor", id: "skill" }]);
    expect(courseWhere(when, "1922-06", "95 %", false, "ending", ["fact"]).rests).toContainEqual({ kind: "target", id: "fact" });
    expect(changeWhere(when, "1922-06", "20 %", { factors: ["ban"], histories: 400 })).toMatchObject({ histories: 400, rests: [{ kind: "factor", id: "ban" }] });
  });
  it("says what necessity and sufficiency mean, and why one is undefined", () => {
    expect(said("necessity", explained.necessity, "The chair")).toBe("Of the histories in which the outcome holds, 100 of 100 lose it where only “The chair” is replaced.");
    expect(said("sufficiency", explained.sufficiency, "The chair")).toBe("Undefined: nothing of the kind.");
  });
});
