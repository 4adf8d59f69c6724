import { describe, expect, it } from "vitest";
import { after, against, aside, believed, byKind, cited, counted, isWritten, locator, mark, measured, says, shownName } from "../src/lib/evidence";
import { choices, lines, wanted } from "../src/lib/listing";
import { below, downwards, footing, key, nearestSources, next, reached, upwards, type Resting } from "../src/lib/where";
import { told } from "./evidenced";

const ids = (names: { id: string }[]): string[] => names.map((one) => one.id);
const nothing = { search: null, standing: null, sort: null, source: null };

describe("what rests on what", () => {
  const down = downwards(told.rests);
  const chair = { kind: "factor", id: "chair" };
  it("is followed to its end, each name once, those asked about first", () => {
    expect(below(told.rests, [chair]).map(key)).toEqual(["factor:chair", "parameter:partisan", "claim:debt", "source:book", "source:page"]);
    expect(below(told.rests, [])).toEqual([]);
    expect(below(told.rests, [{ kind: "ending", id: "sole:ada" }])).toHaveLength(1);
  });
  it("comes to an end where it goes round", () => {
    const round: Resting[] = [["a", "1", "a", "2"], ["a", "2", "a", "1"]];
    expect(below(round, [{ kind: "a", id: "1" }])).toHaveLength(2);
    expect(nearestSources(downwards(round), { kind: "a", id: "1" })).toEqual([]);
  });
  it("is followed upwards as well", () => {
    const up = upwards(told.rests);
    expect(ids(next(up, { kind: "source", id: "book" }))).toEqual(["debt", "free"]);
    expect(ids(reached(up, [{ kind: "source", id: "page" }]))).toEqual(["page", "debt", "chair", "partisan"]);
  });
  it("has its nearest sources", () => {
    expect(nearestSources(down, { kind: "claim", id: "free" })).toEqual(["book"]);
    expect(nearestSources(down, { kind: "parameter", id: "partisan" })).toEqual(["book", "page"]);
    expect(nearestSources(down, { kind: "parameter", id: "slate" })).toEqual([]);
  });
  it("says plainly what it stands on", () => {
    expect([footing(0, []), footing(2, []), footing(2, [false, false]), footing(2, [true]), footing(3, [true, false])]).toEqual([
      "Nothing is written that it rests on.", "No source stands behind it.", "Every source behind it was recalled, and none consulted.",
      "The source behind it was consulted.", "Of 2 sources behind it 1 was consulted; the others were recalled.",
    ]);
    expect(footing(3, [true], 2)).toBe("The source behind it was consulted. 2 parameters behind it nobody looked up: recalled, guessed, or taken from an essay.");
  });
});

describe("an entry", () => {
  it("speaks in its own words", () => {
    expect(says(told, { kind: "parameter", id: "partisan" })).toBe("Newcomers who owe the appointer");
    expect(says(told, { kind: "parameter", id: "slate" })).toBe("Slate");
    expect(says(told, { kind: "source", id: "book" })).toBe("A. Author, A Book, 1999");
    expect(cited(told.sources["page"] as (typeof told.sources)[string])).toBe("a page, undated");
    expect(says(told, { kind: "ending", id: "sole:ada" })).toBe("One leads alone");
    expect(says(told, { kind: "unit", id: "north_east" })).toBe("north east");
    expect([isWritten(told, { kind: "ending", id: "sole:ada" }), isWritten(told, { kind: "unit", id: "x" })]).toEqual([true, false]);
  });
  it("says how it is known", () => {
    expect(mark(told, { kind: "claim", id: "wrong" })).toBe("mistaken in the essay");
    expect(mark(told, { kind: "source", id: "book" })).toBe("recalled, not consulted");
    expect(aside(told, { kind: "claim", id: "wrong" })).toBe("There were nine.");
    expect(measured(told, "partisan")).toEqual({ value: "0.6 (share)", prior: "anything from 0.1 to 0.9 alike", learnt: "0.335 to 0.88, half of it below 0.65" });
    expect(measured(told, "slate")?.learnt).toBeNull();
    expect(believed({ lognormal: [2, 0.5] })).toBe("lognormal around 2, standard deviation 0.5 of the log");
    expect(locator(told, { kind: "claim", id: "debt" }, { kind: "source", id: "book" })).toBe("chapter 2");
  });
  it("has what cannot hold beside it, whichever says so", () => {
    expect([against(told, "debt"), against(told, "free"), against(told, "wrong")]).toEqual([["free"], ["debt"], []]);
  });
  it("is shown by its name, or a claim by its bare one", () => {
    expect([shownName("debt"), shownName("parameter:slate"), shownName("ending:sole:ada")]).toEqual([
      { kind: "claim", id: "debt" }, { kind: "parameter", id: "slate" }, { kind: "ending", id: "sole:ada" },
    ]);
  });
});

describe("a list", () => {
  const claims = lines(told, "claim", downwards(told.rests));
  it("has what is sought, by every word", () => {
    expect(ids(wanted(claims, nothing))).toEqual(["debt", "free", "wrong"]);
    expect(ids(wanted(claims, { ...nothing, search: "APPOINTED  loyal" }))).toEqual(["debt"]);
    expect(ids(wanted(claims, { ...nothing, search: "ada" }))).toEqual(["debt"]);
    expect(ids(wanted(claims, { ...nothing, standing: "mistaken in the essay" }))).toEqual(["wrong"]);
    expect(ids(wanted(claims, { ...nothing, sort: "fact", source: "book" }))).toEqual(["free"]);
    expect(wanted(claims, { ...nothing, source: "nowhere" })).toEqual([]);
  });
  it("counts what can be chosen", () => {
    expect(choices(claims, (line) => line.sources)).toEqual([{ word: "book", many: 2 }, { word: "page", many: 1 }]);
    expect(choices(lines(told, "factor", new Map()), (line) => [line.standing])).toEqual([]);
  });
  it("is told by kinds, claims and sources last", () => {
    const names = [{ kind: "source", id: "b" }, { kind: "claim", id: "c" }, { kind: "parameter", id: "p" }, { kind: "claim", id: "d" }];
    expect(byKind(names).map(([kind, some]) => counted(kind, some.length))).toEqual(["1 parameter", "2 claims", "1 source"]);
    expect([counted("body", 2), counted("series", 2)]).toEqual(["2 bodies", "2 series"]);
  });
  it("knows what came after a month", () => {
    expect(ids(after(told, "2006-12"))).toEqual(["later", "free"]);
  });
});
