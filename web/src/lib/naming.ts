/** What things and people are called within a sentence. */

import type { View } from "./types";

/** The last word of a name. */
export function surname(name: string): string {
  return name.split(" ").at(-1) ?? name;
}

/** A name within a sentence: a title that is written as a sentence begins small, and has its article. */
export function within(name: string): string {
  const [first = "", ...others] = name.split(" ");
  const small = others.length > 0 && others.every((word) => word === word.toLowerCase()) ? `${first.toLowerCase()} ${others.join(" ")}` : name;
  return /^the /i.test(small) ? small.replace(/^The /, "the ") : `the ${small}`;
}

/** The name of a body. */
export function bodyName(view: View, id: string): string {
  return view.bodies[id]?.name ?? id;
}

/** The name of a person, contender or not. */
export function personName(view: View, id: string): string {
  return view.contenders[id]?.name ?? view.people?.[id] ?? id;
}

/** How a contender is called in short; nobody is nobody. */
export function shortName(view: View, id: string): string {
  return id === "" ? "nobody" : surname(personName(view, id));
}

/** The title of an ending, with the name of whom it is about. */
export function endingSaid(view: View, id: string): string {
  const found = view.endings.find((one) => one.id === id);
  if (!found) return id;
  const title = found.title.split(":")[0] ?? found.title;
  const about = found.subject ? (view.contenders[found.subject]?.name ?? view.offices[found.subject]?.name ?? null) : null;
  return about ? `${title} (${about})` : title;
}

/** Some things in a row: `a, b and c`. */
export function listed(parts: string[]): string {
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "");
}
