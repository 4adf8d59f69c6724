/** What the studio's API gives, as far as the page reads it. */

export type Contender = { name: string; short: string; fate?: string };
export type Link = { from: string; to: string; kind: string; office: string | null };
export type Loop = { links: string[]; kinds: string[]; holders: Record<string, string> };
export type Body = { name: string; seats: Record<string, number> };
export type Office = { name: string; heads: string | null; holder: string | null };
export type Axis = { title?: string; low?: string; high?: string; name?: string };
export type Statement = { id: string; title: string; subject: string | null; definition?: string };
export type Factor = {
  title: string;
  was: string;
  because?: string;
  contrast: string;
  contrasts: Record<string, { title: string; changes?: Record<string, unknown>[] }>;
  claims?: string[];
};
export type Happening = {
  title: string;
  month: string | null;
  because?: string;
  hazard?: Record<string, unknown>;
  effects?: Record<string, unknown>[];
  claims?: string[];
};
/** What the record has of a following in the committee after a session. */
export type RecordedFollowing = {
  session: string;
  contender: string;
  value: number;
  low?: number | null;
  high?: number | null;
  confidence?: string;
  target?: string;
};
export type Roles = { base: string; congress: string; committee: string; presidium?: string | null };

export type View = {
  name: string;
  hash: string;
  header: {
    title: string;
    summary: string;
    start: string;
    end: string;
    read: string;
    outcome: string;
    factor: string | null;
    office: string;
    roles: Roles;
    mechanisms?: string[];
  };
  months: string[];
  contenders: Record<string, Contender>;
  bodies: Record<string, Body>;
  offices: Record<string, Office>;
  links: Link[];
  loops: Loop[];
  axes: Record<string, Axis>;
  economy?: Record<string, { title: string; axis: string; series: string }>;
  people?: Record<string, string>;
  sessions: { id: string; month: string; title?: string }[];
  endings: Statement[];
  outcomes: Statement[];
  factors: Record<string, Factor>;
  happenings: Record<string, Happening>;
  readings: Record<string, { title: string; mechanism: string; control: boolean }>;
  doubts: Record<string, string>;
  recorded_following?: RecordedFollowing[];
  /** Of each answer that may ship why it does not, null where it does. */
  ships: Record<Ships, string | null>;
};

/** Answers that may ship with a scenario. */
export type Ships = "readings" | "when" | "essays" | "explain" | "compare";

export type Counts = Record<string, number>;

export type MonthOf = {
  month: string;
  committee: Counts;
  presidium: Counts;
  line: Counts;
  opinion: Counts;
  economy: Counts;
  base: Counts;
  standing: Counts;
  views: Record<string, Counts>;
  seated: string[];
  campaigns: Record<string, string | null>;
  partner: Record<string, string | null>;
  holders: Record<string, string | null>;
};

export type Happened = {
  month: string;
  kind: string;
  who: string | null;
  whom: string | null;
  where: string | null;
  votes_for: number;
  votes_against: number;
  carried: boolean;
  text: string;
  terms: Counts;
};

export type OnRecord = { id: string; title: string; kind: string; date: string; people?: string[]; outcome: string | null };

export type History = {
  command: string;
  scenario: string;
  history: number;
  seed: number;
  ending: string;
  outcomes: string[];
  events: Happened[];
  months: MonthOf[];
  find?: string | null;
  searched?: number;
  parameters?: string;
  record: Record<string, { events: OnRecord[]; removals?: { contender: string; rung: string }[] }>;
  /** By month: contenders, and names of others, on record with a full seat of the presidium; null where it says nothing. */
  record_seated: (string[] | null)[];
  record_others: (string[] | null)[];
  record_economy: Counts[];
  months_from_record: number | null;
};

export type Interval = {
  value: number | null;
  low: number | null;
  high: number | null;
  sampling: [number, number] | null;
  parameters?: [number, number];
  readings?: [number, number];
  why?: string;
};
