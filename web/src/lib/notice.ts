/** Things to notice in a history, and things to try with it, found in its own numbers. */

import { committeeShare, leader } from "./headline";
import { spelled } from "./months";
import { bodyName, endingSaid, personName, shortName, within } from "./naming";
import { firstApart } from "./seated";
import { eventSaid } from "./telling";
import type { Happened, History, View } from "./types";
import type { State } from "./url";

export type Notice = { text: string; place: number };
export type Try = { text: string; change: Partial<State> };

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** The session that adds most to the share of whoever then holds the office asked about. */
function turned(view: View, history: History): Notice | null {
  const steps = view.sessions.flatMap((session) => {
    const place = view.months.indexOf(session.month);
    const [before, after] = [history.months[place - 1], history.months[place]];
    const who = after ? leader(view, after) : null;
    if (!before || !after || !who || !(who in view.contenders)) return [];
    return [{ session, place, who, from: committeeShare(before, who), to: committeeShare(after, who) }];
  });
  const most = steps.sort((a, b) => b.to - b.from - (a.to - a.from))[0];
  if (!most || most.to <= most.from) return null;
  const committee = within(bodyName(view, view.header.roles.committee));
  const text = `${most.session.title ?? "An election"}, ${spelled(most.session.month)}: the share of ${committee} that follows ${shortName(view, most.who)} goes from ${percent(most.from)} to ${percent(most.to)} in one election.`;
  return { text, place: most.place };
}

/** The vote that came nearest to falling the other way. */
function closest(view: View, history: History): Notice | null {
  const away = (event: Happened): number => Math.abs(event.votes_for - event.votes_against) / (event.votes_for + event.votes_against);
  const votes = history.events.filter((event) => event.kind === "voted" && event.votes_for + event.votes_against > 2);
  const found = [...votes].sort((a, b) => away(a) - away(b))[0];
  if (!found) return null;
  return { text: `The closest vote, ${spelled(found.month)}: ${eventSaid(view, found)}. Look at what decided it.`, place: view.months.indexOf(found.month) };
}

function apart(view: View, history: History): Notice | null {
  const place = firstApart(history);
  const presidium = view.header.roles.presidium;
  if (place === null || !presidium) return null;
  return {
    text: `In ${spelled(view.months[place] ?? "")} the contenders in ${within(bodyName(view, presidium))} are for the first time not those on record.`,
    place,
  };
}

/** The month in which most of the base is first bound to one contender. */
function owned(view: View, history: History): Notice | null {
  const half = (share: number): boolean => share > 0.5;
  const place = history.months.findIndex((month) => Object.values(month.base).some(half));
  const month = history.months[place];
  if (!month) return null;
  const who = Object.keys(month.base).find((one) => half(month.base[one] ?? 0)) ?? "";
  return { text: `By ${spelled(month.month)} more than half of ${within(bodyName(view, view.header.roles.base))} is bound to ${personName(view, who)}.`, place };
}

/** What is worth a look in a history. */
export function notices(view: View, history: History): Notice[] {
  return [owned(view, history), turned(view, history), closest(view, history), apart(view, history)].filter((one): one is Notice => one !== null && one.place >= 0);
}

/** What is worth trying. */
export function tries(view: View, history: History, order: string[]): Try[] {
  const found: Try[] = [];
  const first = history.months[0];
  const rival = order
    .filter((who) => first && who !== leader(view, first))
    .sort((a, b) => (first?.standing[b] ?? 0) - (first?.standing[a] ?? 0))[0];
  if (rival) found.push({ text: `Follow ${personName(view, rival)} from the first month on.`, change: { follow: rival, month: view.months[0] ?? null } });
  const other = view.endings.find((one) => one.id !== history.ending && !one.subject);
  if (other) found.push({ text: `Look for a history that ends otherwise: ${endingSaid(view, other.id)}.`, change: { find: other.id, number: -1, month: null } });
  const [factor, asked] = Object.entries(view.factors).find(([name]) => name === view.header.factor) ?? [];
  if (factor && asked) {
    const contrast = asked.contrasts[asked.contrast]?.title;
    found.push({
      text: `Put this history beside its twin in a world without “${asked.title}”${contrast ? `: ${contrast}` : ""}.`,
      change: { without: [factor], twin: true, number: history.history, find: null },
    });
  }
  return found;
}

/** Whether a history can be found by this. */
export function findable(view: View, what: string): boolean {
  return what === "typical" || what === "closest-to-record" || [...view.endings, ...view.outcomes].some((one) => one.id === what);
}

/** What an address asks of Replay that it cannot show, each with how to drop it. */
export function odd(view: View, state: State): { said: string; change: Partial<State> }[] {
  const found: { said: string; change: Partial<State> }[] = [];
  const span = `${spelled(view.header.start)} to ${spelled(view.header.end)}`;
  if (state.month && !view.months.includes(state.month))
    found.push({ said: `This scenario runs from ${span}: there is no ${spelled(state.month)} in it, and its first month is shown.`, change: { month: null } });
  if (state.find && state.number < 0 && !findable(view, state.find))
    found.push({ said: `This scenario has no ending or outcome called “${state.find}”, so its most typical history is shown.`, change: { find: null } });
  if (state.body && !(state.body in view.bodies)) found.push({ said: `This scenario has no body called “${state.body}”.`, change: { body: null } });
  if (state.axis && !(state.axis in view.axes)) found.push({ said: `This scenario has no question of policy called “${state.axis}”.`, change: { axis: null } });
  return found;
}
