import { describe, expect, it } from "vitest";
import { dotsOf, headOf, lastSat, partsOf, ringSaid, underneath } from "../src/lib/bodies";
import { aboutHim, followed, ties } from "../src/lib/following";
import { headline } from "../src/lib/headline";
import { marks, titled } from "../src/lib/months";
import { endingSaid, listed, shortName, within } from "../src/lib/naming";
import { findable, notices, odd, tries } from "../src/lib/notice";
import { seatsFrom, shareFrom, termsFrom } from "../src/lib/origins";
import { Pace } from "../src/lib/pace";
import { apartSaid, differing, parted } from "../src/lib/parting";
import { advanced, stands } from "../src/lib/playing";
import { compared, firstApart, inRun, onRecord } from "../src/lib/seated";
import { eventSaid, lines, shortened, upTo } from "../src/lib/telling";
import { counted, marginSaid, terms } from "../src/lib/terms";
import { axisOf, axisSaid, spaced } from "../src/lib/views";
import { read } from "../src/lib/url";
import { event, history, month, VIEW } from "./society";

const RUN = history();

describe("names in sentences", () => {
  it("have their article, and begin small where they are written as a sentence", () => {
    expect([within("Provincial party committees"), within("Central Committee"), within("The chair's office"), within("Board")]).toEqual([
      "the provincial party committees", "the Central Committee", "the chair's office", "the Board",
    ]);
    expect(listed(["a"])).toBe("a");
    expect(listed(["a", "b", "c"])).toBe("a, b and c");
    expect([shortName(VIEW, "s"), shortName(VIEW, ""), shortName(VIEW, "k")]).toEqual(["Stone", "nobody", "Kerr"]);
    expect(endingSaid(VIEW, "sole:s")).toBe("Leads alone (Sam Stone)");
    expect(endingSaid(VIEW, "nothing")).toBe("nothing");
    expect(shortened(VIEW, "Sam Stone moves against Tess Trent, and Kit Kerr looks on")).toBe("Stone moves against Trent, and Kerr looks on");
  });
});

describe("bodies", () => {
  it("are told by whoever owns, sits in or heads them", () => {
    expect(headOf(VIEW, RUN.months[0]!, "office")).toBe("s");
    expect(lastSat(VIEW, 0)).toBeNull();
    expect(lastSat(VIEW, 2)).toBe(1);
    const share = (place: number, id: string): number[] => partsOf(VIEW, RUN.months, place, id, ["s", "t"]).map((part) => part.share);
    expect(share(0, "base")).toEqual([0.25, 0.25, 0.5]);
    expect(share(0, "congress")).toEqual([0, 0, 1]);
    expect(share(2, "congress")).toEqual([0.5, 0.25, 0.25]);
    expect(share(0, "committee")).toEqual([0.25, 0.25, 0.5]);
    expect(share(0, "office")).toEqual([1, 0, 0]);
    expect(underneath(VIEW, RUN.months, 0, "committee")).toBe("8 full seats");
    expect([0, 1, 2].map((place) => underneath(VIEW, RUN.months, place, "congress"))).toEqual(["has not sat yet", "sits now", "last sat February 2001"]);
    expect(underneath(VIEW, RUN.months, 0, "office")).toBe("Sam Stone");
    expect(dotsOf(VIEW, RUN.months, 0, "congress", ["s", "t"])).toEqual({});
    expect(dotsOf(VIEW, RUN.months, 0, "base", ["s", "t"])).toEqual({ s: 15, t: 15, "": 30 });
    expect(ringSaid(VIEW, RUN.months, 0, ["base"], ["s", "t"])).toBe("Heads of branches: Sam Stone 25 %, Tess Trent 25 %, nobody 50 %");
  });
});

describe("headlines", () => {
  it("say what an election makes of a share", () => {
    expect(headline(VIEW, RUN, 1)).toBe("The First Meeting turns Stone’s 25 % of the heads of branches into 50 % of the Board.");
  });
  it("say what weighs most, or how things stand", () => {
    expect(headline(VIEW, RUN, 2)).toBe("Trent: censured.");
    expect(headline(VIEW, RUN, 0)).toBe("25 % of the heads of branches and 25 % of the Board follow Stone.");
    expect(headline(VIEW, RUN, 99)).toBe("");
  });
  it("are about whoever is followed", () => {
    expect(headline(VIEW, RUN, 2, "t")).toBe("Trent: censured.");
    expect(aboutHim(VIEW, RUN, 3, "t")).toBe("Stone leads the campaign against Trent, whom 2 of 8 seats of the Board follow.");
    expect(headline(VIEW, RUN, 0, "t")).toBe("25 % of the heads of branches and 2 of 8 seats of the Board follow Trent.");
    expect(headline(VIEW, RUN, 0, "unknown")).toBe(headline(VIEW, RUN, 0));
  });
});

describe("one contender", () => {
  it("is told with offices, friends and enemies", () => {
    const one = followed(VIEW, RUN, 3, "t")!;
    expect([one.offices, one.committee, one.of, one.attackedBy, one.leaners]).toEqual([[], 2, 8, "s", []]);
    expect(one.fallen.map((found) => found.text)).toEqual(["Tess Trent: censured"]);
    expect(ties(VIEW, one)).toEqual(["Leans on nobody.", "Sam Stone leads a campaign against Tess Trent."]);
    expect(followed(VIEW, RUN, 0, "s")?.offices).toEqual(["Chair"]);
    expect(followed(VIEW, RUN, 0, "nobody")).toBeNull();
    expect(followed(VIEW, RUN, 99, "s")).toBeNull();
  });
});

describe("what happened", () => {
  it("is told from the last month back, elections with it, and a rung by the vote that brought it", () => {
    const told = lines(VIEW, RUN, null);
    expect(told.map((line) => [line.month, line.side, line.text])).toEqual([
      ["2001-03", "run", "Stone moves against Trent: censured: 3 to 2, carried"],
      ["2001-03", "record", "Trent is censured"],
      ["2001-02", "run", "First Meeting: of 8 full seats of the Board 4 follow Stone, 2 follow Trent"],
    ]);
    expect(upTo(told, "2001-02").map((line) => line.month)).toEqual(["2001-02"]);
    expect(upTo(told, "2000-01")).toEqual([]);
    expect(lines(VIEW, RUN, null, { small: true }).some((line) => line.event?.kind === "allied")).toBe(true);
  });
  it("is told of one contender alone", () => {
    expect(lines(VIEW, RUN, null, { follow: "s" }).map((line) => line.side)).toEqual(["run", "run"]);
    expect(lines(VIEW, RUN, null, { follow: "t" }).map((line) => line.side)).toEqual(["run", "record"]);
  });
  it("is told once of both twins where it is the same", () => {
    const twin = history({ events: RUN.events.slice(0, 1) });
    expect(lines(VIEW, RUN, twin).map((line) => line.side)).toEqual(["run", "record", "both"]);
  });
  it("leaves out the reasons, but no words that are no reasons", () => {
    expect(eventSaid(VIEW, event({ text: "Head of the North (old) branch (South)" }))).toBe("Head of the North (old) branch (South)");
    expect(eventSaid(VIEW, event({ text: "A vote: 3 to 2 (fear +1)", terms: { fear: 1 } }))).toBe("A vote: 3 to 2");
  });
});

describe("why a vote fell so", () => {
  it("is its terms, the largest first, and they are its margin", () => {
    const vote = event({ kind: "voted", votes_for: 3, votes_against: 2, terms: { fear: 2.5, luck: -1.5, tie: 0, reluctance: 0.04 } });
    expect(terms(vote).map((one) => [one.words, one.said])).toEqual([["fear of those who appoint", "+2.5"], ["luck", "−1.5"]]);
    expect(marginSaid(vote)).toBe("+1.0");
    expect([counted(vote), counted(event({ terms: { threat: 1 } }))]).toEqual([true, false]);
    expect(terms(event({ terms: { threat: 1.234, something_new: -2 } })).map((one) => [one.words, one.said])).toEqual([["something new", "−2.00"], ["his power", "+1.23"]]);
    expect(terms(event({ votes_for: 200, votes_against: 3, terms: { reluctance: 12.3 } }))[0]?.words).toBe("a seat that is up anyway");
    expect(termsFrom(RUN, vote).definition).toContain("3 to 2");
  });
});

describe("twins", () => {
  it("part by the first event that differs, or by seats and offices before", () => {
    expect(parted(RUN, RUN)).toBeNull();
    const silent = history({ events: RUN.events.slice(0, 1) });
    expect(parted(RUN, silent)).toMatchObject({ place: 2, month: "2001-03", changed: null, counted: null });
    expect(parted(RUN, silent)?.was?.kind).toBe("voted");
    const months = RUN.months.map((one, place) => (place >= 1 ? { ...one, holders: { chair: "t" } } : one));
    const other = history({ months });
    expect(parted(RUN, other)).toMatchObject({ place: 1, month: "2001-02", was: null, changed: null, counted: 1 });
    expect(differing(VIEW, RUN.months[1]!, other.months[1]!)).toEqual([{ what: "Chair", was: "Sam Stone", changed: "Tess Trent" }]);
    const parting = parted(RUN, other);
    expect([0, 1, 2].map((place) => apartSaid(VIEW, RUN, other, parting, place))).toEqual([
      "Until February 2001 both worlds run the same.", "In this month they part.", "They parted in February 2001: one office or following now differs.",
    ]);
    expect(apartSaid(VIEW, RUN, silent, parted(RUN, silent), 3)).toBe("They parted in March 2001, but no office and no seat differs this month.");
    expect(apartSaid(VIEW, RUN, RUN, null, 0)).toBe("The change makes nothing of this history different.");
  });
  it("do not part by reasons", () => {
    const other = history({ events: RUN.events.map((one) => ({ ...one, terms: { luck: 9 }, text: "otherwise" })) });
    expect(parted(RUN, other)).toBeNull();
  });
  it("differ in seats", () => {
    const one = month("2001-01", { committee: { s: 2, t: 2, "": 4 } });
    const other = month("2001-01", { committee: { s: 3, t: 2, "": 3 } });
    expect(differing(VIEW, one, other)).toEqual([{ what: "Board: seats that follow Sam Stone", was: "2", changed: "3" }]);
  });
});

describe("who sits", () => {
  const view = { ...VIEW, header: { ...VIEW.header, roles: { ...VIEW.header.roles, presidium: "few" } } };
  const told = history({ record_seated: [["t"], null, ["s", "t"], ["s"]], record_others: [["Old Hand"], null, [], []] });

  it("in the run: contenders first, then others by whom they follow", () => {
    expect(inRun(view, month("2001-01", { presidium: { s: 2, t: 0, "": 1 }, seated: ["s"] }), ["s", "t"]).map((seat) => [seat.who, seat.follows])).toEqual([
      ["s", "s"], [null, "s"], [null, ""],
    ]);
  });
  it("on record: contenders and names, and nothing where nothing is known", () => {
    expect(onRecord(view, told, 0, ["s", "t"])?.map((seat) => seat.name)).toEqual(["Tess Trent", "Old Hand"]);
    expect(onRecord(view, told, 1, ["s", "t"])).toBeNull();
    expect(onRecord(view, RUN, 0, ["s", "t"])).toBeNull();
  });
  it("is compared in words", () => {
    const [run, record] = [inRun(view, told.months[0]!, ["s", "t"]), onRecord(view, told, 0, ["s", "t"])!];
    expect(compared(view, run, record)).toBe("In the run only: Sam Stone.");
    expect(compared(view, record, run)).toBe("On record only: Sam Stone.");
    expect(compared(view, record, record)).toBe("The same contenders sit in the run and on record.");
    expect(firstApart(told)).toBe(0);
    expect(firstApart(RUN)).toBeNull();
  });
});

describe("time", () => {
  it("goes by, does not leap after a sleep, and ends", () => {
    expect(advanced(1, 0.1, 8, 10)).toEqual({ at: 1.8, ended: false });
    expect(advanced(1, 60, 8, 100).at).toBe(3);
    expect(advanced(9.9, 0.1, 8, 10)).toEqual({ at: 10, ended: true });
    expect(stands(3.25, 10)).toEqual({ place: 3, way: 0.25 });
    expect(stands(10, 10)).toEqual({ place: 10, way: 0 });
    expect(stands(0, -1)).toEqual({ place: 0, way: 0 });
  });
  it("is written down no more often than a browser takes", () => {
    const pace = new Pace(2, 1000);
    expect([0, 10, 20, 1001].map((now) => pace.may(now))).toEqual([true, true, false, true]);
  });
  it("is marked where somebody falls, and where bodies sit as far as their names have room", () => {
    expect(marks(VIEW.months, RUN)).toEqual([{ place: 2, run: true, record: true }]);
    const sessions = [{ month: "2001-01", title: "First Meeting" }, { month: "2001-02", title: "Second" }, { month: "2001-04", title: "Third" }, { month: "1999-01" }];
    expect(titled(sessions, VIEW.months, 20).map((one) => one.title)).toEqual(["First", "", "Third"]);
  });
});

describe("views", () => {
  it("stand apart within their line", () => {
    const found = spaced([{ who: "a", x: 95 }, { who: "b", x: 96 }, { who: "c", x: 10 }], 20, 5, 100);
    expect(found).toEqual({ c: 10, a: 80, b: 100 });
  });
  it("are of the question asked for, or of what the economy turns on", () => {
    const view = { ...VIEW, axes: { one: {}, two_vs_three: {} }, economy: { bread: { title: "Bread", axis: "two_vs_three", series: "x" } } };
    expect([axisOf(view, "one"), axisOf(view, "none"), axisOf(VIEW, null)]).toEqual(["one", "two_vs_three", null]);
    expect(axisSaid(view, "two_vs_three")).toBe("Two or three");
  });
});

describe("things to notice and to try", () => {
  it("are found in the history's own numbers", () => {
    expect(notices(VIEW, RUN).map((one) => one.place)).toEqual([1, 2]);
    expect(notices(VIEW, RUN)[0]?.text).toContain("from 25 % to 50 %");
    expect(tries(VIEW, RUN, ["s", "t"]).map((one) => one.change)).toEqual([
      { follow: "t", month: "2001-01" }, { find: "open", number: -1, month: null }, { without: ["power"], twin: true, number: 4, find: null },
    ]);
  });
  it("and what an address asks in vain is said, with a way to drop it", () => {
    expect(odd(VIEW, read("/replay", "month=2001-02&body=base"))).toEqual([]);
    const found = odd(VIEW, read("/replay", "month=1945-01&body=x&axis=y&find=z"));
    expect(found.map((one) => one.change)).toEqual([{ month: null }, { find: null }, { body: null }, { axis: null }]);
    expect(found[0]?.said).toContain("January 2001 to April 2001");
    expect([findable(VIEW, "typical"), findable(VIEW, "open"), findable(VIEW, "z")]).toEqual([true, true, false]);
  });
});

describe("where numbers come from", () => {
  it("is said of one history", () => {
    const seats = seatsFrom(VIEW, RUN, "2001-02", "committee", "s", "4");
    expect(seats.definition).toContain("at the end of February 2001, in history 4 of seed 7");
    expect([seats.command, seats.seed, seats.value]).toEqual([RUN.command, 7, "4"]);
    expect(shareFrom(VIEW, RUN, "2001-02", "base", "", "50 %").title).toBe("Share of the heads of branches bound to nobody");
    expect(shareFrom(VIEW, RUN, "2001-02", "committee", "s", "4")).toEqual(seats);
  });
});
