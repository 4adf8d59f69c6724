/** The tour of five steps: what each says, in the scenario's own names, and the view that it leads to. */

import { named, statement } from "./answers";
import { spelled } from "./months";
import { bodyName, within } from "./naming";
import { around } from "./ring";
import type { View } from "./types";
import { fresh, STEPS, type State } from "./url";

export type Step = { title: string; says: string; notice: string; attempt: string; leads: State };

/** The bodies that choose one another around, in one sentence. */
export function ringSaid(view: View): string {
  const bodies = around(view.loops).map((edge) => within(bodyName(view, edge.from)));
  const [first, ...others] = bodies;
  return first && others.length ? `It runs from ${first} to ${others.join(", ")}, and back.` : "Here it does not close: nobody chooses those who choose him.";
}

/** The month of the session that lies nearest to the middle, or the middle itself. */
export function middle(view: View): string {
  const half = Math.floor(view.months.length / 2);
  const off = (month: string): number => Math.abs(view.months.indexOf(month) - half);
  const known = view.sessions.map((one) => one.month).filter((month) => view.months.includes(month));
  return known.sort((a, b) => off(a) - off(b))[0] ?? view.months[half] ?? view.header.start;
}

/** All steps of the tour of a scenario. */
export function steps(view: View): Step[] {
  const holder = view.offices[view.header.office]?.holder ?? null;
  const who = holder ? (view.contenders[holder]?.name ?? holder) : null;
  const committee = within(bodyName(view, view.header.roles.committee));
  const office = view.offices[view.header.office]?.name ?? view.header.office;
  const factor = view.header.factor ?? Object.keys(view.factors)[0] ?? null;
  const replaced = factor ? view.factors[factor] : undefined;
  const asked = statement(view, view.header.outcome);
  const outcome = `“${asked ? named(view, asked) : view.header.outcome}”`;
  const votes = view.header.mechanisms?.includes("motions") ?? true;
  const month = middle(view);
  return [
    {
      title: "The ring and the seats",
      says: `A circle is a body, and a ribbon says who chooses whom. ${ringSaid(view)} Colours and letters show whom a seat follows; the middle counts those of ${committee}.${who ? ` At the start ${who} is ${office}.` : ""}`,
      notice: "this is one history among thousands, and not the record.",
      attempt: "move through the months, or let them play.",
      leads: { ...fresh("replay", view.name), tour: 1 },
    },
    {
      title: votes ? "One vote, and why" : "One election, and why",
      says: votes
        ? "Under “What happened” this history, marked “run”, stands beside the record. A vote opens, and tells which forces decided it, each with its weight for or against."
        : `Nobody is put to a vote here: elections decide. In ${spelled(month)} a session meets; what it elects follows from who sent its delegates.`,
      notice: votes ? "a weight is what the model reckons with, and no motive that anybody is known to have had." : "colours say who owes whom a post, and not what anybody thought.",
      attempt: votes ? "open a vote, and read which force weighs most." : "go one month back and one on, and compare the ring.",
      leads: { ...fresh("replay", view.name), month, tour: 2 },
    },
    {
      title: "Change one thing",
      says: replaced
        ? `“${replaced.title}” is replaced here: ${replaced.contrasts[replaced.contrast]?.title ?? replaced.contrast}. Guess first in how many of a hundred histories ${outcome} holds then; after that both worlds live the same histories with the same luck.`
        : `Change an office, a rule or an accident. Guess first in how many of a hundred histories ${outcome} holds then; after that both worlds live the same histories with the same luck.`,
      notice: "the guess is asked for before the answer, since afterwards everybody has known it.",
      attempt: "make a guess, and press the button.",
      leads: { ...fresh("what-if", view.name), without: factor ? [factor] : [], tour: 3 },
    },
    {
      title: "How far, and how sure",
      says: "How far does one thing explain another? Every answer has a range, and three doubts make it: other luck, other parameters that the record leaves possible, other accounts of historians.",
      notice: "more histories make only the first of the three smaller.",
      attempt: "ask for an answer, and then choose another outcome.",
      leads: { ...fresh("how-far", view.name), tour: 4 },
    },
    {
      title: "What it rests on, and what it cannot say",
      says: "A number with a dotted line under it opens a drawer: how it was made, and what it rests on. Here stands all of that: parameters, claims and sources, what is disputed, and what was only recalled.",
      notice: "the page “Limits” lists what no number here can say.",
      attempt: "look for a name, open what is found, and follow what rests on it.",
      leads: { ...fresh("evidence", view.name), tour: 5 },
    },
  ];
}

/** Whether an address is that of somebody who came without a link: there the tour may begin by itself. */
export function isPlain(path: string, search: string): boolean {
  return (path === "/" || path === "/replay") && search.replace(/^\?/, "") === "";
}

/** A step that there is, or null. */
export function stepped(step: number, by: number): number | null {
  const to = step + by;
  return to >= 1 && to <= STEPS ? to : null;
}

const FLAG = "selectorate.tour";

/** Whether the tour was begun or left before; where nothing can be kept it counts as seen, so as not to come each time. */
export function wasSeen(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return true;
  }
}

/** Keep that the tour was seen, where anything can be kept. */
export function keepSeen(): void {
  try {
    localStorage.setItem(FLAG, "seen");
  } catch {
    // then it begins by itself no more than it did
  }
}
