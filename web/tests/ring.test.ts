import { describe, expect, it } from "vitest";
import { along, between, collar, dotSize, dotted, owned, ribbon, seats, shares, type Course } from "../src/lib/bands";
import { around, branch, joined, kindPlace, labelled, laidOut, wrapped } from "../src/lib/ring";

const LOOPS = [
  { links: ["a->b", "b->a"], kinds: ["slates", "elects"], holders: {} },
  { links: ["a->c", "c->d", "d->b", "b->a"], kinds: ["appoints", "sends", "elects", "elects"], holders: {} },
];
const LINKS = [{ from: "b", to: "p", kind: "elects", office: null }];
const ROLES = { base: "c", congress: "d", committee: "b", presidium: "p" };
const NAMES: Record<string, string> = { a: "Secretariat", b: "Central Committee", c: "Provincial party committees", d: "Party congress", p: "Politburo" };

describe("the ring", () => {
  it("is the longest loop, and the presidium a branch beside it", () => {
    expect(around(LOOPS).map((edge) => edge.from)).toEqual(["a", "c", "d", "b"]);
    expect(branch(LINKS, around(LOOPS), ROLES)).toEqual({ from: "b", to: "p", kind: "elects", branch: true });
    expect(branch(LINKS, around(LOOPS), { ...ROLES, presidium: null })).toBeNull();
    expect(around([])).toEqual([]);
  });
  it.each([320, 364, 390, 500, 680])("has room for all of it at %i pixels", (width) => {
    for (const roles of [ROLES, { ...ROLES, presidium: null }]) {
      const ring = laidOut(LOOPS, LINKS, roles, width, (id) => NAMES[id] ?? id);
      expect(ring.nodes).toHaveLength(roles.presidium ? 5 : 4);
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
    }
  });
  it.each([320, 364, 680])("names every body within %i pixels", (width) => {
    const ring = laidOut(LOOPS, LINKS, ROLES, width, (id) => NAMES[id] ?? id);
    for (const node of ring.nodes) {
      const label = labelled(ring, node, NAMES[node.id] ?? "", "63 full seats");
      expect(label.lines.join(" ")).toBe(NAMES[node.id]);
      const wide = Math.max(...label.lines.map((line) => line.length)) * 8.2;
      const left = label.anchor === "start" ? label.x : label.anchor === "end" ? label.x - wide : label.x - wide / 2;
      expect(left).toBeGreaterThanOrEqual(-1);
      expect(left + wide).toBeLessThanOrEqual(width + 1);
      expect(label.y).toBeGreaterThan(10);
    }
  });
  it("joins bodies from edge to edge, and nothing to a body that is not there", () => {
    const ring = laidOut(LOOPS, LINKS, ROLES, 680);
    for (const edge of ring.edges) {
      const course = joined(ring, edge);
      expect(course).not.toBeNull();
      if (!course) continue;
      expect(course.to).toBeGreaterThan(course.from);
      const [x, y] = along(course, 0, 0);
      const from = ring.nodes.find((node) => node.id === edge.from);
      expect(Math.hypot(ring.cx + x - (from?.x ?? 0), ring.cy + y - (from?.y ?? 0))).toBeGreaterThan(from?.radius ?? 0);
    }
    expect(joined(ring, { from: "a", to: "nobody", kind: "elects", branch: false })).toBeNull();
  });
  it("says the kind of a link outside it, but inside where a body stands there", () => {
    const ring = laidOut(LOOPS, LINKS, ROLES, 680);
    const away = (kind: string, from: string): number => {
      const course = joined(ring, ring.edges.find((edge) => edge.kind === kind && edge.from === from && !edge.branch)!);
      const at = kindPlace(ring, course!);
      return Math.hypot(at.x - ring.cx, at.y - 4 - ring.cy);
    };
    expect(away("appoints", "a")).toBeGreaterThan(ring.radius);
    expect(away("elects", "b")).toBeLessThan(ring.radius);
  });
  it("breaks names between words", () => {
    expect(wrapped("Provincial party committees", 12)).toEqual(["Provincial", "party", "committees"]);
    expect(wrapped("Politburo", 3)).toEqual(["Politburo"]);
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
  it("move from month to month, and are the same list where nothing moves", () => {
    const [one, other] = [shares({ s: 1, t: 1 }, ["s", "t"]), shares({ s: 1, t: 3 }, ["s", "t"])];
    expect(between(one, other, 0.5).map((part) => part.share)).toEqual([0.375, 0.625, 0]);
    expect(between(one, other, 0)).toBe(one);
    expect(between(one, undefined, 0.5)).toBe(one);
    expect(between(one, shares({ s: 2, t: 2 }, ["s", "t"]), 0.5)).toBe(one);
  });
  it("are drawn only where there is something to draw", () => {
    const parts = shares({ s: 1, "": 1 }, ["s", "t"]);
    const course: Course = { from: 0, to: 1, start: 100, end: 100 };
    expect(collar(parts, 10, 12).map((band) => band.who)).toEqual(["s", ""]);
    expect(ribbon(parts, course, 20).map((band) => band.who)).toEqual(["s", ""]);
    expect(ribbon(parts, course, 20)[0]?.path).toMatch(/^M[-\d.,L]+Z$/);
  });
  it("lie along a course that may widen", () => {
    const course: Course = { from: 0, to: Math.PI / 2, start: 100, end: 200 };
    expect(along(course, 0, 0).map(Math.round)).toEqual([0, -100]);
    expect(along(course, 1, 10).map(Math.round)).toEqual([210, -0]);
  });
  it("are seats, each within the circle and those of one contender counted", () => {
    const dots = seats({ s: 5, t: 2, "": 3 }, ["s", "t"], 40);
    expect(dots).toHaveLength(10);
    expect(dots.filter((dot) => dot.who === "s")).toHaveLength(5);
    for (const dot of dots) expect(Math.hypot(dot.x, dot.y)).toBeLessThanOrEqual(40);
    expect(seats({ s: 600 }, ["s"], 40).length).toBeLessThanOrEqual(90);
    expect(dotSize(1, 40)).toBeGreaterThan(dotSize(90, 40));
  });
  it("are so many dots in all, whatever the shares", () => {
    for (const base of [{ s: 1 / 3, t: 1 / 3 }, { s: 0.999 }, {}] as Record<string, number>[]) {
      const dots = dotted(owned(base, ["s", "t"]), 60);
      expect(Object.values(dots).reduce((sum, one) => sum + one, 0)).toBe(60);
    }
  });
});
