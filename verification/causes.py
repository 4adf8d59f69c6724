"""Causes: necessity, sufficiency and differences of the engine's own twins, beside their closed form.

What is proved, for the powers of the chair in an association whose heads never change:

    twins      who has a majority in the world as it was and in its twin without the powers follows the exact joint law
    explain    probability, the same without the factor, necessity, sufficiency and Shapley value lie within their
               intervals, all of them together, in 93 to 97 % of seeds, histories being added until all are narrow enough
    compare    so do the differences of all endings and outcomes, and the share that ends otherwise, at a fixed size
    brute      the paired difference agrees with that of two worlds lived from unrelated seeds, within their joint error,
               and is the more exact of the two
    placebo    where all luck is drawn anew, the histories with the outcome lose it as often as it fails anyway, and those
               without it in the world without the factor gain it as often as it holds there

How: `verification.elections` reckons both worlds seat by seat, without simulating. Seeds are unrelated. Beside necessity
goes what it would be if the other world were lived with unrelated luck, which must be seen to be wrong.

How to read the picture: each bar is one seed's interval; right is that about one in twenty (all numbers together) misses
the line of the exact value, on either side. Last, differences by seed: right is both clouds about the line, that of twins
the narrower.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from selectorate import analysis, ensemble
from selectorate.analysis import Interval
from selectorate.analysis.comparing import Comparison
from selectorate.analysis.explain import explain
from selectorate.analysis.explaining import Explanation
from selectorate.analysis.parting import Parting
from selectorate.analysis.plan import AS_WAS, Plan
from selectorate.ensemble import Ensemble
from selectorate.ensemble.worlds import Twin
from selectorate.scenario import Scenario, load
from selectorate.testing.changes import rewritten
from verification import pictures
from verification.attribution import p_in_band
from verification.elections import Law, Society, law_of
from verification.proof import LEVEL, Checks, Proof, Setting, chi_square

CLAIM = "necessity, sufficiency and differences of twins are those reckoned by hand, and lie within their intervals"
CAPTION = (
    "Left and middle: the intervals of {shown} of {seeds:,} seeds, in the order of their values, and the exact value as a line; "
    "all numbers of one answer hold together in {explained:.1%}. Right: about one bar in twenty or fewer misses its line. Last: "
    "the difference the powers make by seed, from {size} twins and from as many histories of unrelated seeds. Right: both "
    "lie about the line, the twins closer. Wrong: a cloud beside the line, or many bars beside theirs."
)
HEADS = (14, 14, 6, 6)
"""Branches of Ada, Ben and Chen, and of nobody."""
SOCIETY = Society(branches=HEADS, seats=9, slate=0.25, assemblies=6, holder=0)
NUMBERS = {"turnover": 0.0, "retention": 0.0, "slate": SOCIETY.slate}
FACTOR, OUTCOME, WITHIN = "chair_powers", "board_majority:ada", 0.1
SEED, UNRELATED = 2_000, 1_000_000
SIZE, SHOWN = 300, 60
WAYS = ("explain", "compare", "unrelated")


class Direct(Plan):
    """The plan of a question with none but the two worlds that intervals rest on."""

    @cached_property
    def direct(self) -> dict[tuple[str, ...], Twin]:
        """The world as it was, and the one without the factor."""
        return {
            (AS_WAS,): Twin(),
            ("without", self.contrast): Twin(self.changes(self.factor, self.contrast)),
        }

    @cached_property
    def powers(self) -> dict[str, Twin]:
        """No game of powers."""
        return {}


@dataclass
class Count:
    """What was found seed by seed: whether all numbers of an answer lay within, and some of them to be drawn."""

    within: Counter[str] = field(default_factory=Counter)
    necessity: list[Interval] = field(default_factory=list)
    sufficiency: list[Interval] = field(default_factory=list)
    histories: list[int] = field(default_factory=list)
    paired: list[float] = field(default_factory=list)
    unpaired: list[float] = field(default_factory=list)


def prove(setting: Setting) -> Proof:
    scenario, law = society(), law_of(SOCIETY)
    seeds = setting.size(300, 20)
    checks, count = Checks(), Count()
    twins(checks, law, *both(scenario, setting.size(100_000, 10_000), SEED - 1))
    placebos(checks, law, scenario, setting.size(5_000, 500))
    for seed in range(SEED, SEED + seeds):
        one_explanation(count, law, scenario, seed)
        one_comparison(count, law, scenario, seed)
    judge(checks, count, law, seeds)
    shares = {way: f"{count.within[way] / seeds:.1%}" for way in WAYS}
    caption = CAPTION.format(shown=SHOWN, seeds=seeds, explained=count.within["explain"] / seeds, size=SIZE)
    return Proof(
        name="causes",
        claim=CLAIM,
        caption=caption,
        checks=checks,
        figures={
            "seeds": seeds,
            "all within": shares,
            "necessity": f"{law.necessity(0):.4f}",
            "sufficiency": f"{law.sufficiency(0):.4f}",
            "histories where it stopped, median": int(np.median(count.histories)),
            "independent histories to a pair of twins": f"{spread(count.unpaired) / spread(count.paired):.2f}",
            "smallest p": f"{checks.smallest():.2g} (fails below {checks.bound:.2g})",
        },
        picture=draw(count, law, caption),
        tables={"within": {way: [count.within[way], seeds] for way in WAYS}},
    )


def society() -> Scenario:
    """The shipped association with other heads of its branches."""
    association = load("association")
    tree = association.document.model_dump(exclude_unset=True)
    names = [*sorted(association.document.contenders, key=lambda i: association.document.contenders[i].luck_key), None]
    owners = [name for name, owned in zip(names, HEADS, strict=True) for _ in range(owned)]
    for (name, unit), owner in zip(list(tree["units"].items()), owners, strict=True):
        tree["units"][name] = {part: unit[part] for part in ("name", "luck_key", "weight")}
        tree["units"][name] |= {"patron": owner, "tie": 1.0} if owner else {}
    return rewritten(association, tree)


def both(scenario: Scenario, histories: int, seed: int, other: int | None = None) -> tuple[Ensemble, Ensemble]:
    """The world as it was and the one without the factor; of one seed, or of two."""
    changes = ensemble.changes(scenario, without=[FACTOR])
    return (
        ensemble.run(scenario, histories=histories, seed=seed, set=NUMBERS),
        ensemble.run(
            scenario, histories=histories, seed=seed if other is None else other, set=NUMBERS, changes=changes
        ),
    )


def twins(checks: Checks, law: Law, base: Ensemble, without: Ensemble) -> None:
    """The joint law of majorities, which here are endings; unrelated luck must be seen to be wrong."""
    ended = [analysis.endings(many).which for many in (base, without)]
    for what, one in (("twins", ended[0]), ("unrelated", np.roll(ended[0], 1))):
        cells = np.zeros_like(law.majorities)
        np.add.at(cells, (one, ended[1]), 1)
        value = chi_square(cells, law.majorities * base.histories)
        if what == "twins":
            checks.p("joint law of both worlds", value)
        else:
            checks.holds("unrelated luck has another joint law", value < LEVEL)


def placebos(checks: Checks, law: Law, scenario: Scenario, histories: int) -> None:
    """Luck drawn anew whole, against its identity."""
    plan = Plan.of(ensemble.prepare(scenario, set=NUMBERS), "recorded", OUTCOME, FACTOR)
    found = last(plan, histories, SEED - 2)
    lost, gained = found.placebos
    base, without = found.held((AS_WAS,)), found.held(found.without)
    for what, placebo, chance, among in (
        ("placebo of necessity", lost, 1.0 - law.with_powers()[0], base),
        ("placebo of sufficiency", gained, law.without()[0], ~without),
    ):
        assert placebo.reseeded is not None
        checks.z(what, (placebo.reseeded - chance) / np.sqrt(chance * (1.0 - chance) / among.sum()))


def last(plan: Plan, histories: int, seed: int, within: float | None = None) -> Explanation:
    """What an explanation comes to in the end."""
    *_, found = explain(plan, histories=histories, seed=seed, threads=2, within=within)
    return found


def one_explanation(count: Count, law: Law, scenario: Scenario, seed: int) -> None:
    """One explanation with the stopping rule on: are all of its numbers within?"""
    asked = Direct.of(ensemble.prepare(scenario, set=NUMBERS), "recorded", OUTCOME, FACTOR)
    found = last(asked, 100, seed, WITHIN)
    p, q = law.with_powers()[0], law.without()[0]
    truth = [p, q, law.necessity(0), law.sufficiency(0), q, p - q]
    count.within["explain"] += all_within(found.main, truth)
    count.necessity += [found.necessity] if isinstance(found.necessity, Interval) else []
    count.sufficiency += [found.sufficiency] if isinstance(found.sufficiency, Interval) else []
    count.histories.append(found.histories)


def one_comparison(count: Count, law: Law, scenario: Scenario, seed: int) -> None:
    """One comparison, of twins and of unrelated seeds."""
    base, without = both(scenario, SIZE, seed)
    unasked = Parting(scenario, np.full(SIZE, -1, np.int16))
    differences, flipped = Comparison(base, without, unasked).intervals()
    truth = [*changes(law).values(), law.differs()]
    count.within["compare"] += all_within([*differences.values(), flipped], truth)
    count.paired.append(differences[OUTCOME].value)
    other = analysis.outcomes(both(scenario, SIZE, seed, seed + UNRELATED)[1]).shares()[OUTCOME]
    p = analysis.outcomes(base).shares()[OUTCOME]
    error = np.sqrt((p * (1.0 - p) + other * (1.0 - other)) / SIZE)
    count.within["unrelated"] += bool(abs(other - p - changes(law)[OUTCOME]) <= 1.96 * error)
    count.unpaired.append(other - p)


def changes(law: Law) -> dict[str, float]:
    """What the powers' absence changes in every ending and outcome, in the order of an answer."""
    boards, chairs = law.without() - law.with_powers(), law.holders[1] - law.holders[0]
    names = ("ada", "ben", "chen")
    found = {f"captured:{name}": boards[i] for i, name in enumerate(names)} | {"open": boards[-1]}
    found |= {f"board_majority:{name}": boards[i] for i, name in enumerate(names)}
    found |= {f"holds_chair:{name}": chairs[i] for i, name in enumerate(names)}
    return {name: float(value) for name, value in found.items()} | {"office_lost:chair": float(np.diff(law.lost)[0])}


def all_within(found: Any, truth: list[float]) -> bool:
    """Whether every true value lies within its interval."""
    return all(bool(one.low <= value <= one.high) for one, value in zip(found, truth, strict=True))


def spread(values: list[float]) -> float:
    """Variance of the differences of all seeds."""
    return float(np.var(values, ddof=1))


def judge(checks: Checks, count: Count, law: Law, seeds: int) -> None:
    for way in WAYS:
        checks.p(f"{way}: 93 to 97 % of seeds", p_in_band(count.within[way], seeds))
    truth = changes(law)[OUTCOME]
    paired, unpaired = (np.array(values) for values in (count.paired, count.unpaired))
    errors = [float(np.sqrt(spread(values) / seeds)) for values in (count.paired, count.unpaired)]
    checks.z("difference of twins", (paired.mean() - truth) / errors[0])
    checks.z("difference of unrelated seeds", (unpaired.mean() - truth) / errors[1])
    checks.z("one against the other", (paired - unpaired).mean() / np.sqrt((paired - unpaired).var() / seeds))
    checks.holds("twins are the more exact", errors[0] < errors[1])
    middle = float(np.mean([one.value for one in count.necessity]))
    checks.holds("necessity with unrelated luck is seen to be wrong", abs(middle - 1.0 + law.without()[0]) > 0.1)


def draw(count: Count, law: Law, caption: str) -> Any:
    figure, panels = pictures.sheet(
        "Causes: the engine's twins beside the closed form", caption, columns=3, size=(13.5, 4.6)
    )
    for panel, title, found, truth in (
        (panels[0, 0], "Necessity", count.necessity, law.necessity(0)),
        (panels[0, 1], "Sufficiency", count.sufficiency, law.sufficiency(0)),
    ):
        bars(panel, sorted(found[:SHOWN], key=lambda one: one.value), truth)
        pictures.name(panel, title, x="seeds, in order", y="share")
    panel = panels[0, 2]
    for row, (label, values) in enumerate((("twins", count.paired), ("unrelated seeds", count.unpaired))):
        heights = row + 0.6 * (np.arange(len(values)) / len(values) - 0.5)
        panel.plot(values, heights, pictures.MARKS[row], color=pictures.COLOURS[row], markersize=2.5, label=label)
    panel.axvline(changes(law)[OUTCOME], color=pictures.INK, linewidth=1.0)
    panel.locator_params(axis="x", nbins=5)
    panel.set_yticks([0, 1], ["twins", "unrelated\nseeds"])
    pictures.name(panel, "Difference without the powers", x="difference of shares")
    return figure


def bars(panel: Any, found: list[Interval], truth: float) -> None:
    """An interval a seed, and the exact value; those that miss it in another colour."""
    for place, one in enumerate(found):
        colour = pictures.COLOURS[0] if one.low <= truth <= one.high else pictures.COLOURS[1]
        panel.plot([place, place], [one.low, one.high], color=colour, linewidth=1.2)
        panel.plot(place, one.value, "o", color=colour, markersize=2.0)
    panel.axhline(truth, color=pictures.INK, linewidth=1.0)
