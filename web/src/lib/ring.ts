/** The ring: which bodies choose one another around, where they stand, and the ribbons between them. */

import { arc } from "d3-shape";
import type { Counts, Link, Loop, Roles } from "./types";

export const NOBODY = "";

export type Node = { id: string; angle: number; x: number; y: number; radius: number; branch: boolean };
export type Edge = { from: string; to: string; kind: string; branch: boolean };
export type Ring = { nodes: Node[]; edges: Edge[]; width: number; height: number; cx: number; cy: number; radius: number };

/** The longest loop as edges in its order. */
export function around(loops: Loop[]): Edge[] {
  const longest = [...loops].sort((a, b) => b.links.length - a.links.length)[0];
  if (!longest) return [];
  return longest.links.map((text, at) => {
    const [from = "", to = ""] = text.split("->");
    return { from, to, kind: longest.kinds[at] ?? "", branch: false };
  });
}

/** A body that the committee chooses beside the ring: the presidium, where there is one. */
export function branch(links: Link[], edges: Edge[], roles: Roles): Edge | null {
  const inside = new Set(edges.map((edge) => edge.from));
  const presidium = roles.presidium;
  if (!presidium || inside.has(presidium)) return null;
  const link = links.find((one) => one.to === presidium && inside.has(one.from));
  return link ? { from: link.from, to: link.to, kind: link.kind, branch: true } : null;
}

/** Where everything stands in a square of a width: the loop clockwise from the top, the branch in the corner beyond it. */
export function laidOut(loops: Loop[], links: Link[], roles: Roles, width: number): Ring {
  const edges = around(loops);
  const extra = branch(links, edges, roles);
  const size = Math.max(26, Math.min(62, width * 0.092));
  const side = Math.min(96, width * 0.15);
  const cx = width / 2;
  const radius = Math.max(60, width / 2 - size - side);
  const top = size + 62;
  const cy = radius + top;
  const placed = (id: string, angle: number, away: number, scale: number): Node => ({
    id,
    angle,
    x: cx + away * Math.sin(angle),
    y: cy - away * Math.cos(angle),
    radius: size * scale,
    branch: scale !== 1,
  });
  const nodes = edges.map((edge, at) => placed(edge.from, (2 * Math.PI * at) / edges.length, radius, 1));
  if (extra) {
    const chooser = nodes.find((node) => node.id === extra.from);
    // In the corner after its chooser, so that ring and branch keep clear of each other.
    if (chooser) nodes.push(placed(extra.to, chooser.angle + Math.PI / edges.length, radius * 1.4, 0.86));
  }
  return { nodes, edges: extra ? [...edges, extra] : edges, width, height: cy + radius + size + 64, cx, cy, radius };
}

/** Shares as bands of a straight ribbon between two bodies. */
export function straight(parts: { who: string; share: number }[], from: Node, to: Node, wide: number): Band[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const [ax, ay] = [from.x + ux * (from.radius + 5), from.y + uy * (from.radius + 5)];
  const [bx, by] = [to.x - ux * (to.radius + 5), to.y - uy * (to.radius + 5)];
  let at = -wide / 2;
  return parts
    .filter((one) => one.share > 0.0005)
    .map((one) => {
      const next = at + wide * one.share;
      const corner = (x: number, y: number, off: number): string => `${(x - uy * off).toFixed(1)},${(y + ux * off).toFixed(1)}`;
      const path = `M${corner(ax, ay, at)}L${corner(bx, by, at)}L${corner(bx, by, next)}L${corner(ax, ay, next)}Z`;
      at = next;
      return { who: one.who, path };
    });
}

/** Shares of each contender and of nobody, in a fixed order, summing to one. */
export function shares(counts: Counts, order: string[]): { who: string; share: number }[] {
  const known = order.map((who) => ({ who, share: Math.max(0, counts[who] ?? 0) }));
  const others = Object.entries(counts).filter(([who]) => !order.includes(who));
  const rest = others.reduce((sum, [, value]) => sum + Math.max(0, value), 0);
  const total = known.reduce((sum, one) => sum + one.share, rest);
  if (total === 0) return [...known.map((one) => ({ ...one, share: 0 })), { who: NOBODY, share: 1 }];
  return [
    ...known.map((one) => ({ who: one.who, share: one.share / total })),
    { who: NOBODY, share: rest / total },
  ];
}

/** Shares of a base that is owned in part: what nobody owns is nobody's. */
export function owned(base: Counts, order: string[]): { who: string; share: number }[] {
  const known = order.map((who) => ({ who, share: Math.max(0, base[who] ?? 0) }));
  const sum = known.reduce((all, one) => all + one.share, 0);
  return [...known, { who: NOBODY, share: Math.max(0, 1 - sum) }];
}

export type Band = { who: string; path: string };

/** Shares as arcs of a circle about a body. */
export function collar(parts: { who: string; share: number }[], inner: number, outer: number): Band[] {
  const made = arc<{ from: number; to: number }>()
    .innerRadius(inner)
    .outerRadius(outer)
    .startAngle((one) => one.from)
    .endAngle((one) => one.to);
  let from = 0;
  return parts
    .filter((one) => one.share > 0.0005)
    .map((one) => {
      const to = from + 2 * Math.PI * one.share;
      const path = made({ from, to }) ?? "";
      from = to;
      return { who: one.who, path };
    });
}

/** Shares as bands of a ribbon along the ring, from one body to the next; `wide` is its width. */
export function ribbon(
  parts: { who: string; share: number }[],
  ring: { radius: number },
  from: number,
  to: number,
  gap: number,
  wide: number,
): Band[] {
  const end = to <= from ? to + 2 * Math.PI : to;
  const made = arc<{ inner: number; outer: number }>()
    .innerRadius((one) => one.inner)
    .outerRadius((one) => one.outer)
    .startAngle(from + gap)
    .endAngle(end - gap);
  let outer = ring.radius + wide / 2;
  return parts
    .filter((one) => one.share > 0.0005)
    .map((one) => {
      const inner = outer - wide * one.share;
      const path = made({ inner, outer }) ?? "";
      outer = inner;
      return { who: one.who, path };
    });
}

export type Dot = { x: number; y: number; who: string };

/** Seats as dots within a circle, those of one contender together: a sunflower, filled from the first. */
export function seats(counts: Counts, order: string[], radius: number, most = 90): Dot[] {
  const people: string[] = [];
  for (const who of [...order, NOBODY]) for (let k = 0; k < Math.round(counts[who] ?? 0); k += 1) people.push(who);
  const shown = people.length > most ? people.filter((_, k) => k % Math.ceil(people.length / most) === 0) : people;
  const golden = Math.PI * (3 - Math.sqrt(5));
  const places = shown
    .map((_, k) => {
      const r = radius * Math.sqrt((k + 0.5) / shown.length);
      return { x: r * Math.cos(k * golden), y: r * Math.sin(k * golden) };
    })
    .sort((a, b) => a.x - b.x || a.y - b.y);
  return shown.map((who, k) => ({ ...(places[k] ?? { x: 0, y: 0 }), who }));
}
