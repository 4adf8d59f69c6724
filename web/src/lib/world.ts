/** The world that a page asks about: what can be switched, in which groups, what is on, and which names are unknown. */

import { given, MANNERS, moved, treated } from "./doing";
import { spelled } from "./months";
import type { Factor, View } from "./types";
import type { State } from "./url";
import type { Name } from "./where";

export type GroupId = "offices" | "people" | "economy" | "rules" | "luck" | "claims";
export type Group = { id: GroupId; title: string; factors: string[]; happenings: string[]; on: number };

const TITLES: [GroupId, string][] = [
  ["offices", "Offices"],
  ["people", "People"],
  ["economy", "The economy"],
  ["rules", "Rules and forces"],
  ["luck", "Luck"],
  ["claims", "Claims and accounts"],
];

/** What a primitive of a change is about; all others are rules and forces. */
const ABOUT: Record<string, GroupId> = {
  holder: "offices", share_power: "offices", abolish_power: "offices",
  strategy: "people", traits: "people", ties: "people", perceive_truth: "people",
  series: "economy", happening: "luck",
};

/** The group of a factor, by what stands in its place. */
export function groupOf(factor: Factor): GroupId {
  const kinds = Object.values(factor.contrasts).flatMap((one) => (one.changes ?? []).flatMap((change) => Object.keys(change)));
  const found = kinds.map((kind) => ABOUT[kind]).filter((one): one is GroupId => one !== undefined);
  return TITLES.map(([id]) => id).find((id) => found.includes(id)) ?? "rules";
}

const OF_SOMEBODY = ["dies", "capacity", "absent"];

/** Whether a happening befalls somebody, such as an illness or a death. */
export function befalls(view: View, id: string): boolean {
  return (view.happenings[id]?.effects ?? []).some((effect) => OF_SOMEBODY.some((kind) => kind in effect));
}

/** A factor as a question names it: its name, and its contrast where it is another than the usual. */
export function factorWord(view: View, factor: string, contrast: string): string {
  return view.factors[factor]?.contrast === contrast ? factor : `${factor}:${contrast}`;
}

/** The factor and contrast that a word names. */
export function factorOf(view: View, word: string): { factor: string; contrast: string } {
  const [factor = "", contrast] = word.split(":");
  return { factor, contrast: contrast ?? view.factors[factor]?.contrast ?? "" };
}

/** A word if it names a factor of the scenario, and a contrast of it where it names one. */
export function knownFactor(view: View, word: string | null): string | null {
  const [factor = "", contrast] = (word ?? "").split(":");
  const one = view.factors[factor];
  return one && (contrast === undefined || contrast in one.contrasts) ? word : null;
}

/** Whether anything of the world differs from the scenario's. */
export function differs(state: State): boolean {
  return state.without.length + state.does.length + state.claims.length + (state.reading ? 1 : 0) > 0;
}

function ofGroup(view: View, word: string): GroupId {
  if (given(word)) return "offices";
  if (treated(word)) return "people";
  const one = moved(word);
  return one ? (befalls(view, one.happening) ? "people" : "luck") : "rules";
}

/** All groups in which something can be switched, with how much of each is. */
export function groups(view: View, state: State): Group[] {
  const happenings = Object.keys(view.happenings);
  return TITLES.map(([id, title]) => {
    const factors = Object.keys(view.factors).filter((name) => groupOf(view.factors[name] as Factor) === id);
    const mine = id === "people" ? happenings.filter((name) => befalls(view, name)) : id === "luck" ? happenings.filter((name) => !befalls(view, name)) : [];
    const on =
      state.without.filter((word) => factors.includes(factorOf(view, word).factor)).length +
      state.does.filter((word) => ofGroup(view, word) === id).length +
      (id === "claims" ? state.claims.length + (state.reading ? 1 : 0) : 0);
    return { id, title, factors, happenings: mine, on };
  }).filter(
    ({ id, factors, happenings: mine }) =>
      factors.length + mine.length > 0 || id === "offices" || id === "people" ||
      (id === "claims" && Object.keys(view.doubts).length + Object.keys(view.readings).length > 0),
  );
}

export type Chip = { key: string; text: string; change: Partial<State> };

function doing(view: View, word: string): string {
  const office = given(word);
  if (office) {
    const who = view.contenders[office.contender]?.name ?? office.contender;
    const was = view.offices[office.office]?.holder;
    const swap = office.swap && was ? `; his main office goes to ${view.contenders[was]?.name ?? was}` : "";
    return `${view.offices[office.office]?.name ?? office.office}: ${who}${swap}`;
  }
  const happening = moved(word);
  if (happening) {
    const said = happening.month === "never" ? "never" : happening.month === "drawn" ? "in a month drawn by chance" : `in ${spelled(happening.month)}`;
    return `${view.happenings[happening.happening]?.title ?? happening.happening}: ${said}`;
  }
  const person = treated(word);
  if (person) return `${view.contenders[person.contender]?.name ?? person.contender}: ${MANNERS[person.manner]}`;
  return word;
}

/** All that differs from the scenario's world, each with how to take it back. */
export function chips(view: View, state: State): Chip[] {
  const off = (words: string[], word: string): string[] => words.filter((one) => one !== word);
  return [
    ...state.without.map((word) => {
      const { factor, contrast } = factorOf(view, word);
      const one = view.factors[factor];
      const text = `${one?.title ?? factor}: ${one?.contrasts[contrast]?.title ?? contrast}`;
      return { key: `without ${word}`, text, change: { without: off(state.without, word) } };
    }),
    ...state.does.map((word) => ({ key: `do ${word}`, text: doing(view, word), change: { does: off(state.does, word) } })),
    ...state.claims.map((word) => {
      const claim = word.split("=")[0] ?? word;
      const text = view.doubts[claim]?.replace(/\.$/, "") ?? `Taken as false: ${claim}`;
      return { key: `claim ${word}`, text, change: { claims: off(state.claims, word) } };
    }),
    ...(state.reading ? [{ key: "reading", text: view.readings[state.reading]?.title ?? (state.reading === "all" ? "All readings, by their weights" : state.reading), change: { reading: null } }] : []),
    ...(state.from ? [{ key: "from", text: `Only from ${spelled(state.from)} on`, change: { from: null } }] : []),
  ];
}

/** What a number of this world rests on beside its statement. */
export function restsOf(view: View, state: State): Name[] {
  return [
    ...state.without.map((word) => ({ kind: "factor", id: factorOf(view, word).factor })),
    ...state.does.flatMap((word): Name[] => {
      const [office, happening, person] = [given(word), moved(word), treated(word)];
      if (office) return [{ kind: "office", id: office.office }, { kind: "contender", id: office.contender }];
      if (happening) return [{ kind: "happening", id: happening.happening }];
      return person ? [{ kind: "contender", id: person.contender }] : [];
    }),
    ...state.claims.map((word) => ({ kind: "claim", id: word.split("=")[0] ?? word })),
    ...(state.reading && state.reading !== "all" ? [{ kind: "reading", id: state.reading }] : []),
  ];
}

export type Trouble = { said: string; change: Partial<State> };

/** Names in an address that the scenario does not have, each with how to drop it. */
export function troubles(view: View, state: State): Trouble[] {
  const found: Trouble[] = [];
  const say = (what: string, name: string, change: Partial<State>): void => {
    found.push({ said: `This scenario has no ${what} called “${name}”.`, change: { ...change, job: null, explain: null } });
  };
  for (const word of state.without) {
    const [factor = "", contrast] = word.split(":");
    const change = { without: state.without.filter((one) => one !== word) };
    const one = view.factors[factor];
    if (!one) say("factor", factor, change);
    else if (contrast !== undefined && !(contrast in one.contrasts)) say(`contrast of “${one.title}”`, contrast, change);
  }
  for (const word of state.does) {
    const change = { does: state.does.filter((one) => one !== word) };
    const [office, happening, person] = [given(word), moved(word), treated(word)];
    if (office && !(office.office in view.offices)) say("office", office.office, change);
    else if (office && !(office.contender in view.contenders)) say("contender", office.contender, change);
    else if (happening && !(happening.happening in view.happenings)) say("happening", happening.happening, change);
    else if (person && !(person.contender in view.contenders)) say("contender", person.contender, change);
  }
  for (const word of state.claims) {
    const claim = word.split("=")[0] ?? word;
    if (!(claim in view.doubts)) say("disputed claim", claim, { claims: state.claims.filter((one) => one !== word) });
  }
  if (state.reading && state.reading !== "all" && !(state.reading in view.readings)) say("reading", state.reading, { reading: null });
  if (state.from && !view.months.includes(state.from)) say("month", state.from, { from: null });
  if (state.outcome && ![...view.endings, ...view.outcomes].some((one) => one.id === state.outcome)) say("ending or outcome", state.outcome, { outcome: null });
  if (state.factor) {
    const [factor = "", contrast] = state.factor.split(":");
    const one = view.factors[factor];
    if (!one) say("factor", factor, { factor: null });
    else if (contrast !== undefined && !(contrast in one.contrasts)) say(`contrast of “${one.title}”`, contrast, { factor });
  }
  return found;
}
