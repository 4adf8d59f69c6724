import { describe, expect, it } from "vitest";
import { around, branch, collar, laidOut, owned, seats, shares, straight } from "../src/lib/ring";

const LOOPS = [
  { links: ["a->b", "b->a"], kinds: ["slates", "elects"], holders: {} },
  { links: ["a->c", "c->d", "d->b", "b->a"], kinds: ["appoints", "sends", "elects", "elects"], holders: {} },
];
const LINKS = [{ from: "b", to: "p", kind: "elects", office: null }];
const ROLES = { base: "c", congress: "d", committee: "b", presidium: "p" };

describe("the ring", () => {
  it("is the longest loop, and the presidium a branch beside it", () => {
    expect(around(LOOPS).map((edge) => edge.from)).toEqual(["a", "c", "d", "b"]);
    expect(branch(LINKS, around(LOOPS), ROLES)).toEqual({ from: "b", to: "p", kind: "elects", branch: true });
    expect(branch(LINKS, around(LOOPS), { ...ROLES, presidium: null })).toBeNull();
    expect(around([])).toEqual([]);
  });
  it.each([320, 390, 680])("has room for all of it at %i pixels", (width) => {
    const ring = laidOut(LOOPS, LINKS, ROLES, width);
    expect(ring.nodes).toHaveLength(5);
    for (const node of ring.nodes) {
      expect(node.x - node.radius).toBeGreaterThanOrEqual(0);
      expect(node.x + node.radius).toBeLessThanOrEqual(width);
      expect(node.y - node.radius).toBeGreaterThanOrEqual(0);
      expect(node.y + node.radius).toBeLessThanOrEqual(ring.height);
    }
    ring.nodes.forEach((one, at) =>
      ring.nodes.slice(at + 1).forEach((other) => {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.radius + other.radius);
      }),
    );
  });
});

describe("shares", () => {
  it("sum to one, with nobody's", () => {
    expect(shares({ s: 3, t: 1, "": 4 }, ["s", "t"])).toEqual([
      { who: "s", share: 0.375 }, { who: "t", share: 0.125 }, { who: "", share: 0.5 },
    ]);
    expect(shares({}, ["s"])).toEqual([{ who: "s", share: 0 }, { who: "", share: 1 }]);
    expect(owned({ s: 0.25 }, ["s", "t"]).map((one) => one.share)).toEqual([0.25, 0, 0.75]);
  });
  it("are drawn only where there is something to draw", () => {
    const parts = shares({ s: 1, "": 1 }, ["s", "t"]);
    expect(collar(parts, 10, 12).map((band) => band.who)).toEqual(["s", ""]);
    const [from, to] = laidOut(LOOPS, LINKS, ROLES, 600).nodes;
    if (from && to) expect(straight(parts, from, to, 20)).toHaveLength(2);
  });
  it("are seats, each within the circle and those of one contender counted", () => {
    const dots = seats({ s: 5, t: 2, "": 3 }, ["s", "t"], 40);
    expect(dots).toHaveLength(10);
    expect(dots.filter((dot) => dot.who === "s")).toHaveLength(5);
    for (const dot of dots) expect(Math.hypot(dot.x, dot.y)).toBeLessThanOrEqual(40);
    expect(seats({ s: 600 }, ["s"], 40).length).toBeLessThanOrEqual(90);
  });
});
