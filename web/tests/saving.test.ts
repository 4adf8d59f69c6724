import { describe, expect, it } from "vitest";
import { hashed, picked, splitmix } from "../src/lib/chance";
import { escaped, lines } from "../src/lib/picture";
import { far, sentence, spent, told } from "../src/lib/progress";
import { compareCsv, explainCsv, fileName, json } from "../src/lib/saving";
import { compared, explained } from "./asking";

describe("numbers that only look drawn", () => {
  it("are those of splitmix64, from the words", () => {
    const stream = splitmix(1234567n);
    expect([stream.next().value, stream.next().value]).toEqual([6457827717110365317n, 3203168211198807973n]);
    expect(hashed("a")).toBe(0xaf63dc4c8601ec8cn);
  });
  it("are six, different, within those lived, and always the same", () => {
    const found = picked("selectorate compare", 500, 6);
    expect(found).toEqual(picked("selectorate compare", 500, 6));
    expect(new Set(found).size).toBe(6);
    expect(found.every((one) => one >= 0 && one < 500)).toBe(true);
    expect([picked("x", 3, 6), picked("x", 0, 6)]).toEqual([[0, 1, 2], []]);
  });
});

describe("what is taken away", () => {
  it("has every number of a comparison on a line of its own", () => {
    const rows = compareCsv(compared).trimEnd().split("\n");
    const wide = rows[0]?.split(",").length;
    expect(rows.every((row) => row.split(",").length === wide)).toBe(true);
    expect(rows).toContain("difference,,sole:ada,,-0.58,-0.9,-0.28,-0.65,-0.51,-0.9,-0.28,,");
    expect(rows).toContain("endings,changed,sole:ada,,0.02,0,0.02,0.01,0.02,0,0.02,,");
    expect(rows.filter((row) => row.startsWith("committee"))).toHaveLength(12);
  });
  it("has those of an explanation", () => {
    const rows = explainCsv(explained).trimEnd().split("\n");
    expect(rows).toContain("probability,without chair:joint,sole:ada,,0,0,0.06,0,0.06,,,,");
    expect(rows).toContain("interaction,,chair,ban,-0.26,-0.3,-0.2,-0.3,-0.2,,,,");
    expect(rows).toContain("matrix,,ben,open,0.699,,,,,,,,");
  });
  it("has names that every disk takes", () => {
    expect([fileName(["How far? “Ada”, 1929"], "svg"), fileName(["…"], "csv")]).toEqual(["how-far-ada-1929.svg", "answer.csv"]);
    expect(JSON.parse(json(compared))).toEqual(compared);
  });
  it("writes words of one line together", () => {
    const word = (text: string, y: number) => ({ text, x: 0, right: 5, y, bottom: y + 10 });
    expect(lines([word("a", 0), word("b", 1), word("c", 20)]).map((line) => line.text)).toEqual(["a b", "c"]);
    expect(escaped('<a & "b">')).toBe("&lt;a &amp; &quot;b&quot;&gt;");
  });
});

describe("progress", () => {
  it("says how many, how fast and how long still", () => {
    const now = far({ done: 500, total: 2000, seconds: 0.5 });
    expect(now).toEqual({ done: 500, total: 2000, rate: 1000, left: 1.5 });
    expect(told(now, true)).toBe("500 of 2,000 histories of this step, 1,000 a second, about 2 s left");
    expect(told(now)).toMatch(/^500 of 2,000 histories, /);
    expect(far({})).toEqual({ done: 0, total: 0, rate: null, left: null });
    expect([spent(0.4), spent(75), spent(600)]).toEqual(["less than a second", "about 75 s", "about 10 min"]);
    expect([sentence("there is none"), sentence("Is it?")]).toEqual(["There is none.", "Is it?"]);
  });
});
