"""Shape: what fresh histories of `ussr-1922` with hand-set parameters look like as a whole, each feature within a bound.

What is proved, of histories under a seed that nothing else uses:

    leader   of those with one leader at the end of 1929 he is Stalin most often; of all histories he leads alone in
             .40 to .95, and the first General Secretary loses the office in .02 to .30
    order    where left and right have both left the Politburo, the left went first in at least .60
    dates    the median months in which Trotsky, Zinoviev and Bukharin leave it lie within 12 of the record
    pace     not everything comes at the first chance: of the first campaigns against each contender, of his censures, and
             of the first of all of either, no month has more than .35, and the middle 80 % lie at least 6 months apart
    office   twins of the same luck with ties to Stalin half as strong lose him the General Secretary's office more often,
             with ties twice as strong less often

How: bounds say what a reader of the record would call plausible, wider than any fit; they were set beforehand and are
no results. What histories with fitted parameters have is shown by `predictive`. A median counts "never" as later than the last month; a pace is asked only of what came in at least 1 % of
histories. Twins differ where one of them alone lost the office: the full proof asks for 3 standard errors, the quick one
for the sign.

How to read the picture: right is, in each panel, a hill that covers its dashed line (the record) and is no lone spike
that reaches the top; rows that move to the right from the left opposition to the right; next to nothing in Stalin's row
at the rungs; a long bar for Stalin alone, far above anybody else alone; and bars of the office that fall from left to
right. Wrong is a hill beside its line, a spike that reaches the top, another leader, or bars of the office in another
order.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selectorate import analysis, ensemble
from selectorate.analysis.removals import quantile, recorded
from selectorate.ensemble import Ensemble
from selectorate.ensemble.columns import Columns, reduced
from selectorate.questions import Change, SetTies
from selectorate.scenario import Scenario, load
from selectorate.simulation.build import Model, build
from selectorate.simulation.history import live_all
from selectorate.simulation.memory import new_facts, new_state
from selectorate.state import Facts
from verification import shape_picture
from verification.histories import joined, keys_of
from verification.proof import Checks, Proof, Setting

CLAIM = "fresh histories of ussr-1922 with hand-set parameters have the shape that its bounds say"
SEED = 53
BLOCK = 500
"""Histories that are watched month by month at once: some 50 megabytes."""

SCENARIO = "ussr-1922"
HE, OFFICE = "stalin", "general_secretary"
SEATED = "off_presidium"
CENSURED = "censured"
LEADS = (0.40, 0.95)
LOSES = (0.02, 0.30)
LEFT_FIRST = 0.60
DATED = ("trotsky", "zinoviev", "bukharin")
MONTHS_APART = 12
AT_ONCE = 0.35
MONTHS_WIDE = 6
SELDOM = 0.01
"""Share of histories below which nothing is said of the pace of something."""

TIES = {"halved": 0.5, "doubled": 2.0}
STANDARD_ERRORS = 3.0
LEADER, OFFENCE = 0, 1
"""Columns of `Months.sides` and of `Months.minds`."""

Months = NDArray[np.int16]
"""Months counted from the scenario's first, -1 never."""


@dataclass(frozen=True)
class Shape:
    """What is read from all histories k; contenders and rungs stand in the order of their names here."""

    scenario: Scenario
    contenders: tuple[str, ...]
    rungs: tuple[str, ...]
    reached: Months  # (k, contenders, rungs)
    campaigns: Months  # (k, contenders) in which the first against him opened
    fights: Months  # (k, contenders) in which he first fought in the open
    endings: Mapping[str, float]  # share of histories by ending
    outcomes: Mapping[str, float]

    @property
    def histories(self) -> int:
        """The number of histories."""
        return len(self.reached)

    def rung(self, contender: str, rung: str) -> Months:
        """Months in which a contender reached a rung (k,)."""
        found: Months = self.reached[:, self.contenders.index(contender), self.rungs.index(rung)]
        return found


@dataclass(frozen=True)
class Twins:
    """How many histories lost the office: of those that were, and of their twins with other ties."""

    factual: int
    other: int
    only_factual: int
    only_other: int

    @property
    def standard_errors(self) -> float:
        """By how many standard errors the twins lost it more often, as pairs that differ tell."""
        return (self.only_other - self.only_factual) / math.sqrt(max(1, self.only_other + self.only_factual))


def prove(setting: Setting) -> Proof:
    histories = setting.size(20_000, 2_000)
    model = build(load(SCENARIO))
    seen, factual = watch(model, histories)
    twins = {name: twin(factual, times) for name, times in TIES.items()}
    checks = Checks()
    check_leader(seen, checks)
    check_order(seen, checks)
    check_dates(seen, checks)
    check_pace(seen, checks)
    check_office(twins, checks, setting.size(1, 0) * STANDARD_ERRORS)
    lost = {"ties halved": twins["halved"].other, "as it was": twins["halved"].factual}
    lost["ties doubled"] = twins["doubled"].other
    shares = {name: count / histories for name, count in lost.items()}
    caption = shape_picture.CAPTION.format(histories=histories)
    return Proof(
        name="shape",
        claim=CLAIM,
        caption=caption,
        checks=checks,
        figures={
            "histories": histories,
            f"{HE} leads alone": f"{seen.endings[f'sole:{HE}']:.3f}",
            "office lost, by ties": {name: f"{share:.4f}" for name, share in shares.items()},
            "left first, of both out": f"{share_left_first(seen):.3f}",
            "checks": f"{sum(checks.exact.values())} of {len(checks.exact)} hold",
        },
        picture=shape_picture.draw(seen, shares, caption),
        tables={
            "endings": dict(seen.endings),
            "outcomes": dict(seen.outcomes),
            "pace": {what: pace(months).told(seen.scenario) for what, months in paced(seen)},
            "twins": {name: vars(one) | {"standard_errors": one.standard_errors} for name, one in twins.items()},
        },
    )


def watch(model: Model, histories: int) -> tuple[Shape, Ensemble]:
    """Live all histories month by month, and keep what their shape is read from."""
    worlds, states, keys = model.worlds, new_state(), keys_of(model, histories, SEED)
    columns, campaigns, fights = [], [], []
    for first in range(0, histories, BLOCK):
        facts = new_facts(worlds[0], min(BLOCK, histories - first), monthly=True)
        live_all(worlds, states, facts, keys[first : first + BLOCK])
        columns.append(reduced(facts))
        campaigns.append(first_months(facts.months.sides[:, :, :, LEADER] >= 0))
        fights.append(first_months(fought(facts)))
    whole: Columns = joined(columns)
    made = Ensemble(model, whole, SEED, histories, "recorded", 1, 0.0)
    names = model.names
    seen = Shape(
        scenario=model.scenario,
        contenders=names.contenders,
        rungs=names.rungs,
        reached=whole.reached,
        campaigns=np.concatenate(campaigns),
        fights=np.concatenate(fights),
        endings=analysis.endings(made).shares(),
        outcomes=analysis.outcomes(made).shares(),
    )
    return seen, made


def first_months(held: NDArray[np.bool_]) -> Months:
    """The first month in which something held (k, months, contenders), -1 never."""
    return np.where(held.any(axis=1), held.argmax(axis=1), -1).astype(np.int16)


def fought(facts: Facts) -> NDArray[np.bool_]:
    """Whether each had fought in the open by the end of a month: open opposition is nothing before the first time."""
    known: NDArray[np.bool_] = facts.months.minds[:, :, :, OFFENCE] > 0.0
    return known


def twin(factual: Ensemble, times: float) -> Twins:
    """The same luck with ties to the first holder so many times as strong."""
    changes = [Change(ties=SetTies(contender=HE, times=times))]
    other = ensemble.run(
        factual.scenario, histories=factual.histories, seed=factual.seed, changes=changes, parameters="hand-set"
    )
    return compare(lost(factual), lost(other))


def lost(asked: Ensemble) -> NDArray[np.bool_]:
    """Whether each history's first General Secretary lost the office by the month of reading (k,)."""
    found = analysis.outcomes(asked)
    held: NDArray[np.bool_] = found.held[[said.id for said in found.statements].index(f"office_lost:{OFFICE}")]
    return held


def compare(factual: NDArray[np.bool_], other: NDArray[np.bool_]) -> Twins:
    """Histories and their twins."""
    counts = (factual, other, factual & ~other, other & ~factual)
    return Twins(*(int(truth.sum()) for truth in counts))


def check_leader(seen: Shape, checks: Checks) -> None:
    """Who leads alone, how often, and how often the office is lost."""
    alone = {end: share for end, share in seen.endings.items() if end.startswith("sole:") and share > 0.0}
    most = max(alone, key=lambda end: alone[end], default="nobody")
    checks.holds(f"most often of all who lead alone: {most}, to be sole:{HE}", most == f"sole:{HE}")
    within(checks, f"{HE} leads alone", seen.endings[f"sole:{HE}"], *LEADS)
    within(checks, f"{OFFICE} lost by its first holder", seen.outcomes[f"office_lost:{OFFICE}"], *LOSES)


def check_order(seen: Shape, checks: Checks) -> None:
    """Who left first, of histories in which both sides left."""
    within(checks, "left before right, of histories in which both left", share_left_first(seen), LEFT_FIRST, 1.0)


def share_left_first(seen: Shape) -> float:
    """Of histories in which left and right left the presidium, the share in which the left went first."""
    both = seen.outcomes["left_and_right_out"]
    return seen.outcomes["left_first"] / both if both > 0.0 else 0.0


def check_dates(seen: Shape, checks: Checks) -> None:
    """Median months beside the record."""
    for who in DATED:
        median = quantile(seen.rung(who, SEATED), Fraction(1, 2))
        month = seen.scenario.month_index(str(recorded(seen.scenario, who, SEATED)))
        said = "never" if median is None else f"{median - month:+d} months"
        near = median is not None and abs(median - month) <= MONTHS_APART
        checks.holds(f"{who} {SEATED}: median {said} from the record, {MONTHS_APART} at most", near)


@dataclass(frozen=True)
class Pace:
    """How the months of something lie, where it came: the share of the fullest month, and the middle 80 %."""

    came: int
    most: float
    fullest: int
    p10: int
    p90: int

    def told(self, scenario: Scenario) -> dict[str, Any]:
        """The same with months by name."""
        named = {name: scenario.month_name(getattr(self, name)) for name in ("fullest", "p10", "p90")}
        return {"came": self.came, "most": self.most, **(named if self.came else {})}


def pace(months: Months) -> Pace:
    """The pace of something."""
    came = months[months >= 0]
    if came.size == 0:
        return Pace(0, 0.0, -1, -1, -1)
    counts = np.bincount(came)
    p10, p90 = (quantile(came, Fraction(tenth, 10)) for tenth in (1, 9))
    return Pace(int(came.size), float(counts.max() / came.size), int(counts.argmax()), int(p10 or 0), int(p90 or 0))


def paced(seen: Shape) -> Iterator[tuple[str, Months]]:
    """First campaigns and censures: of each contender, and of all."""
    censures = seen.reached[:, :, seen.rungs.index(CENSURED)]
    for what, months in (("first campaign", seen.campaigns), ("censure", censures)):
        yield f"{what} of all", earliest(months)
        yield from ((f"{what} against {who}", months[:, i]) for i, who in enumerate(seen.contenders))


def earliest(months: Months) -> Months:
    """The first of the months of all contenders (k, contenders)."""
    never = np.iinfo(np.int16).max
    found = np.where(months < 0, never, months).min(axis=1)
    return np.where(found == never, -1, found).astype(np.int16)


def check_pace(seen: Shape, checks: Checks) -> None:
    """Nothing comes at one time in all histories."""
    for what, months in paced(seen):
        found = pace(months)
        if found.came < SELDOM * seen.histories:
            continue
        fullest = seen.scenario.month_name(found.fullest)
        checks.holds(f"{what}: {found.most:.2f} in {fullest}, {AT_ONCE} at most", found.most < AT_ONCE)
        wide = found.p90 - found.p10
        checks.holds(f"{what}: middle 80 % within {wide} months, {MONTHS_WIDE} at least", wide >= MONTHS_WIDE)


def check_office(twins: Mapping[str, Twins], checks: Checks, standard_errors: float) -> None:
    """Ties half as strong lose the office more often, twice as strong less often."""
    for name, sign in (("halved", 1), ("doubled", -1)):
        one = twins[name]
        said = f"office lost with ties {name}: {one.other} of {one.factual} otherwise, {one.standard_errors:+.1f} s.e."
        much = sign * one.standard_errors
        checks.holds(f"{said}, {'above' if sign > 0 else 'below'} by {standard_errors:g}", much > standard_errors)


def within(checks: Checks, what: str, share: float, low: float, high: float) -> None:
    """A share within bounds."""
    checks.holds(f"{what}: {share:.3f}, to be {low:.2f} to {high:.2f}", low <= share <= high)
