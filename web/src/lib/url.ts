/** All state of the page is in its address: what is read from it, and what is written to it. */

export type PageName = "replay" | "what-if" | "how-far" | "readings" | "evidence" | "limits";

/** So many of 100; "none" where somebody wanted to see the answer at once. */
export type Guess = number | "none" | null;

export type State = {
  page: PageName;
  scenario: string | null;
  month: string | null;
  number: number;
  seed: number;
  find: string | null;
  follow: string | null;
  without: string[];
  does: string[];
  claims: string[];
  reading: string | null;
  from: string | null;
  outcome: string | null;
  factor: string | null;
  /** Histories in each world, null for as many as the page asks by itself. */
  histories: number | null;
  /** What was asked in What if, and in How far: in an address each page calls its own `job`, and that of the other `other-job`. */
  job: string | null;
  explain: string | null;
  /** What Evidence shows one of: `kind:id`, or the bare id of a claim. */
  claim: string | null;
  /** What Evidence lists, and what of it. */
  kind: string | null;
  search: string | null;
  standing: string | null;
  sort: string | null;
  source: string | null;
  /** Step of the tour, none where it is not taken. */
  tour: number | null;
  twin: boolean;
  /** What Replay shows: whose shares by month, on which axis views stand, and the ring or its table. */
  body: string | null;
  axis: string | null;
  table: boolean;
  /** What was guessed before the first answer of What if, and of How far: named in an address as jobs are. */
  guess: Guess;
  fall: Guess;
};

export const PAGES: { name: PageName; title: string }[] = [
  { name: "replay", title: "Replay" },
  { name: "what-if", title: "What if" },
  { name: "how-far", title: "How far" },
  { name: "readings", title: "Readings" },
  { name: "evidence", title: "Evidence" },
  { name: "limits", title: "Limits" },
];

/** Steps of the tour. */
export const STEPS = 5;

const NAMES = new Set<string>(PAGES.map((page) => page.name));
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

function whole(text: string | null, otherwise: number, most: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Math.min(Number(text), most) : otherwise;
}

function month(text: string | null): string | null {
  return text !== null && MONTH.test(text) ? text : null;
}

function guessed(text: string | null): Guess {
  if (text === "none") return text;
  return text !== null && /^(\d{1,2}|100)$/.test(text) ? Number(text) : null;
}

function step(text: string | null): number | null {
  return text !== null && /^[1-9]$/.test(text) && Number(text) <= STEPS ? Number(text) : null;
}

/** What an address asks for; whatever cannot be read is as if it were not there. */
export function read(path: string, search: string): State {
  const name = path.replace(/^\/+|\/+$/g, "");
  const words = new URLSearchParams(search);
  const far = name === "how-far";
  const many = (key: string): string[] => words.getAll(key).filter((word) => word.length > 0 && word.length <= 300);
  const histories = whole(words.get("histories"), 0, most(far));
  return {
    page: (NAMES.has(name) ? name : "replay") as PageName,
    scenario: words.get("scenario"),
    month: month(words.get("month")),
    number: whole(words.get("history"), -1, 99_999_999),
    seed: whole(words.get("seed"), 1, 999_999_999),
    find: words.get("find"),
    follow: words.get("follow"),
    without: many("without"),
    does: many("do"),
    claims: many("claim"),
    reading: words.get("reading"),
    from: month(words.get("from")),
    outcome: words.get("outcome"),
    factor: words.get("factor"),
    histories: histories >= LEAST ? histories : null,
    job: words.get(far ? "other-job" : "job") || null,
    explain: words.get(far ? "job" : "other-job") || null,
    claim: words.get("show"),
    kind: words.get("kind"),
    search: words.get("search"),
    standing: words.get("standing"),
    sort: words.get("sort"),
    source: words.get("source"),
    tour: step(words.get("tour")),
    twin: words.get("twin") === "1",
    body: words.get("body"),
    axis: words.get("axis"),
    table: words.get("table") === "1",
    guess: guessed(words.get(far ? "other-guess" : "guess")),
    fall: guessed(words.get(far ? "guess" : "other-guess")),
  };
}

/** Fewer histories have no intervals. */
const LEAST = 100;

/** Histories that can be asked for at most in each world: an explanation has many worlds. */
export const most = (far: boolean): number => (far ? 1000 : 20_000);

/** The address of a state: `read` gives the same state back. */
export function write(state: State): string {
  const words = new URLSearchParams();
  const put = (key: string, value: string | number | null): void => {
    if (value !== null && value !== "") words.append(key, String(value));
  };
  put("scenario", state.scenario);
  put("month", state.month);
  if (state.number >= 0) put("history", state.number);
  if (state.seed !== 1) put("seed", state.seed);
  put("find", state.find);
  put("follow", state.follow);
  for (const word of state.without) put("without", word);
  for (const word of state.does) put("do", word);
  for (const word of state.claims) put("claim", word);
  put("reading", state.reading);
  put("from", state.from);
  put("outcome", state.outcome);
  put("factor", state.factor);
  const far = state.page === "how-far";
  if (state.histories !== null) put("histories", Math.min(state.histories, most(far)));
  put("job", far ? state.explain : state.job);
  put("other-job", far ? state.job : state.explain);
  if (state.page === "evidence") {
    put("show", state.claim);
    put("kind", state.kind);
    put("search", state.search);
    put("standing", state.standing);
    put("sort", state.sort);
    put("source", state.source);
  }
  put("tour", state.tour);
  if (state.twin) put("twin", 1);
  if (state.page === "replay") {
    put("body", state.body);
    put("axis", state.axis);
    if (state.table) put("table", 1);
  }
  put("guess", far ? state.fall : state.guess);
  put("other-guess", far ? state.guess : state.fall);
  const search = words.toString();
  return `/${state.page}${search ? `?${search}` : ""}`;
}

/** The page that an address names and that there is not, null where there is. */
export function lost(path: string): string | null {
  const name = path.replace(/^\/+|\/+$/g, "");
  return name === "" || NAMES.has(name) ? null : name;
}

const AS_ALWAYS = new Set(["seed=1"]);

/** Words of an address that `read` could make nothing of, or read as something else. */
export function unread(path: string, search: string): string[] {
  const kept = new URLSearchParams(write(read(path, search)).split("?")[1] ?? "");
  const same = (key: string, value: string): boolean => kept.getAll(key).includes(value) || AS_ALWAYS.has(`${key}=${value}`);
  return [...new URLSearchParams(search)].filter(([key, value]) => value !== "" && !same(key, value)).map((pair) => pair.join("="));
}

/** A page of a scenario as it is first shown. */
export function fresh(page: PageName, scenario: string | null): State {
  return { ...read(page, ""), scenario };
}
