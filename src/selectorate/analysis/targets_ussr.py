"""How each target of ``ussr-1922`` is read from a history. Names stand here until targets can be read from files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from selectorate.analysis.alone import ending
from selectorate.analysis.told import AGAINST, COMMITTEE, PARTNER, PRESIDIUM, Told, Value, runs, smoothed
from selectorate.ensemble import Event
from selectorate.simulation.layout_calendar import monthly

HE, OFFICE = "stalin", "general_secretary"
LEFT, RIGHT = ("trotsky", "zinoviev", "kamenev"), ("bukharin", "rykov", "tomsky")
GROUPS = {
    "trotsky": "Trotsky",
    **dict.fromkeys(LEFT[1:], "Zinoviev+Kamenev"),
    **dict.fromkeys(RIGHT, "Bukharin+Rykov+Tomsky"),
}
OWN, NOBODY = "own clients", ""
SEATS_READ = ("1924-06", "1926-01", "1926-10", "1927-12", "1929-11", "1930-07")
COERCION = "1928-01"


def leader(told: Told) -> Value:
    """Who leads alone at the month of reading."""
    subject = ending(told.history).subject
    return told.surname(subject) if subject else None


def elimination(told: Told) -> Value:
    """The others in the order in which they lost a full seat of the presidium."""
    months: dict[int, list[str]] = {}
    for who in (*LEFT, *RIGHT):
        month = told.off(who)
        if month is not None:
            months.setdefault(month, []).append(told.surname(who))
    return ["+".join(sorted(months[month])) for month in sorted(months)]


def left_first(told: Told) -> Value:
    """Whether all of the left were out before the first of the right."""
    left, right = ([told.off(who) for who in side] for side in (LEFT, RIGHT))
    gone = [month for month in left if month is not None]
    return len(gone) == len(left) and max(gone) < min((month for month in right if month is not None), default=10**6)


def coalition(told: Told) -> list[str]:
    """With whom he shares his coalition, by month to that of reading, short episodes smoothed away.

    A partner is his until he has more than half of the presidium and one of them is against the other.
    """
    shares, sides, he = told.shares(PRESIDIUM, HE), told.months.sides[0], told.index(HE)
    found: list[str] = []
    for t in range(told.read + 1):
        partner = int(sides[t, he, PARTNER])
        before = found[-1] if found else NOBODY
        if partner >= 0:
            found.append(GROUPS[told.names.contenders[partner]])
        elif shares[t] <= 0.5:
            found.append(NOBODY)
        else:
            fellows = [told.index(who) for who, group in GROUPS.items() if group == before]
            at_odds = any(sides[t, i, AGAINST] >> he & 1 or sides[t, he, AGAINST] >> i & 1 for i in fellows)
            found.append(before if fellows and not at_odds else OWN)
    return smoothed(found)


def alliances(told: Told) -> list[str]:
    """With whom he shares it, one after another."""
    named = [group for group in coalition(told) if group != NOBODY]
    return [group for group, _ in runs(named)]


def duumvirate(told: Told) -> Value:
    """The longest time with the right, in months."""
    return max((length for group, length in runs(coalition(told)) if group == GROUPS["bukharin"]), default=None)


def plenum_share(told: Told) -> Value:
    """Share against Trotsky in that joint plenum, of those that voted on him, that lies nearest to October 1923."""
    joint = {told.document.scenario.roles.committee, told.document.scenario.roles.control}
    votes = [event for event in told.of("voted") if event.whom == "trotsky" and told.bodies(event) == joint]
    near = min(votes, key=lambda event: abs(told.month(event.month) - told.month("1923-10")), default=None)
    return near.votes_for / (near.votes_for + near.votes_against) if near else None


def minority(told: Told, body: str, month: str) -> tuple[int, int]:
    """Votes of the smaller side, and of both, where a body was divided most in a month."""
    divided = [
        (min(e.votes_for, e.votes_against), e.votes_for + e.votes_against)
        for e in told.of("divided", month=month, where=body)
    ]
    return max(divided, default=(0, 0))


def delegates_against(month: str) -> Callable[[Told], Value]:
    """Delegates of the smaller side at a congress; none where nothing divided it."""
    return lambda told: minority(told, told.document.scenario.roles.congress, month)[0]


def discussion_share(told: Told) -> Value:
    """Share of the smaller side among members who voted in November 1927."""
    fewer, every = minority(told, told.document.scenario.roles.base, "1927-11")
    return fewer / every if every else None


def majority_share(told: Told) -> Value:
    """Share of the larger side at the XIV Congress."""
    fewer, every = minority(told, told.document.scenario.roles.congress, "1925-12")
    return 1.0 - fewer / every if every else None


def failed_lag(told: Told) -> Value:
    """Months from the first failure of a motion that would take a committee seat or membership to its success."""
    failed: dict[tuple[str | None, str | None], Event] = {}
    for event in told.of("voted"):
        if event.where in ("off_committee", "expelled"):
            before = failed.setdefault((event.whom, event.where), event)
            if event.carried and not before.carried:
                return told.month(event.month) - told.month(before.month)
    return None


def followings(told: Told) -> Value:
    """Share of the committee that follows the General Secretary after each congress; the first met before his time."""
    found: list[float | None] = [None]
    for t in (0, *(month for month, _ in told.congresses)):
        name = told.scenario.month_name(t)
        holder = told.holder(OFFICE, name)
        found.append(told.share(COMMITTEE, holder, name) if holder in told.names.contenders else 0.0)
    return found


def organised_lag(told: Told) -> Value:
    """Months from the widest scissors, before 1925, to Trotsky's first fight in the open."""
    widest = int(np.argmin(told.economy("scissors")[: told.month("1925-01")]))
    fights = (told.month(event.month) for event in told.of("fought") if event.who == "trotsky")
    return next((month - widest for month in fights), None)


def after_coercion(told: Told) -> Value:
    """Months from the start of coercion to the loss of Bukharin's seat."""
    month = told.off("bukharin")
    return None if month is None else month - told.month(COERCION)


def survivors(told: Told) -> Value:
    """Contenders with a full seat of the presidium in June 1924 who kept it to July 1930."""
    seated = told.months.seated[0, told.month("1924-06") : told.month("1930-07") + 1]
    return int((seated == 1).all(axis=0).sum())


def near_median(told: Told) -> Value:
    """Whether he kept near the line in force on the NEP to 1927, and was near it in the end."""
    away = told.from_line(HE, "nep_industry")
    return bool((away[: told.month("1928-01")] <= 0.3).all() and away[-1] <= 0.3)


def expelled(told: Told) -> Value:
    """Active followers expelled in the month of the XV Congress."""
    return sum(event.number for event in told.of("dismissed", month="1927-12") if event.where is None)


def sizes(told: Told) -> Value:
    """Full seats of the committee after each congress, the first before the scenario begins."""
    full = told.world.full[int(told.world.rules.committee)]
    return [None, *(int(full[month]) for month in (0, *(month for month, _ in told.congresses)))]


def members(told: Told) -> list[float]:
    """Members on 1 January 1922 to 1930, in thousands."""
    membership = told.document.scenario.membership
    months = np.array([told.month(f"{year}-01") for year in range(1922, 1931)])
    return (
        [float(n) / 1000 for n in monthly(told.document.series[membership.total], told.scenario, months)]
        if membership
        else []
    )


def intervals(told: Told) -> Value:
    """Months from each congress to the next, the first from the scenario's beginning."""
    months = [0, *(month for month, _ in told.congresses)]
    return [int(step) for step in np.diff(months)]


def shortfall(told: Told) -> Value:
    """By how much the grain of the second half of 1927 falls below a year earlier."""
    series = told.document.series["grain_beside_year_before"]
    return 1.0 - float(monthly(series, told.scenario, np.array([told.month("1927-12")]))[0])


STATISTICS: Mapping[str, Callable[[Told], Value]] = {
    "winner": leader,
    "elimination_order": elimination,
    "left_before_right": left_first,
    "date_trotsky_war": lambda told: told.lost("war_commissar"),
    "date_zinoviev_pb": lambda told: told.off("zinoviev"),
    "date_trotsky_pb": lambda told: told.off("trotsky"),
    "date_bukharin_pb": lambda told: told.off("bukharin"),
    "alliance_sequence": alliances,
    "partner_switches": lambda told: max(0, len(alliances(told)) - 1),
    "duumvirate_duration": duumvirate,
    "oct1923_plenum_share": plenum_share,
    "xiii_congress_opposition": delegates_against("1924-05"),
    "xiv_vote_share": majority_share,
    "xv_discussion_share": discussion_share,
    "xv_opposition_delegates": delegates_against("1927-12"),
    "aug1927_lag": failed_lag,
    "pb_client_share": lambda told: [told.share(PRESIDIUM, HE, month) for month in SEATS_READ],
    "cc_gs_faction_by_congress": followings,
    "cc_trotskyists_1923": lambda told: told.share(COMMITTEE, "trotsky", "1923-04"),
    "secretary_turnover_1923_24": lambda told: told.moved("1924-05"),
    "secretaries_appointed_1923": lambda told: told.appointed("1923-12"),
    "cc_size": sizes,
    "delegates": lambda told: [None, None, *(delegates for _, delegates in told.congresses)],
    "congress_intervals": intervals,
    "membership_path": members,
    "enrolment_jump": lambda told: members(told)[3] / members(told)[2] - 1.0,
    "worker_share_jump": lambda told: [told.workers("1923-12"), told.workers("1924-12")],
    "scissors_opposition_lag": organised_lag,
    "grain_shortfall": shortfall,
    "right_collapse_duration": after_coercion,
    "xv_expelled": expelled,
    "politburo_survivors": survivors,
    "no_leader_killed": lambda told: 0,
    "median_policy_position": near_median,
}
"""By id of the target, what is read from a told history. Nobody is killed in any: the model knows no such act."""
