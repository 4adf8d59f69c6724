/** All state of the page is in its address: what is read from it, and what is written to it. */

export type PageName = "replay" | "what-if" | "how-far" | "readings" | "evidence" | "limits";

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
  histories: number;
  job: string | null;
  claim: string | null;
};

export const PAGES: { name: PageName; title: string }[] = [
  { name: "replay", title: "Replay" },
  { name: "what-if", title: "What if" },
  { name: "how-far", title: "How far" },
  { name: "readings", title: "Readings" },
  { name: "evidence", title: "Evidence" },
  { name: "limits", title: "Limits" },
];

const NAMES = new Set<string>(PAGES.map((page) => page.name));
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

function whole(text: string | null, otherwise: number, most: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Math.min(Number(text), most) : otherwise;
}

function month(text: string | null): string | null {
  return text !== null && MONTH.test(text) ? text : null;
}

/** What an address asks for; whatever cannot be read is as if it were not there. */
export function read(path: string, search: string): State {
  const name = path.replace(/^\/+|\/+$/g, "");
  const words = new URLSearchParams(search);
  const many = (key: string): string[] => words.getAll(key).filter((word) => word.length > 0 && word.length <= 300);
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
    histories: Math.max(100, whole(words.get("histories"), 2000, 20_000)),
    job: words.get("job"),
    claim: words.get("show"),
  };
}

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
  if (state.histories !== 2000) put("histories", state.histories);
  put("job", state.job);
  put("show", state.claim);
  const search = words.toString();
  return `/${state.page}${search ? `?${search}` : ""}`;
}
