/** A small evidence document, and readings with an answer, for tests. */

import type { Evidence } from "../src/lib/evidence";
import type { Reading, ReadingsAnswer } from "../src/lib/readings";

export const told: Evidence = {
  claims: {
    debt: { statement: "Those appointed were loyal out of debt.", kind: "causal", status: "disputed", date: "2001/2003", people: ["Ada"], sources: [{ source: "book", locator: "chapter 2" }, { source: "page" }], conflicts: ["free"] },
    free: { statement: "Those appointed went their own way.", kind: "fact", status: "supported", date: "2007", people: [], sources: [{ source: "book" }], conflicts: [] },
    wrong: { statement: "There were ten.", kind: "fact", status: "mistaken_in_essay", date: "2002-05", people: [], sources: [], correction: "There were nine.", conflicts: [] },
  },
  sources: {
    book: { author: "A. Author", title: "A Book", year: "1999", kind: "book", consulted: false },
    page: { author: "unknown (web)", title: "a page", year: "undated", kind: "page", consulted: true },
  },
  parameters: {
    partisan: { unit: "share", value: 0.6, prior: { uniform: [0.1, 0.9] }, free: true, because: "Scholars disagree.", support: "guess" },
    slate: { unit: "1", value: 0.25, prior: { normal: [0.2, 0.1] }, free: false, because: "Invented.", support: "recalled" },
  },
  factors: { chair: { title: "The chair", was: "It appoints.", support: "essay", contrast: "none", contrasts: { none: { title: "Nobody appoints" } } } },
  events: { vote: { title: "A vote", kind: "plenum", date: "2006-11-30", until: "2006-12-02", people: [], confidence: "high" }, later: { title: "Later", kind: "removal", date: "2007-01-03", people: [], confidence: "low" } },
  targets: {},
  readings: {},
  happenings: {},
  meanings: { partisan: "newcomers who owe the appointer" },
  posterior: { partisan: [0.33512, 0.65, 0.88] },
  says: {
    claim: { debt: "Those appointed were loyal out of debt.", free: "Those appointed went their own way.", wrong: "There were ten." },
    source: { book: "A Book", page: "a page" },
    parameter: { partisan: "Scholars disagree.", slate: "Invented." },
    factor: { chair: "The chair" },
    event: { vote: "A vote", later: "Later" },
    ending: { sole: "One leads alone" },
  },
  rests: [
    ["factor", "chair", "parameter", "partisan"],
    ["factor", "chair", "claim", "debt"],
    ["parameter", "partisan", "claim", "debt"],
    ["claim", "debt", "source", "book"],
    ["claim", "debt", "source", "page"],
    ["claim", "free", "source", "book"],
    ["event", "vote", "event", "vote"],
  ],
} as unknown as Evidence;

function reading(id: string, log_evidence: number, change: Partial<Reading> = {}): Reading {
  return {
    id, title: `After ${id}`, control: false, group: id, log_evidence, error: 0.1, effective: 402.6, weight: 0.5, not_apart: [],
    kernels: { "0.5": { log_evidence: log_evidence - 9, error: 0.2 }, "2": { log_evidence: log_evidence + 5, error: 0.1 } },
    priors: { "0.5": { log_evidence: log_evidence + 1, error: 0.1 }, "2": { log_evidence: log_evidence - 1, error: 0.1 } },
    signatures: { [`${id}.sign`]: { median: 41.04, low: 33, high: null, agrees: 0.72 }, "other.sign": { median: 1, low: 1, high: 1, agrees: null } },
    ...change,
  };
}

export const weighing: ReadingsAnswer = {
  command: "selectorate readings small --again --seed 1",
  answer: "The record is most probable under X. What cannot be told apart from it: conquest, luck. So it is.",
  readings: [reading("conquest", -40.5), reading("carr", -38.25, { priors: {}, not_apart: ["conquest"] }), reading("luck", -44, { control: true, weight: null })],
  groups: [["carr", "conquest"]],
  confusion: { names: ["conquest", "carr", "luck"], named: [[0.7, 0.3, 0], [0.2, 0.796, 0.004], [0, 0, 1]] },
  facts: ["winner"],
  histories: 4000,
  seed: 1,
};
