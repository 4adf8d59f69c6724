/** What the page asks the studio for. */

import type { Evidence } from "./evidence";
import { reach } from "./reach.svelte";
import type { History, Ships, View } from "./types";
import type { State } from "./url";

/** Why a question has no answer, in words for whoever asked. */
export class Refused extends Error {}

const GONE = "The studio does not answer: is it still running?";

/** An answer, or what is wrong in the studio's own words. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await asked(path, signal ? { signal } : {}));
}

async function asked(path: string, how: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(path, how);
    reach.found();
    return answer;
  } catch (error: unknown) {
    if (how.signal?.aborted) throw error;
    reach.lost();
    throw new Refused(GONE);
  }
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.ok) {
    return answer.json().catch(() => {
      throw new Refused("What the studio answered was cut off: try it again.");
    }) as Promise<T>;
  }
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

/** What went wrong, in words that can be shown. */
export function said(error: unknown): string {
  return error instanceof Refused ? error.message : `The page went wrong: ${String(error)}`;
}

export type Shown = { name: string; title: string };

const scenario = (name: string): string => `/api/scenarios/${encodeURIComponent(name)}`;

export const scenarios = (): Promise<Shown[]> => get("/api/scenarios");
export const view = (name: string): Promise<View> => get(scenario(name));
/** An answer that ships with a scenario; where none does, its page says why without asking. */
export function shipped<T>(view: View, what: Ships, signal?: AbortSignal): Promise<T> {
  const missing = view.ships[what];
  if (missing) return Promise.reject(new Refused(missing));
  return get(`${scenario(view.name)}/${what === "explain" || what === "compare" ? "default" : "shipped"}/${what}`, signal);
}

const known = new Map<string, Promise<Evidence>>();

/** What a scenario rests on: asked for when it is first needed, and kept. */
export function evidence(name: string): Promise<Evidence> {
  const found = known.get(name) ?? get<Evidence>(`${scenario(name)}/evidence`);
  known.set(name, found);
  found.catch(() => known.delete(name));
  return found;
}

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
  get(`${scenario(name)}/history?${query}`, signal);

export type JobState = {
  id: string;
  state: "waiting" | "running" | "done" | "failed" | "stopped";
  progress: { done?: number; total?: number; seconds?: number };
  error: string | null;
  note?: string | null;
  answered: boolean;
  question?: Record<string, unknown>;
};

export async function ask(question: Record<string, unknown>): Promise<JobState> {
  const answer = await asked("/api/jobs", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(question),
  });
  return read<JobState>(answer);
}

export async function stop(id: string): Promise<JobState> {
  return read<JobState>(await asked(`/api/jobs/${id}`, { method: "DELETE" }));
}

/** Hear of a job until it has ended; the way to stop listening comes back. */
export function watch<T>(
  id: string,
  hear: { answer: (told: T) => void; state: (told: JobState) => void; lost?: (forGood: boolean) => void },
): () => void {
  const source = new EventSource(`/api/jobs/${id}/events`);
  source.addEventListener("answer", (event) => hear.answer(JSON.parse(event.data) as T));
  source.addEventListener("state", (event) => hear.state(JSON.parse(event.data) as JobState));
  source.addEventListener("end", () => source.close());
  source.addEventListener("error", () => hear.lost?.(source.readyState === EventSource.CLOSED));
  return () => source.close();
}
