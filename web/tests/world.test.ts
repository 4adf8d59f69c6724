import { describe, expect, it } from "vitest";
import { given, giving, instead, manners, moved, treated, treating } from "../src/lib/doing";
import { COMPARED, fitting, many, offers, question, switched } from "../src/lib/question";
import { suggestions } from "../src/lib/suggest";
import { read } from "../src/lib/url";
import { befalls, chips, differs, factorOf, factorWord, groupOf, groups, knownFactor, restsOf, troubles } from "../src/lib/world";
import { view } from "./asking";

const state = read("/what-if", "");

describe("what is done to offices, people and happenings", () => {
  it("gives an office, with a swap and without, and reads it again", () => {
    const plain = { office: "chair", contender: "ben", swap: false };
    expect(giving(plain)).toBe("chair.holder=ben");
    for (const one of [plain, { ...plain, swap: true }]) expect(given(giving(one))).toEqual(one);
    expect([given("happening.death=never"), given("{broken"), given('{"set":{}}')]).toEqual([null, null, null]);
  });
  it("moves a happening", () => {
    expect(moved("happening.death=1923-01")).toEqual({ happening: "death", month: "1923-01" });
    expect(moved("chair.holder=ben")).toBeNull();
  });
  it("treats a contender in each manner, and reads it again", () => {
    for (const manner of manners(view)) expect(treated(treating({ contender: "ben", manner }))).toEqual({ contender: "ben", manner });
    expect(manners({ ...view, header: { ...view.header, mechanisms: ["patronage"] } })).toEqual(["alone"]);
    expect(treated("chair.holder=ben")).toBeNull();
  });
  it("puts one word in the place of another", () => {
    expect(instead(["a", "b"], (word) => word === "a", "c")).toEqual(["b", "c"]);
    expect(instead(["a", "b"], (word) => word === "a", null)).toEqual(["b"]);
    expect([switched(["a"], "b"), switched(["a", "b"], "b")]).toEqual([["a", "b"], ["a"]]);
  });
});

describe("the world that is asked about", () => {
  it("puts factors into groups by what stands in their place", () => {
    expect(Object.values(view.factors).map(groupOf)).toEqual(["offices", "people", "economy", "rules", "luck"]);
    expect(Object.keys(view.happenings).map((one) => befalls(view, one))).toEqual([true, false]);
  });
  it("counts what is on", () => {
    const on = { ...state, without: ["chair:gone", "ban"], does: ["happening.death=never", "chair.holder=ben"], claims: ["loyal=false"], reading: "account" };
    expect(groups(view, on).map((one) => [one.id, one.on])).toEqual([["offices", 2], ["people", 1], ["economy", 0], ["rules", 1], ["luck", 0], ["claims", 2]]);
    expect([differs(on), differs(state), differs({ ...state, from: "1922-05" })]).toEqual([true, false, false]);
  });
  it("names a contrast only where it is another than the usual", () => {
    expect([factorWord(view, "chair", "joint"), factorWord(view, "chair", "gone")]).toEqual(["chair", "chair:gone"]);
    expect([factorOf(view, "chair"), factorOf(view, "chair:gone")]).toEqual([{ factor: "chair", contrast: "joint" }, { factor: "chair", contrast: "gone" }]);
    expect([knownFactor(view, "chair:gone"), knownFactor(view, "chair:x"), knownFactor(view, "x"), knownFactor(view, null)]).toEqual(["chair:gone", null, null, null]);
  });
  it("says what is on, and takes each back", () => {
    const on = { ...state, without: ["chair"], does: [giving({ office: "chair", contender: "ben", swap: true }), "happening.flood=drawn"], claims: ["loyal=false"], from: "1922-05" };
    const all = chips(view, on);
    expect(all.map((one) => one.text)).toEqual([
      "The powers of the chair: Held jointly", "The chair: Ben Okafor; his main office goes to Ada Moreau", "A flood: in a month drawn by chance",
      "If nobody was loyal, nobody follows", "Only from May 1922 on",
    ]);
    expect(chips(view, all.reduce<typeof state>((left, one) => ({ ...left, ...chips(view, left).find((other) => other.key === one.key)?.change }), on))).toEqual([]);
    expect(restsOf(view, on)).toContainEqual({ kind: "claim", id: "loyal" });
  });
  it("says which names there are not, and drops each", () => {
    const odd = { ...state, without: ["x", "chair:x", "ban"], does: ["x.holder=ben", "chair.holder=x", "happening.x=never"], claims: ["x=false"], reading: "x", from: "1800-01", outcome: "x", factor: "chair:x" };
    expect(troubles(view, odd)).toHaveLength(10);
    let left = odd as typeof state;
    for (let one = troubles(view, left)[0]; one; one = troubles(view, left)[0]) left = { ...left, ...one.change };
    expect(left).toEqual({ ...state, without: ["ban"], factor: "chair" });
    expect(troubles(view, state)).toEqual([]);
  });
  it("suggests one world of each kind", () => {
    const all = suggestions(view, state);
    expect(all.map((one) => one.text)).toEqual([
      "The powers of the chair: Held jointly", "The chair: Ben Okafor; his main office goes to Ada Moreau", "The old man dies: never", "Skill: Median",
      "Chance: Drawn", "If nobody was loyal, nobody follows",
    ]);
    expect(all.flatMap((one) => troubles(view, { ...state, ...one.change }))).toEqual([]);
  });
});

describe("the question", () => {
  it("is that of a job, however many histories that has", () => {
    const asked = question({ ...state, without: ["chair", "ban"] }, "compare", "small");
    expect(fitting({ ...asked, without: ["ban", "chair"], histories: 1, outcome: null, swap: false }, asked)).toBe(true);
    expect([fitting({ ...asked, seed: 2 }, asked), fitting({ ...asked, do: ["x"] }, asked), fitting({ ...asked, verb: "explain" }, asked)]).toEqual([false, false, false]);
  });
  it("is what the state says", () => {
    const asked = question({ ...state, without: ["chair"], histories: 5000, outcome: "open", factor: "ban" }, "compare", "small");
    expect(asked).toMatchObject({ verb: "compare", scenario: "small", histories: 5000, without: ["chair"] });
    expect(asked).not.toHaveProperty("outcome");
  });
  it("asks for as many histories as are wanted, and of an explanation for no more than are lived in a while", () => {
    expect(question({ ...state, outcome: "open", factor: "ban" }, "explain", "small")).toMatchObject({ histories: 100, outcome: "open", factor: "ban" });
    expect([null, 700, 5000].map((histories) => [many({ ...state, histories }, "compare"), many({ ...state, histories }, "explain")])).toEqual([[2000, 100], [700, 700], [5000, 1000]]);
    expect(offers(700, COMPARED)).toEqual([700, 1000, 2000, 5000, 10_000]);
    expect(offers(2000, COMPARED)).toEqual(COMPARED);
  });
});
