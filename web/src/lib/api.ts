/** What the page asks the studio for. */

import type { History, View } from "./types";
import type { State } from "./url";

export class Refused extends Error {}

/** An answer, or what is wrong in the studio's own words. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await fetch(path, signal ? { signal } : {}));
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.ok) return (await answer.json()) as T;
  let said = `the studio answered ${answer.status}`;
  try {
    const told = (await answer.json()) as { detail?: unknown };
    if (typeof told.detail === "string") said = told.detail;
    else if (Array.isArray(told.detail)) said = told.detail.map((one: { msg?: string }) => one.msg ?? "").join("; ");
  } catch {
    // an answer that is no JSON says no more than its status
  }
  throw new Refused(said);
}

export type Shown = { name: string; title: string };

export const scenarios = (): Promise<Shown[]> => get("/api/scenarios");
export const view = (name: string): Promise<View> => get(`/api/scenarios/${encodeURIComponent(name)}`);

/** The query of one history. */
export function historyQuery(state: State, twin: boolean): string {
  const words = new URLSearchParams();
  if (state.number >= 0) words.append("number", String(state.number));
  else words.append("find", state.find ?? "typical");
  words.append("seed", String(state.seed));
  if (!twin) return words.toString();
  for (const word of state.without) words.append("without", word);
  for (const word of state.does) words.append("do", word);
  for (const word of state.claims) words.append("claims", word);
  if (state.reading) words.append("readings", state.reading);
  if (state.from) words.append("start", state.from);
  return words.toString();
}

export const history = (name: string, query: string, signal?: AbortSignal): Promise<History> =>
  get(`/api/scenarios/${encodeURIComponent(name)}/history?${query}`, signal);

export type JobState = {
  id: string;
  state: "waiting" | "running" | "done" | "failed" | "stopped";
  progress: { done?: number; total?: number; seconds?: number };
  error: string | null;
  answered: boolean;
};

export async function ask(question: Record<string, unknown>): Promise<JobState> {
  const answer = await fetch("/api/jobs", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(question),
  });
  return read<JobState>(answer);
}

export async function stop(id: string): Promise<JobState> {
  return read<JobState>(await fetch(`/api/jobs/${id}`, { method: "DELETE" }));
}

/** Hear of a job until it has ended; the way to stop listening comes back. */
export function watch<T>(id: string, hear: { answer: (told: T) => void; state: (told: JobState) => void }): () => void {
  const source = new EventSource(`/api/jobs/${id}/events`);
  source.addEventListener("answer", (event) => hear.answer(JSON.parse(event.data) as T));
  source.addEventListener("state", (event) => hear.state(JSON.parse(event.data) as JobState));
  source.addEventListener("end", () => source.close());
  return () => source.close();
}
