/** A small society for tests: four months, two contenders, one election and one vote. */

import type { Happened, History, MonthOf, View } from "../src/lib/types";

export const VIEW: View = {
  name: "small",
  ships: { readings: null, when: null, essays: null, explain: null, compare: null },
  hash: "",
  header: {
    title: "A small society", summary: "", start: "2001-01", end: "2001-04", read: "2001-04", outcome: "sole:s", factor: "power", office: "chair",
    roles: { base: "base", congress: "congress", committee: "committee" },
  },
  months: ["2001-01", "2001-02", "2001-03", "2001-04"],
  contenders: { s: { name: "Sam Stone", short: "S" }, t: { name: "Tess Trent", short: "T" } },
  people: { k: "Kit Kerr" },
  bodies: {
    base: { name: "Heads of branches", seats: {} }, congress: { name: "Meeting", seats: {} },
    committee: { name: "Board", seats: {} }, office: { name: "Office", seats: {} },
  },
  offices: { chair: { name: "Chair", heads: "office", holder: "s" } },
  links: [],
  loops: [],
  axes: {},
  sessions: [{ id: "first", month: "2001-02", title: "First Meeting" }],
  endings: [{ id: "sole:s", title: "Leads alone: by all counts", subject: "s" }, { id: "open", title: "Nobody leads", subject: null }],
  outcomes: [],
  factors: { power: { title: "The powers of the chair", was: "", contrast: "none", contrasts: { none: { title: "Nobody appoints" } } } },
  happenings: {},
  readings: {},
  doubts: {},
};

/** A month, with whatever differs from the first. */
export function month(name: string, change: Partial<MonthOf> = {}): MonthOf {
  return {
    month: name, committee: { s: 2, t: 2, "": 4 }, presidium: { s: 1, t: 1, "": 0 }, line: {}, opinion: {}, economy: {}, base: { s: 0.25, t: 0.25 },
    standing: { s: 0.5, t: 0.9 }, views: {}, seated: ["s", "t"], campaigns: { s: null, t: null }, partner: { s: null, t: null }, holders: { chair: "s" },
    ...change,
  };
}

/** An event, with whatever differs from nothing. */
export function event(change: Partial<Happened> = {}): Happened {
  return { month: "2001-01", kind: "happened", who: null, whom: null, where: null, votes_for: 0, votes_against: 0, carried: false, text: "", terms: {}, ...change };
}

/** A history of this society. */
export function history(change: Partial<History> = {}): History {
  return {
    command: "selectorate replay small --history 4 --seed 7", scenario: "small", history: 4, seed: 7, ending: "sole:s", outcomes: [],
    events: [
      event({ month: "2001-01", kind: "allied", who: "s", whom: "k", text: "Sam Stone leans on Kit Kerr" }),
      event({
        month: "2001-03", kind: "voted", who: "s", whom: "t", where: "censured", votes_for: 3, votes_against: 2, carried: true,
        text: "Sam Stone moves against Tess Trent: censured: 3 to 2, carried (fear +1.0)", terms: { fear: 1 },
      }),
      event({ month: "2001-03", kind: "reached", who: "t", whom: "s", where: "censured", text: "Tess Trent: censured" }),
    ],
    months: [
      month("2001-01"),
      month("2001-02", { committee: { s: 4, t: 2, "": 2 }, base: { s: 0.5, t: 0.25 } }),
      month("2001-03", { committee: { s: 4, t: 2, "": 2 }, base: { s: 0.5, t: 0.25 } }),
      month("2001-04", { committee: { s: 4, t: 2, "": 2 }, campaigns: { s: null, t: "s" } }),
    ],
    record: {
      "2001-03": {
        events: [{ id: "ev", title: "Trent is censured", kind: "vote", date: "2001-03-05", people: ["Trent"], outcome: "By many." }],
        removals: [{ contender: "t", rung: "censured" }],
      },
    },
    record_seated: [], record_others: [], record_economy: [], months_from_record: 1.5,
    ...change,
  };
}
