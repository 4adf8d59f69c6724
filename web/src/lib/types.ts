/** What the studio's API gives, as far as the page reads it. */

export type Contender = { name: string; short: string };
export type Link = { from: string; to: string; kind: string; office: string | null };
export type Loop = { links: string[]; kinds: string[]; holders: Record<string, string> };
export type Body = { name: string; seats: Record<string, number> };
export type Office = { name: string; heads: string | null; holder: string | null };
export type Axis = { title?: string; low?: string; high?: string; name?: string };
export type Statement = { id: string; title: string; subject: string | null };
export type Factor = {
  title: string;
  was: string;
  because?: string;
  contrast: string;
  contrasts: Record<string, { title: string }>;
  claims?: string[];
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
  };
  months: string[];
  contenders: Record<string, Contender>;
  bodies: Record<string, Body>;
  offices: Record<string, Office>;
  links: Link[];
  loops: Loop[];
  axes: Record<string, Axis>;
  sessions: { id: string; month: string }[];
  endings: Statement[];
  outcomes: Statement[];
  factors: Record<string, Factor>;
  happenings: Record<string, { title: string; month: string | null }>;
  readings: Record<string, { title: string; mechanism: string; control: boolean }>;
  doubts: Record<string, string>;
};

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

export type OnRecord = { id: string; title: string; kind: string; date: string; outcome: string | null };

export type History = {
  command: string;
  scenario: string;
  history: number;
  seed: number;
  ending: string;
  outcomes: string[];
  events: Happened[];
  months: MonthOf[];
  record: Record<string, { events: OnRecord[]; [key: string]: unknown }>;
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
