/** A small scenario and a small answer, for tests of what is asked and answered. */

import type { CompareAnswer, ExplainAnswer, RunAnswer, WhenAnswer } from "../src/lib/answers";
import type { Interval, View } from "../src/lib/types";

export const view: View = {
  name: "small",
  ships: { readings: null, when: null, essays: null, explain: null, compare: null },
  hash: "0",
  header: {
    title: "Small", summary: "", start: "1922-04", end: "1923-12", read: "1923-12", outcome: "sole:ada", factor: "chair", office: "chair",
    roles: { base: "branches", congress: "assembly", committee: "board" }, mechanisms: ["alignment", "patronage"],
  },
  months: ["1922-04", "1922-05", "1923-12"],
  contenders: { ada: { name: "Ada Moreau", short: "A" }, ben: { name: "Ben Okafor", short: "B" } },
  bodies: { board: { name: "Board", seats: {} } },
  offices: { chair: { name: "The chair", heads: null, holder: "ada" }, press: { name: "The press", heads: null, holder: "old" } },
  links: [],
  loops: [],
  axes: {},
  sessions: [{ id: "first", month: "1922-10", title: "First assembly" }, { id: "second", month: "1923-10" }],
  endings: [
    { id: "sole:ada", title: "Leads alone: and so on", subject: "ada" },
    { id: "sole:ben", title: "Leads alone: and so on", subject: "ben" },
    { id: "open", title: "Nobody leads", subject: null },
  ],
  outcomes: [{ id: "majority:ada", title: "Has a majority", subject: "ada" }],
  factors: {
    chair: {
      title: "The powers of the chair", was: "It appoints.", contrast: "joint",
      contrasts: { joint: { title: "Held jointly", changes: [{ share_power: {} }] }, gone: { title: "Gone", changes: [{ abolish_power: {} }] } },
    },
    skill: { title: "Skill", was: "", contrast: "median", contrasts: { median: { title: "Median", changes: [{ traits: {} }] } } },
    prices: { title: "Prices", was: "", contrast: "flat", contrasts: { flat: { title: "Flat", changes: [{ set: {} }, { series: {} }] } } },
    ban: { title: "The ban", was: "", contrast: "none", contrasts: { none: { title: "None", changes: [{ rule: {} }, { set: {} }] } } },
    chance: { title: "Chance", was: "", contrast: "drawn", contrasts: { drawn: { title: "Drawn", changes: [{ happening: {} }] } } },
  },
  happenings: {
    death: { title: "The old man dies", month: "1922-06", effects: [{ dies: "old" }], hazard: {} },
    flood: { title: "A flood", month: "1922-07", effects: [{ discipline: {} }] },
  },
  readings: { account: { title: "An account", mechanism: "", control: false } },
  doubts: { loyal: "If nobody was loyal, nobody follows." },
  recorded_following: [
    { session: "second", contender: "ada", value: 0.9, low: 0.7, high: 1 },
    { session: "first", contender: "ada", value: 0.3, low: 0.1, high: 0.4 },
    { session: "nowhere", contender: "ada", value: 0.3 },
    { session: "first", contender: "ben", value: 0.1 },
  ],
};

export function interval(value: number | null, sampling: [number, number] | null, parameters?: [number, number], readings?: [number, number]): Interval {
  const known = [sampling, parameters, readings].filter((one): one is [number, number] => Boolean(one));
  return {
    value, sampling,
    low: known.length ? Math.min(...known.map(([low]) => low)) : null,
    high: known.length ? Math.max(...known.map(([, high]) => high)) : null,
    ...(parameters ? { parameters } : {}), ...(readings ? { readings } : {}),
  };
}

const made = { command: "selectorate …", histories: 500, seed: 1, doubt: ["sampling", "parameters"], parameters: "posterior" };

export function run(ada: number, ben: number): RunAnswer {
  const open = 1 - ada - ben;
  return {
    ...made,
    endings: { "sole:ada": ada, "sole:ben": ben, open },
    endings_interval: { "sole:ada": [ada / 2, ada], "sole:ben": [0, 0.01], open: [open, 1] },
    endings_parameters: { "sole:ada": [0, ada], "sole:ben": [0, 0], open: [0.1, open] },
    endings_readings: null,
    outcomes: { "majority:ada": ada },
    outcomes_interval: { "majority:ada": [ada / 2, ada] },
    sessions: [{ id: "first", month: "1922-10", seats: 9 }, { id: "second", month: "1923-10", seats: 9 }],
    committee_share: { ada: [0.4, 0.6], ben: [0.1, 0.1] },
    committee_range: { ada: [[0.1, 0.2, 0.4, 0.5, 0.6], [0.2, 0.4, 0.6, 0.7, 0.8]] },
  };
}

export const compared: CompareAnswer = {
  ...made,
  contrast: ["The powers of the chair: Held jointly."],
  baseline: run(0.6, 0),
  changed: run(0.02, 0.001),
  difference: {
    "sole:ada": interval(-0.58, [-0.65, -0.51], [-0.9, -0.28]),
    "sole:ben": interval(0.001, [0, 0.01], [0, 0]),
    open: interval(0.579, [0.5, 0.6], [0.3, 0.9]),
    "majority:ada": interval(-0.58, [-0.65, -0.51]),
  },
  flipped: interval(0.6, [0.5, 0.7], [0.3, 0.9]),
  pairs: { first: 0, middle: 7, last: 9 },
};

export const explained: ExplainAnswer = {
  ...made,
  question: "How far?", answer: "In this model, 'Leads alone: Ada Moreau' holds in 57 of 100. With 'The chair' replaced it holds in 0 of 100.",
  outcome: "sole:ada", factor: "chair", contrast: "joint",
  probability: interval(0.57, [0.43, 0.7], [0.25, 0.88]), probability_without: interval(0, [0, 0.06]),
  necessity: { ...interval(1, [0.9, 1]), bound_low: 0.9, bound_high: 1, placebo: { reseeded: 0.25 } },
  sufficiency: { ...interval(null, null), bound_low: 0, bound_high: 1, why: "nothing of the kind" },
  shapley: { chair: interval(0.5, [0.43, 0.56]), skill: interval(-0.06, [-0.08, -0.04]), ban: interval(0.1, [0, 0.2]) },
  interactions: [{ factors: ["chair", "skill"], ...interval(0.01, [0, 0.02]) }, { factors: ["chair", "ban"], ...interval(-0.26, [-0.3, -0.2]) }],
  matrix: { ada: { "sole:ada": 0.57, "sole:ben": 0, open: 0.43 }, ben: { "sole:ada": 0.001, "sole:ben": 0.3, open: 0.699 } },
  worlds: 12,
};

const point = (month: string, value: number): { month: string; value: number; low: number; high: number } => ({ month, value, low: value - 0.01, high: value + 0.01 });

export const when: WhenAnswer = {
  command: "selectorate when small", answer: "", outcome: "sole:ada",
  curve: [point("1922-04", 0.2), point("1922-05", 0.2), point("1922-06", 0.95)],
  hindsight: [point("1922-04", 0.6), point("1922-05", 0.6), point("1922-06", 0.96)],
  point_of_no_return: { month: "1922-06", low: "1922-06", high: null },
  turning_points: [{ month: "1922-06", by: 0.75, facts: ["fact"], events: ["event"], change: null }],
  histories: 800, seed: 1,
};
