/** The ring: which bodies choose one another around, and where they, what joins them and their names stand. */

import { POINT, type Course } from "./bands";
import type { Link, Loop, Roles } from "./types";

export type Node = { id: string; angle: number; away: number; x: number; y: number; radius: number; branch: boolean };
export type Edge = { from: string; to: string; kind: string; branch: boolean };
export type Ring = {
  nodes: Node[];
  edges: Edge[];
  width: number;
  height: number;
  cx: number;
  cy: number;
  radius: number;
  /** How wide a ribbon is. */
  wide: number;
};

/** Pixels from line to line of a name, and letters in one where a name stands above or below. */
const LINE = 17;
const LETTERS = 16;

/** The longest loop as edges in its order. */
export function around(loops: Loop[]): Edge[] {
  const longest = [...loops].sort((a, b) => b.links.length - a.links.length)[0];
  if (!longest) return [];
  return longest.links.map((text, at) => {
    const [from = "", to = ""] = text.split("->");
    return { from, to, kind: longest.kinds[at] ?? "", branch: false };
  });
}

/** A body that a body of the ring chooses beside it: the presidium, where there is one. */
export function branch(links: Link[], edges: Edge[], roles: Roles): Edge | null {
  const inside = new Set(edges.map((edge) => edge.from));
  const presidium = roles.presidium;
  if (!presidium || inside.has(presidium)) return null;
  const link = links.find((one) => one.to === presidium && inside.has(one.from));
  return link ? { from: link.from, to: link.to, kind: link.kind, branch: true } : null;
}

/** Where everything stands within a width: the loop clockwise from the top, the branch outside it after whoever chooses it. */
export function laidOut(loops: Loop[], links: Link[], roles: Roles, width: number, name: (id: string) => string = (id) => id): Ring {
  const edges = around(loops);
  const extra = branch(links, edges, roles);
  const slots = edges.map((edge) => edge.from);
  if (extra) slots.splice(slots.indexOf(extra.from) + 1, 0, extra.to);
  const size = Math.max(25, Math.min(60, width * 0.088));
  const wide = size * 0.66;
  const small = size * 0.88;
  const beyond = wide / 2 + small + 14;
  const widest = Math.max(0.5, ...slots.map((_, at) => Math.abs(Math.sin((2 * Math.PI * at) / slots.length))));
  const radius = Math.max(
    52,
    Math.min(width / 2 - size - Math.min(96, width * 0.13), extra ? (width / 2 - small - 4) / widest - beyond : Infinity),
  );
  const cx = width / 2;
  const node = (id: string, at: number): Node => {
    const angle = (2 * Math.PI * at) / Math.max(1, slots.length);
    const beside = id === extra?.to;
    const away = beside ? radius + beyond : radius;
    return { id, angle, away, x: cx + away * Math.sin(angle), y: -away * Math.cos(angle), radius: beside ? small : size, branch: beside };
  };
  const nodes = slots.map(node);
  const highest = Math.min(0, ...nodes.map((one) => one.y - one.radius));
  const lowest = Math.max(0, ...nodes.map((one) => one.y + one.radius));
  const cy = 31 + LINE * wrapped(name(slots[0] ?? ""), LETTERS).length - highest;
  return {
    nodes: nodes.map((one) => ({ ...one, y: cy + one.y })),
    edges: extra ? [...edges, extra] : edges,
    width, cx, cy, radius, wide,
    height: cy + lowest + 56,
  };
}

const GAP = 6;

/** The course of what joins two bodies, cut where their circles begin. */
export function joined(ring: Ring, edge: Edge): Course | null {
  const [from, to] = [edge.from, edge.to].map((id) => ring.nodes.find((node) => node.id === id));
  if (!from || !to) return null;
  const end = to.angle <= from.angle ? to.angle + 2 * Math.PI : to.angle;
  if (edge.branch) {
    const start = ring.radius + ring.wide * 0.86;
    return cut({ from: from.angle, to: end, start, end: to.away }, from, to, ring);
  }
  const half = (node: Node): number => Math.asin(Math.min(0.9, (node.radius + GAP) / ring.radius));
  return { from: from.angle + half(from), to: end - half(to) - POINT / ring.radius, start: ring.radius, end: ring.radius };
}

/** A course without what lies within the circles at its ends. */
function cut(course: Course, from: Node, to: Node, ring: Ring): Course {
  const outside = (angle: number, away: number): boolean =>
    [from, to].every((node) => {
      const [x, y] = [ring.cx + away * Math.sin(angle) - node.x, ring.cy - away * Math.cos(angle) - node.y];
      return Math.hypot(x, y) > node.radius + GAP;
    });
  const STEPS = 200;
  const free = Array.from({ length: STEPS + 1 }, (_, k) => k / STEPS).filter((way) => {
    const smooth = way * way * (3 - 2 * way);
    return outside(course.from + (course.to - course.from) * way, course.start + (course.end - course.start) * smooth);
  });
  const [first = 0, last = 1] = [free[0], free[free.length - 1]];
  const at = (way: number): number => course.from + (course.to - course.from) * way;
  const away = (way: number): number => course.start + (course.end - course.start) * way * way * (3 - 2 * way);
  const back = POINT / course.end;
  return { from: at(first), to: at(last) - back, start: away(first), end: away(last) };
}

export type Label = { x: number; y: number; anchor: "start" | "middle" | "end"; lines: string[]; under: string };

/** Words in lines of so many letters at most. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Where a body's name stands: beside it where there is room, else above it or below, within the width. */
export function labelled(ring: Ring, node: Node, name: string, under: string): Label {
  const letter = 8.2;
  const side = Math.sin(node.angle);
  const room = (side > 0 ? ring.width - node.x : node.x) - node.radius - 8;
  const longest = Math.max(...name.split(" ").map((word) => word.length), Math.min(under.length, 9)) * letter;
  if (!node.branch && Math.abs(side) > 0.9 && room >= longest) {
    const lines = wrapped(name, Math.floor(room / letter));
    const x = node.x + Math.sign(side) * (node.radius + 8);
    const y = node.y - ((lines.length - 1) * LINE) / 2 - (under ? 4 : -4);
    return { x, y, anchor: side > 0 ? "start" : "end", lines, under: under.length * 6.4 <= room ? under : "" };
  }
  if (!node.branch && Math.abs(side) > 0.9) {
    const lines = wrapped(name, 12);
    const y = node.y - node.radius - 9 - (lines.length - 1) * LINE;
    return { x: side > 0 ? ring.width - 2 : 2, y, anchor: side > 0 ? "end" : "start", lines, under: "" };
  }
  const lines = wrapped(name, LETTERS);
  const half = (Math.max(...lines.map((line) => line.length * letter), under.length * 6.4) / 2) + 2;
  const x = Math.max(half, Math.min(ring.width - half, node.x));
  const above = node.branch || Math.cos(node.angle) > 0;
  const tall = (lines.length - 1) * LINE + (under ? 15 : 0);
  return { x, y: above ? node.y - node.radius - 10 - tall : node.y + node.radius + 20, anchor: "middle", lines, under };
}

/** Where the kind of a link stands: outside the middle of its course, or inside where a body stands in the way. */
export function kindPlace(ring: Ring, course: Course): { x: number; y: number; anchor: "start" | "middle" | "end" } {
  const angle = (course.from + course.to) / 2;
  const middle = (course.start + course.end) / 2;
  const at = (out: number): { x: number; y: number } => ({
    x: ring.cx + (middle + out) * Math.sin(angle),
    y: ring.cy - (middle + out) * Math.cos(angle) + 4,
  });
  const out = ring.wide / 2 + 12;
  const outside = at(out);
  const taken = ring.nodes.some((node) => Math.hypot(node.x - outside.x, node.y - outside.y) < node.radius + 30);
  const side = Math.sin(angle) * (taken ? -1 : 1);
  return { ...(taken ? at(-out) : outside), anchor: side > 0.3 ? "start" : side < -0.3 ? "end" : "middle" };
}
